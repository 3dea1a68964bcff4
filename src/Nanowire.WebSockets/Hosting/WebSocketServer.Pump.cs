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

            // Nothing can wait for any of several sockets on the device, so the wait is on the one that was active last,
            // which is the likeliest to go on.
            ConnectionSlot[] active = _active;
            ConnectionSlot slot = active[0];
            bool isReadable = slot == null ? WaitForConnection(waitMs) : slot.IsQuiet ? slot.Transport.WaitReadable(waitMs) : slot.WaitWritable(waitMs);
            long nowMs = Environment.TickCount64;
            bool isActive = false;
            if (isReadable || (slot != null && nowMs >= slot.WakeMs))
            {
                isActive = slot.Work(nowMs, isReadable);
                if (slot.Transport == null)
                {
                    Remove(0);
                }
            }

            if (isActive && isReadable)
            {
                // While one connection is busy the others take turns, one every other round, and new ones wait a little. One
                // that has only waited for room to send is not busy: the others are not to wait for a peer that does not read.
                _quietRounds = 0;
                int round = _round;
                _round = round + 1;
                if (_activeCount > 1 && (round & 1) == 0)
                {
                    _sweep = _sweep + 1 < _activeCount ? _sweep + 1 : 1;
                    slot = active[_sweep];
                    if (nowMs >= slot.WakeMs || slot.Transport.IsReadable())
                    {
                        Work(_sweep, nowMs);
                    }
                }

                if (round < RoundsPerAccept - 1)
                {
                    return true;
                }
            }
            else
            {
                for (int i = _activeCount - 1; i > 0; i--)
                {
                    slot = active[i];
                    if ((nowMs >= slot.WakeMs || slot.Transport.IsReadable()) && Work(i, nowMs))
                    {
                        isActive = true;
                    }
                }
            }

            _round = 0;
            if (_core.Handlers != null)
            {
                TickHandlers(nowMs);
            }

            if (_isStopping)
            {
                StopConnections();
            }
            else if (Accept(nowMs))
            {
                isActive = true;
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

        /// <summary>Lets a connection do what it can; one that was active becomes the first. Returns whether it was.</summary>
        private bool Work(int index, long nowMs)
        {
            ConnectionSlot slot = _active[index];

            // One that is not due is here because it is readable.
            bool isActive = slot.Work(nowMs, nowMs < slot.WakeMs);
            if (slot.Transport == null)
            {
                Remove(index);
            }
            else if (isActive)
            {
                _active[index] = _active[0];
                _active[0] = slot;
                if (_active[index] == null)
                {
                    Remove(index);
                }
            }

            return isActive;
        }

        /// <summary>
        /// Takes a connection that is over off the list. The first place stays empty until another connection is active:
        /// whoever left may come again, so the listener is waited on.
        /// </summary>
        private void Remove(int index)
        {
            if (index != 0 || _activeCount == 1)
            {
                _activeCount--;
                _active[index] = _active[_activeCount];
                index = _activeCount;
            }

            _active[index] = null;
        }

        private bool WaitForConnection(int waitMs)
        {
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

            // One at a time is refused; while a place is free nobody has to wait for that.
            if ((_busyAnswer.Work(nowMs) && _activeCount == _slots.Length && _active[0] != null) || !_listener.WaitPending(0))
            {
                return false;
            }

            Transport transport = _listener.Accept();
            if (transport == null)
            {
                return false;
            }

            _core.Statistics.ConnectionsAccepted++;
            for (int i = 0; i < _slots.Length; i++)
            {
                ConnectionSlot slot = _slots[i];
                if (slot.Transport == null)
                {
                    if (slot.Watch != null && !Admit(slot, transport, nowMs))
                    {
                        return true;
                    }

                    slot.Accept(transport, nowMs);
                    Activate(slot);
                    return true;
                }
            }

            // Others wait in the system's queue until this one has its answer.
            _busyAnswer.Begin(transport, nowMs);
            return true;
        }

        /// <summary>Makes a new connection the first.</summary>
        private void Activate(ConnectionSlot slot)
        {
            if (_active[0] != null || _activeCount == 0)
            {
                _active[_activeCount] = _active[0];
                _activeCount++;
            }

            _active[0] = slot;
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
            for (int i = _activeCount - 1; i >= 0; i--)
            {
                if (_active[i] != null && _active[i].Transport == null)
                {
                    Remove(i);
                }
            }
        }

        private void CloseConnections(bool isLate)
        {
            _busyAnswer.Close();
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i].Stop(isLate);
            }
        }
    }
}
