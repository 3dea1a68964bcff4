namespace Nanowire.Bench.Device
{
    /// <summary>What was measured of one operation.</summary>
    internal sealed class BenchRow
    {
        /// <summary>Nanoseconds, the least of the batches: whatever else the machine does only adds to it.</summary>
        public long TimeNs;

        /// <summary>Operations in a batch.</summary>
        public int BatchCount;

        /// <summary>Bytes allocated by one operation; below 0 when that could not be measured.</summary>
        public int AllocatedBytes;

        /// <summary>Whether the operation did what it should.</summary>
        public bool IsRight;
    }
}
