using System;
using System.Threading;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Notices when a part of the application stalls: logs it, restarts the part where that is possible, and after
    /// <see cref="MaxTries"/> deadlines the device.
    /// </summary>
    /// <remarks>
    /// It has a thread of its own, since a pump that stalls cannot notice that itself; that costs about 1 KB on the device.
    /// What stops
    /// the whole virtual machine, such as a native call that never returns, stops this thread too: only a watchdog in
    /// hardware sees that.
    /// </remarks>
#pragma warning disable CA1001 // The device's events cannot be disposed of; the collector takes them on both.
    public sealed class Supervisor
#pragma warning restore CA1001
    {
        /// <summary>Parts at most.</summary>
        public const int MaxParts = 4;

        /// <summary>How often the parts are looked at, in milliseconds.</summary>
        public const int CheckMs = 2000;

        /// <summary>Deadlines that a part may miss in a row; then the device restarts.</summary>
        public const int MaxTries = 3;

        /// <summary>
        /// A check that comes so late, in milliseconds, says that everything stood still, so no part is to blame.
        /// </summary>
        public const int LateMs = 3 * CheckMs;

        private readonly SupervisedPart[] _parts = new SupervisedPart[MaxParts];
        private readonly RestartLog _restarts;
        private readonly Machine _machine;
        private readonly DeviceLog _log;
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly long _startedMs;
        private int _count;
        private long _checkedMs;
        private Thread _thread;
        private bool _isStopping;

        /// <summary>Supervises nothing yet.</summary>
        /// <param name="restarts">Is told why the device restarts.</param>
        /// <param name="machine">Is restarted when nothing else helps.</param>
        /// <param name="log">Is told what stalled.</param>
        /// <param name="startedMs">When the application started.</param>
        public Supervisor(RestartLog restarts, Machine machine, DeviceLog log, long startedMs)
        {
            _restarts = restarts;
            _machine = machine;
            _log = log;
            _startedMs = startedMs;
            _checkedMs = startedMs;
        }

        /// <summary>How many parts there are.</summary>
        public int Count => _count;

        /// <summary>A part, in the order in which they were added.</summary>
        public SupervisedPart this[int index] => _parts[index];

        /// <summary>Adds a part, before <see cref="Start"/>; it is supervised from its first sign of life on.</summary>
        /// <exception cref="InvalidOperationException">There are <see cref="MaxParts"/> already.</exception>
        public SupervisedPart Add(string name, int deadlineMs)
        {
            if (_count == MaxParts)
            {
                throw new InvalidOperationException("too many parts");
            }

            SupervisedPart part = new SupervisedPart(name, deadlineMs);
            _parts[_count] = part;
            _count++;
            return part;
        }

        /// <summary>Starts the supervising thread.</summary>
        public void Start()
        {
            _isStopping = false;
            _checkedMs = Environment.TickCount64;
            _thread = new Thread(Run);
            _thread.Start();
        }

        /// <summary>Ends the supervising thread.</summary>
        public void Stop()
        {
            _isStopping = true;
            _wake.Set();
            if (_thread != null)
            {
                _thread.Join(CheckMs);
                _thread = null;
            }
        }

        /// <summary>Looks at all parts.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        public void Check(long nowMs)
        {
            bool isLate = nowMs - _checkedMs > LateMs || nowMs < _checkedMs;
            _checkedMs = nowMs;
            for (int i = 0; i < _count; i++)
            {
                SupervisedPart part = _parts[i];
                if (isLate)
                {
                    part.BeatMs = nowMs;
                }
                else
                {
                    Check(part, nowMs);
                }
            }
        }

        private void Check(SupervisedPart part, long nowMs)
        {
            long silentMs = nowMs - part.BeatMs;
            if (!part.IsAtWork || silentMs < part.DeadlineMs)
            {
                if (part.Tries > 0)
                {
                    part.Tries = 0;
                    _log.Add(part.Name, "runs again");
                }

                return;
            }

            if (silentMs < (long)part.DeadlineMs * (part.Tries + 1))
            {
                return;
            }

            part.Tries++;
            part.Stalls += part.Tries == 1 ? 1 : 0;
            _log.Add(part.Name, "stalled for " + (silentMs / 1000).ToString() + " s");
            if (part.Tries < MaxTries)
            {
                if (part.Restarter != null && part.Restarter())
                {
                    _log.Add(part.Name, "restarted");
                }

                return;
            }

            RestartNow(RestartReason.Stalled, part.Name, nowMs);
        }

        /// <summary>Restarts the device at once, with the reason stored before it. From any thread.</summary>
        public void RestartNow(RestartReason reason, string detail, long nowMs)
        {
            try
            {
                _restarts.Record(reason, detail, nowMs - _startedMs);
            }
            catch (Exception)
            {
                // Without memory, or a medium: a restart without its reason is better than none.
            }

            _machine.Restart();
        }

        private void Run()
        {
            while (!_isStopping)
            {
                _wake.WaitOne(CheckMs, false);
                try
                {
                    Check(Environment.TickCount64);
                }
                catch (Exception e)
                {
                    // A restarter that fails, or no memory for a line of the log; the next check comes.
                    _log.Add("supervisor", e.GetType().Name);
                }
            }
        }
    }
}
