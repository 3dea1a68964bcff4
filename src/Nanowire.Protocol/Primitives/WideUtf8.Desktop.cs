using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>Desktop only: what of a text .NET finds valid.</summary>
    internal static class WideUtf8
    {
        /// <summary>Below this the call costs more than it saves.</summary>
        private const int MinCount = 16;

        /// <summary>Skips what is valid up to the last code point that may be cut, or nothing.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="start">Where a code point starts.</param>
        /// <param name="end">Where the text, or what of it is there, ends.</param>
        /// <returns>Where validation goes on: between two code points.</returns>
        internal static int Skip(byte[] buffer, int start, int end)
        {
            if (end - start < MinCount)
            {
                return start;
            }

            // The last byte that is no continuation begins a code point that may lack its end.
            int cut = end;
            for (int i = end - 1; i >= end - 4; i--)
            {
                if ((buffer[i] & 0xC0) != 0x80)
                {
                    cut = buffer[i] < 0x80 ? end : i;
                    break;
                }
            }

            return System.Text.Unicode.Utf8.IsValid(new ReadOnlySpan<byte>(buffer, start, cut - start)) ? cut : start;
        }
    }
}
