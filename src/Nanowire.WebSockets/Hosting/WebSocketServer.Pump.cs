using System;
using System.Threading;

namespace Nanowire.WebSockets
{
    // The pump: one thread that serves all connections.
    public sealed partial class WebSocketServer
    {
        /// <summary>
        /// One round of the pump: waits for something to happen, accepts, reads, calls handlers, writes and keeps the
        /// deadlines. One thread at a time.
        /// </summary>
        /// <param name="waitMs">
        /// How long to wait at most in milliseconds; 0 only looks. Soon after activity the wait is a millisecond, since on one
        /// connection at a time it may miss another's answer.
        /// </param>
        /// <returns>Whether anything happened, so that it is likely to go on.</returns>
        public bool RunOnce(int waitMs)
        {
            if (waitMs > BriskWaitMs && _quietRounds < BriskRounds)
            {
                waitMs = BriskWaitMs;
            }

            if (_isStopping)
            {
                StopConnections();
            }

            ConnectionSlot hot = _hot;
            bool isReadable = waitMs > 0 && Wait(hot, waitMs);
            long nowMs = Environment.TickCount64;
            bool isActive = isReadable && hot.Work(nowMs, true);

            // While one connection is busy the others are looked at in turn, a few a round; at rest all of them are.
            int left = isActive ? _activeCount - 1 : _activeCount;
            if (isActive && left > SweepWhileBusy)
            {
                left = SweepWhileBusy;
            }

            for (; left > 0; left--)
            {
                _sweep++;
                if (_sweep >= _activeCount)
                {
                    _sweep = 0;
                }

                ConnectionSlot slot = _active[_sweep];
                Transport transport = slot.Transport;
                if (transport == null)
                {
                    _activeCount--;
                    _active[_sweep] = _active[_activeCount];
                    _active[_activeCount] = null;
                    _sweep--;
                    continue;
                }

                // What the wait was on is known; an idle connection is asked here, without the calls down to its transport.
                bool isKnown = slot == hot && waitMs > 0;
                if (isKnown && isReadable)
                {
                    continue;
                }

                bool isSlotReadable = false;
                if (slot.IsQuiet)
                {
                    isSlotReadable = !isKnown && transport.WaitReadable(0);
                    if (!isSlotReadable && nowMs < slot.WakeMs)
                    {
                        continue;
                    }
                }

                if (slot.Work(nowMs, isSlotReadable))
                {
                    _hot = slot;
                    isActive = true;
                }
            }

            _round++;
            if ((!isActive || _round >= RoundsPerAccept) && !_isStopping)
            {
                _round = 0;
                isActive |= Accept(nowMs);
            }

            if (isActive)
            {
                _quietRounds = 0;
            }
            else if (_quietRounds < BriskRounds)
            {
                _quietRounds++;
            }

            return isActive;
        }

        /// <summary>
        /// Nothing can wait for any of several sockets on the device, so the wait is on the one that was active last,
        /// which is the likeliest to go on.
        /// </summary>
        /// <returns>Whether that connection is readable.</returns>
        private bool Wait(ConnectionSlot hot, int waitMs)
        {
            if (hot != null && hot.Transport != null)
            {
                return hot.Wait(waitMs);
            }

            if (_listener != null && !_isStopping)
            {
                _listener.WaitPending(waitMs);
            }
            else
            {
                Thread.Sleep(waitMs);
            }

            return false;
        }

        private bool Accept(long nowMs)
        {
            if (_listener == null)
            {
                throw new InvalidOperationException("the server does not listen");
            }

            bool isBusy = _busyAnswer.Work(nowMs);
            if (!isBusy && _listener.WaitPending(0))
            {
                Transport transport = _listener.Accept();
                if (transport == null)
                {
                    return false;
                }

                _core.Statistics.ConnectionsAccepted++;
                for (int i = 0; i < _slots.Length; i++)
                {
                    if (_slots[i].Transport == null)
                    {
                        Activate(_slots[i]);
                        _slots[i].Accept(transport, nowMs);
                        return true;
                    }
                }

                // Others wait in the system's queue until this one has its answer.
                _busyAnswer.Begin(transport, nowMs);
                return true;
            }

            return false;
        }

        /// <summary>A slot that was freed stays in the list until the sweep comes by, and may be in use again by then.</summary>
        private void Activate(ConnectionSlot slot)
        {
            _hot = slot;
            for (int i = 0; i < _activeCount; i++)
            {
                if (_active[i] == slot)
                {
                    return;
                }
            }

            _active[_activeCount] = slot;
            _activeCount++;
        }

        private void Run()
        {
            while (!_isStopping || HasConnections())
            {
                try
                {
                    RunOnce(IdleWaitMs);
                }
                catch (Exception)
                {
                    // Nothing in a round is expected to throw; a server that goes silent would be worse than one that counts.
                    _core.Statistics.PumpErrors++;
                    Thread.Sleep(1);
                }
            }

            CloseListener();
        }

        private bool HasConnections()
        {
            for (int i = 0; i < _slots.Length; i++)
            {
                if (_slots[i].Transport != null)
                {
                    return true;
                }
            }

            return false;
        }

        private void StopConnections()
        {
            CloseListener();
            CloseConnections(Environment.TickCount64 - _stopMs >= _core.Options.CloseTimeoutMs);
        }

        private void CloseConnections(bool isLate)
        {
            _busyAnswer.Close();
            for (int i = 0; i < _slots.Length; i++)
            {
                if (_slots[i].Transport != null)
                {
                    _slots[i].Stop(isLate);
                }
            }
        }
    }
}
