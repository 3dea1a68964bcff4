namespace Nanowire.Firmware
{
    /// <summary>
    /// A part of the history at one resolution. Its points lie on a grid of the uptime: number n is of the time from n steps on
    /// to n + 1, so that a point needs no time stamp, and its place in the ring is its number's.
    /// </summary>
    internal sealed class HistoryTier
    {
        /// <summary>The time that a point stands for, in milliseconds.</summary>
        internal readonly int StepMs;

        /// <summary>How many points are kept.</summary>
        internal readonly int Count;

        /// <summary>How many numbers a point has for each reading: 1, the last value; or 3, the least, the greatest and the mean.</summary>
        internal readonly int Width;

        /// <summary>Where in the history's array its ring starts.</summary>
        internal readonly int Offset;

        /// <summary>The number of the newest point; -1 when there is none.</summary>
        internal int Newest = -1;

        internal HistoryTier(int stepMs, int count, int width, int offset)
        {
            StepMs = stepMs;
            Count = count;
            Width = width;
            Offset = offset;
        }

        /// <summary>The number of the oldest point that is kept.</summary>
        internal int Oldest => Newest < Count ? 0 : Newest - Count + 1;
    }
}
