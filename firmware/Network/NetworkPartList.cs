using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What runs while the device has an address of one kind. A part that throws is stopped and started again after a while; the others
    /// go on.
    /// </summary>
    internal sealed class NetworkPartList
    {
        private readonly NetworkPart[] _parts;
        private readonly int _count;
        private readonly bool[] _isRunning;
        private readonly long[] _dueMs;
        private readonly int _retryMs;
        private readonly NetworkSupervisor _log;

        internal NetworkPartList(NetworkPart[] parts, int retryMs, NetworkSupervisor log)
        {
            if (parts != null)
            {
                _parts = parts;
                _count = parts.Length;
                _isRunning = new bool[_count];
                _dueMs = new long[_count];
            }

            _retryMs = retryMs;
            _log = log;
        }

        /// <summary>The address that they run with; null while they do not.</summary>
        internal string Address { get; private set; }

        /// <summary>Starts all, unless they run with that address already.</summary>
        /// <returns>Whether they had to be started.</returns>
        internal bool Start(string address, long nowMs)
        {
            if (Address == address)
            {
                return false;
            }

            Stop();
            Address = address;
            for (int i = 0; i < _count; i++)
            {
                _dueMs[i] = nowMs;
                StartPart(i, nowMs);
            }

            return true;
        }

        internal void RunOnce(long nowMs)
        {
            if (Address == null)
            {
                return;
            }

            for (int i = 0; i < _count; i++)
            {
                if (!_isRunning[i])
                {
                    StartPart(i, nowMs);
                    continue;
                }

                try
                {
                    _parts[i].RunOnce(nowMs);
                }
                catch (Exception e)
                {
                    Fail(i, nowMs, e);
                }
            }
        }

        internal void Stop()
        {
            Address = null;
            for (int i = 0; i < _count; i++)
            {
                if (_isRunning[i])
                {
                    StopPart(i);
                }
            }
        }

        private void StartPart(int index, long nowMs)
        {
            if (nowMs < _dueMs[index])
            {
                return;
            }

            try
            {
                _isRunning[index] = true;
                _parts[index].Start(Address);
            }
            catch (Exception e)
            {
                Fail(index, nowMs, e);
            }
        }

        private void Fail(int index, long nowMs, Exception e)
        {
            _log.Log("a part of the network failed and is started again: " + e.Message);
            _dueMs[index] = nowMs + _retryMs;
            StopPart(index);
        }

        private void StopPart(int index)
        {
            _isRunning[index] = false;
            try
            {
                _parts[index].Close();
            }
            catch (Exception e)
            {
                _log.Log("a part of the network did not stop: " + e.Message);
            }
        }
    }
}
