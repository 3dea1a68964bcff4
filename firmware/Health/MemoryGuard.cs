namespace Nanowire.Firmware
{
    /// <summary>
    /// Notices that memory runs out before it does: below one limit the application is to shed load, below another to
    /// restart.
    /// </summary>
    public sealed class MemoryGuard
    {
        /// <summary>How often memory is looked at, in milliseconds; on the device that collects garbage.</summary>
        public const int CheckMs = 10000;

        /// <summary>Readings below <see cref="LowLimit"/> in a row until load is shed.</summary>
        public const int ReadingsUntilShed = 2;

        /// <summary>
        /// Uptime before which there is no restart for memory, in milliseconds: a device that has too little from its start on
        /// should answer as long as it can, not restart for ever.
        /// </summary>
        public const int MinUptimeMs = 300000;

        /// <summary>The least that <see cref="LowLimit"/> is by itself, in bytes.</summary>
        public const int LeastLowLimit = 8192;

        /// <summary>
        /// Free memory in bytes below which load is shed: twice a connection's buffers, at least <see
        /// cref="LeastLowLimit"/>.
        /// </summary>
        public int LowLimit;

        /// <summary>Free memory in bytes below which the device restarts: half of that.</summary>
        public int CriticalLimit;

        /// <summary>Free memory at the last reading; below 0 when nobody knows.</summary>
        public int Free = -1;

        /// <summary>The least of all readings; below 0 before the first.</summary>
        public int Least = -1;

        /// <summary>How often load was shed.</summary>
        public int Sheds;

        private readonly Machine _machine;
        private int _lowReadings;
        private long _nextMs;

        /// <summary>Guards the memory of a machine.</summary>
        /// <param name="machine">The machine.</param>
        /// <param name="board">Whose connections must have room.</param>
        public MemoryGuard(Machine machine, Board board)
        {
            _machine = machine;
            LowLimit = 2 * (board.ReceiveBufferSize + board.SendBufferSize);
            LowLimit = LowLimit < LeastLowLimit ? LeastLowLimit : LowLimit;
            CriticalLimit = LowLimit / 2;
        }

        /// <summary>Looks at the memory when that is due.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        /// <param name="uptimeMs">The time since start.</param>
        /// <returns>What is to be done.</returns>
        public MemoryState Check(long nowMs, long uptimeMs)
        {
            // The second half: after a clock that jumped back.
            if (nowMs < _nextMs && _nextMs - nowMs <= CheckMs)
            {
                return MemoryState.Enough;
            }

            _nextMs = nowMs + CheckMs;
            Free = _machine.FreeMemory;
            if (Free < 0)
            {
                return MemoryState.Enough;
            }

            Least = Least < 0 || Free < Least ? Free : Least;
            if (Free >= LowLimit)
            {
                _lowReadings = 0;
                return MemoryState.Enough;
            }

            if (Free < CriticalLimit && uptimeMs >= MinUptimeMs)
            {
                return MemoryState.Critical;
            }

            _lowReadings++;
            if (_lowReadings != ReadingsUntilShed)
            {
                // Once while it stays low: pages that come back after a while are not sent away for ever.
                return MemoryState.Enough;
            }

            Sheds++;
            return MemoryState.Low;
        }
    }
}
