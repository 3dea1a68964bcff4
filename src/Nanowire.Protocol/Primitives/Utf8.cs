using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Incremental UTF-8 validation (RFC 3629, required by RFC 6455 section 8.1): overlong forms, surrogates and code
    /// points above U+10FFFF are invalid, and the first byte that cannot be right is refused.
    /// </summary>
    /// <remarks>
    /// The state between two calls is one int, so that a connection pays one field for it: 0 between code points,
    /// <see cref="Invalid"/> after a bad byte, otherwise the bytes still wanted in bits 0-1 and the lowest and highest
    /// value the next one may have in bits 8-15 and 16-23.
    /// </remarks>
    public static partial class Utf8
    {
        /// <summary>The state at the start of a text and wherever a code point is complete.</summary>
        public const int Complete = 0;

        /// <summary>The state after a byte that cannot be part of UTF-8; it stays.</summary>
        public const int Invalid = -1;

        /// <summary>Any eight bytes have a bit in common with this when one of them is not ASCII.</summary>
        internal const ulong NonAsciiBits = 0x8080808080808080;

        private const int AnyContinuation = (0x80 << 8) | (0xBF << 16);

        /// <summary>Validates a further piece of a text.</summary>
        /// <param name="buffer">Holds the piece; only read.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="state">What the call for the piece before returned; <see cref="Complete"/> for the first.</param>
        /// <returns>The state after the piece. A text must end in <see cref="Complete"/>.</returns>
        public static int Validate(byte[] buffer, int offset, int count, int state)
        {
            int i = offset;
            int end = offset + count;
            while (state != Complete)
            {
                if (i == end || state == Invalid)
                {
                    return state;
                }

                state = Continue(state, buffer[i++]);
            }

            SkipWide(buffer, ref i, end);
            int lastBlock = end - 8;
            while (i < end)
            {
                int b = buffer[i];
                if (b < 0x80)
                {
                    // A native read is worth its price only where a run of ASCII is likely.
                    i++;
                    if (i < end && buffer[i] < 0x80)
                    {
                        while (i <= lastBlock && (BitConverter.ToUInt64(buffer, i) & NonAsciiBits) == 0)
                        {
                            i += 8;
                        }
                    }
                }
                else if (b < 0xE0 && b >= 0xC2 && i + 1 < end)
                {
                    if ((buffer[i + 1] & 0xC0) != 0x80)
                    {
                        return Invalid;
                    }

                    i += 2;
                }
                else if (b > 0xE0 && b < 0xF0 && b != 0xED && i + 2 < end)
                {
                    if ((buffer[i + 1] & 0xC0) != 0x80 || (buffer[i + 2] & 0xC0) != 0x80)
                    {
                        return Invalid;
                    }

                    i += 3;
                }
                else
                {
                    // Lead bytes with a narrower second byte, four-byte forms, invalid leads and the end of the piece.
                    state = Start(b);
                    i++;
                    while (state > 0 && i < end)
                    {
                        state = Continue(state, buffer[i++]);
                    }

                    if (state != Complete)
                    {
                        return state;
                    }
                }
            }

            return Complete;
        }

        /// <summary>
        /// The longest prefix of a valid UTF-8 text that is at most <paramref name="maxCount"/> bytes and ends between
        /// two code points.
        /// </summary>
        public static int Truncate(byte[] buffer, int offset, int count, int maxCount)
        {
            if (count <= maxCount)
            {
                return count;
            }

            int cut = maxCount;
            while (cut > 0 && (buffer[offset + cut] & 0xC0) == 0x80)
            {
                cut--;
            }

            return cut;
        }

        /// <summary>
        /// Where a runtime has something better (Utf8.Desktop.cs): skips whole code points that are valid, as many as it likes. What is not is found here, so that
        /// there is one verdict. On a device it does not exist, and neither does its call.
        /// </summary>
        static partial void SkipWide(byte[] buffer, ref int i, int end);

        private static int Start(int lead)
        {
            if (lead < 0xC2 || lead > 0xF4)
            {
                return Invalid;
            }

            if (lead < 0xE0)
            {
                return 1 | AnyContinuation;
            }

            switch (lead)
            {
                case 0xE0: return 2 | (0xA0 << 8) | (0xBF << 16);
                case 0xED: return 2 | (0x80 << 8) | (0x9F << 16);
                case 0xF0: return 3 | (0x90 << 8) | (0xBF << 16);
                case 0xF4: return 3 | (0x80 << 8) | (0x8F << 16);
                default: return (lead < 0xF0 ? 2 : 3) | AnyContinuation;
            }
        }

        private static int Continue(int state, int b)
        {
            if (b < ((state >> 8) & 0xFF) || b > ((state >> 16) & 0xFF))
            {
                return Invalid;
            }

            int wanted = (state & 3) - 1;
            return wanted == 0 ? Complete : wanted | AnyContinuation;
        }
    }
}
