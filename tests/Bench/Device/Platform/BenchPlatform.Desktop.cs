using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Nanowire.Bench.Device
{
    /// <summary>What differs between the runtimes: here, .NET on a desktop.</summary>
    internal static class BenchPlatform
    {
        /// <summary>What the figures are of, for the table's heading.</summary>
        public static string Describe()
        {
            return "desktop; " + RuntimeInformation.FrameworkDescription + "; " + RuntimeInformation.OSArchitecture.ToString() + "; Release is "
                + (IsOptimized() ? "on" : "OFF");
        }

        /// <summary>A clock in microseconds.</summary>
        public static long NowUs()
        {
            return Stopwatch.GetTimestamp() * 1000000 / Stopwatch.Frequency;
        }

        /// <summary>The bytes that so many operations allocate on this thread.</summary>
        public static int MeasureAllocated(Bench bench, int count)
        {
            // The runtime itself makes an object now and then, once: the least of some runs is the operation's.
            long least = long.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                bench.Run(count);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return (int)least;
        }

        private static bool IsOptimized()
        {
#if DEBUG
            return false;
#else
            return true;
#endif
        }
    }
}
