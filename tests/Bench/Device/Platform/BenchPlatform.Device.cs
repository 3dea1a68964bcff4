using System;
using nanoFramework.Runtime.Native;

namespace Nanowire.Bench.Device
{
    /// <summary>
    /// What differs between the runtimes: here, nanoFramework, which has no counter of allocations. But between two collections exactly what was free
    /// is allocated, and a weak reference tells of a collection. So, behind a collection, operations run, and then objects of a known size are made
    /// until the next one. How many fewer of those it takes behind twice as many operations is what half of them took; the other half has made what the
    /// interpreter keeps in the heap for itself, such as the stack frames of its deepest calls, until that collection.
    /// </summary>
    internal static class BenchPlatform
    {
        /// <summary>An object and its one field are a block of the heap each.</summary>
        private const int FillerSize = 24;

        private const int Tries = 3;

        /// <summary>More than any heap without PSRAM has; where that is not enough nothing can be said.</summary>
        private const int MaxFillers = 200000;

        /// <summary>What the figures are of, for the table's heading, in the words of the firmware.</summary>
        public static string Describe()
        {
            return SystemInfo.TargetName + "; " + SystemInfo.Platform + "; nanoFramework " + SystemInfo.Version.ToString() + "; heap free "
                + nanoFramework.Runtime.Native.GC.Run(true).ToString() + " B";
        }

        /// <summary>A clock in microseconds: the time of day, since TickCount64 counts milliseconds.</summary>
        public static long NowUs()
        {
            return DateTime.UtcNow.Ticks / 10;
        }

        /// <summary>The bytes that so many operations allocate, to some 24; below 0 when a collection came between or the heap is too large.</summary>
        public static int MeasureAllocated(Bench bench, int count)
        {
            int once = CountMost(bench, count);
            int twice = once < 0 ? -1 : CountMost(bench, 2 * count);
            if (twice < 0)
            {
                return -1;
            }

            int bytes = (once - twice) * FillerSize;
            return bytes < 0 ? 0 : bytes;
        }

        /// <summary>The interpreter itself makes an object now and then; the try without one has the most fillers.</summary>
        private static int CountMost(Bench bench, int count)
        {
            int most = -1;
            for (int i = 0; i < Tries; i++)
            {
                int fillers = CountFillers(bench, count);
                if (fillers > most)
                {
                    most = fillers;
                }
            }

            return most;
        }

        private static int CountFillers(Bench bench, int count)
        {
            // Compacted, so that what is free is one piece; and nothing of the measurement itself is made behind it but the sentinel.
            WeakReference sentinel = new WeakReference(null);
            nanoFramework.Runtime.Native.GC.Run(true);
            sentinel.Target = new Filler();
            bench.Run(count);
            if (!sentinel.IsAlive)
            {
                return -1;
            }

            int fillers = 0;
            while (sentinel.IsAlive)
            {
                if (fillers == MaxFillers)
                {
                    return -1;
                }

                Fill();
                fillers++;
            }

            return fillers;
        }

        /// <summary>Makes one that nothing refers to afterwards.</summary>
        private static void Fill()
        {
            new Filler().Value = 1;
        }

        private sealed class Filler
        {
            public int Value;
        }
    }
}
