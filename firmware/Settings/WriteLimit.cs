namespace Nanowire.Firmware
{
    /// <summary>Bounds how often something is written: so many at once, and one more each while.</summary>
    internal sealed class WriteLimit
    {
        private readonly int _burst;
        private readonly int _refillMs;
        private int _left;
        private long _refilledMs;

        /// <summary>A limit of which nothing is used.</summary>
        /// <param name="burst">Writes in a row.</param>
        /// <param name="refillMs">How often one more is allowed, in milliseconds.</param>
        internal WriteLimit(int burst, int refillMs)
        {
            _burst = burst;
            _refillMs = refillMs;
            _left = burst;
        }

        /// <summary>Takes a write.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        /// <returns>Null, or why there is none.</returns>
        internal string Take(long nowMs)
        {
            long passedMs = nowMs - _refilledMs;
            if (passedMs < 0 || _left == _burst)
            {
                // Also when the clock went back: a wait has an end.
                passedMs = 0;
                _refilledMs = nowMs;
            }

            long more = passedMs / _refillMs;
            _left = more > _burst - _left ? _burst : _left + (int)more;
            _refilledMs += more * _refillMs;
            if (_left == 0)
            {
                return "too many changes; try again in " + (((_refilledMs + _refillMs - nowMs) / 1000) + 1).ToString() + " s";
            }

            _left--;
            return null;
        }
    }
}
