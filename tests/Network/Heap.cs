using System;

namespace Nanowire.Tests.Network
{
    /// <summary>The managed heap, as a full collection leaves it.</summary>
    internal static class Heap
    {
        /// <summary>The bytes that survive; what GC.GetTotalMemory says includes what threads have in hand, and may be below that.</summary>
        internal static long Measure()
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, true);
            return GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
        }
    }
}
