using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// Finds the lines of a header by its name in a head that was parsed, for the headers that HttpHead does not keep: only who
    /// trusts a proxy pays for them.
    /// </summary>
    internal sealed class HeadReader
    {
        /// <summary>Lines of one header; with more the header is taken for missing.</summary>
        internal const int MaxLines = 8;

        /// <summary>Where the value of each line starts, and where it ends.</summary>
        internal readonly int[] Starts = new int[MaxLines];

        internal readonly int[] Ends = new int[MaxLines];

        private readonly object _lf = (byte)'\n';
        private readonly object _colon = (byte)':';

        /// <summary>Finds the lines; returns how many, 0 also when there are too many.</summary>
        /// <param name="head">A head that was not refused, so that its lines are in order.</param>
        /// <param name="lowerName">The name in small letters, digits and hyphens.</param>
        internal int Find(HttpHead head, byte[] lowerName)
        {
            byte[] buffer = head.Buffer;
            int count = 0;

            // The request line is the first, or the second behind an empty one; its target may hold a colon, but never matches.
            for (int position = 0; position < head.Length;)
            {
                int end = Array.IndexOf(buffer, _lf, position, head.Length - position);
                int colon = Array.IndexOf(buffer, _colon, position, end - position);
                if (colon >= 0 && Ascii.AreEqualIgnoreCase(buffer, position, colon - position, lowerName))
                {
                    if (count == MaxLines)
                    {
                        return 0;
                    }

                    Starts[count] = colon + 1;
                    Ends[count] = end - 1;
                    count++;
                }

                position = end + 1;
            }

            return count;
        }
    }
}
