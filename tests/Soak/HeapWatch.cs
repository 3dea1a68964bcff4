using System;
using System.Collections.Generic;

namespace Nanowire.Soak
{
    /// <summary>The managed heap at intervals, each time after a full collection.</summary>
    internal sealed class HeapWatch
    {
        /// <summary>What the last third of the samples may have more than the first third, by their medians: a few sockets and their threads.</summary>
        internal const long Tolerance = 100 * 1024;

        private readonly List<long> _samples = new List<long>();

        internal int Count => _samples.Count;

        internal long First => Median(0, Math.Max(1, Count / 3));

        internal long Last => Median(Count - Math.Max(1, Count / 3), Count);

        internal bool HasGrown => Last - First > Tolerance;

        /// <summary>What survives a full collection, in bytes.</summary>
        internal long Measure()
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, true);
            long bytes = GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
            _samples.Add(bytes);
            return bytes;
        }

        private long Median(int from, int to)
        {
            List<long> range = _samples.GetRange(from, to - from);
            range.Sort();
            return range[range.Count / 2];
        }
    }
}
