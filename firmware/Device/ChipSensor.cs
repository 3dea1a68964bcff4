namespace Nanowire.Firmware
{
    /// <summary>What the chip says about itself.</summary>
    public sealed class ChipSensor : Sensor
    {
        /// <summary>Collecting garbage is the only way to ask for the free memory, so it is not asked for at each sample.</summary>
        private const long FreeMemoryEveryMs = 10000;

        private long _nextFreeMemoryMs;

        /// <summary>Measures the managed heap.</summary>
        public ChipSensor()
            : base("chip", "Chip", new Reading("freeMemory", "Free memory", "B", 0, 0, 100000))
        {
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            if (uptimeMs >= _nextFreeMemoryMs)
            {
                _nextFreeMemoryMs = uptimeMs + FreeMemoryEveryMs;
                Values[0] = (int)nanoFramework.Runtime.Native.GC.Run(false);
            }

            return true;
        }
    }
}
