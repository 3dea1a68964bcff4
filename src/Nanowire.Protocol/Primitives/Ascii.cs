using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>What a handshake needs of ASCII, on byte ranges of the caller.</summary>
    public static class Ascii
    {
        /// <summary>Tab: with the space, the white space that HTTP allows in a line.</summary>
        internal const byte Tab = (byte)'\t';

        /// <summary>Carriage return: with the line feed behind it, the end of a line.</summary>
        internal const byte Cr = (byte)'\r';

        /// <summary>Line feed.</summary>
        internal const byte Lf = (byte)'\n';

        /// <summary>Set in eight bytes, it makes capital letters small and leaves small ones, digits, '-', '.', '/' and ':' alone.</summary>
        internal const ulong Bit5 = 0x2020202020202020;

        /// <summary>Set in what is not ASCII.</summary>
        internal const ulong Bit7 = 0x8080808080808080;

        /// <summary>For <see cref="AreAll"/>: a bit for each character below 64, and none of them a control character.</summary>
        internal const ulong PrintableLow = 0xFFFFFFFF00000000;

        /// <summary>For <see cref="AreAll"/>: a bit for each character from 64 on but DEL.</summary>
        internal const ulong PrintableHigh = 0x7FFFFFFFFFFFFFFF;

        // The tokens of RFC 9110 section 5.6.2: !#$%&'*+-.0-9 and A-Z^_`a-z|~
        private const ulong TokenLow = 0x03FF6CFA00000000;
        private const ulong TokenHigh = 0x57FFFFFFC7FFFFFE;

        /// <summary>The bytes of an ASCII text, in a new array.</summary>
        /// <param name="text">Characters U+0001 to U+007F.</param>
        /// <returns>One byte for each character.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        /// <exception cref="ArgumentException">A character is not ASCII.</exception>
        public static byte[] GetBytes(string text)
        {
            if (text == null)
            {
                throw new ArgumentNullException(nameof(text));
            }

            // Indexing a string is linear on the device.
            char[] chars = text.ToCharArray();
            byte[] bytes = new byte[chars.Length];
            for (int i = 0; i < chars.Length; i++)
            {
                // 1 to 0x7F
                if ((uint)(chars[i] - 1) > 0x7E)
                {
                    throw new ArgumentException("not ASCII", nameof(text));
                }

                bytes[i] = (byte)chars[i];
            }

            return bytes;
        }

        /// <summary>The text of a range of ASCII bytes, as a new string; for logs and results that are asked for by name.</summary>
        /// <param name="bytes">Holds the characters.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="count">Bytes of them.</param>
        /// <returns>One character for each byte; a byte that is not printable ASCII becomes a question mark.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array.</exception>
        public static string GetString(byte[] bytes, int offset, int count)
        {
            CheckRange(bytes, offset, count);
            char[] chars = new char[count];
            for (int i = 0; i < count; i++)
            {
                byte b = bytes[offset + i];
                chars[i] = b >= 0x20 && b < 0x7F ? (char)b : '?';
            }

            return new string(chars);
        }

        /// <summary>A byte that may be part of an HTTP token (RFC 9110 section 5.6.2).</summary>
        /// <param name="c">The byte.</param>
        /// <returns>Whether it is a tchar.</returns>
        public static bool IsTokenByte(int c)
        {
            return IsOneOf(c, TokenLow, TokenHigh);
        }

        /// <summary>Whether a text is an HTTP token (RFC 9110 section 5.6.2): a header name, a subprotocol.</summary>
        /// <param name="text">The text; null is no token.</param>
        /// <returns>False for an empty text too.</returns>
        public static bool IsToken(string text)
        {
            return AreAll(text, TokenLow, TokenHigh);
        }

        /// <summary>Whether two byte ranges are equal, case and all. The range is the caller's to check.</summary>
        /// <param name="bytes">Holds the first range.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="other">The second, a whole array.</param>
        /// <returns>False where the lengths differ.</returns>
        public static bool AreEqual(byte[] bytes, int offset, int count, byte[] other)
        {
            return AreEqual(bytes, offset, count, other, 0);
        }

        /// <summary>
        /// Whether two byte ranges are equal when large and small letters count as the same. The range is the caller's to check.
        /// </summary>
        /// <param name="bytes">Holds the first range, free of control characters.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="lower">The second, a whole array of small letters, digits, '-', '.', '/' and ':' only.</param>
        /// <returns>False where the lengths differ.</returns>
        public static bool AreEqualIgnoreCase(byte[] bytes, int offset, int count, byte[] lower)
        {
            // Setting bit 5 makes a letter small and leaves the other characters allowed in lower as they are;
            // only a control character could turn into one of them.
            return AreEqual(bytes, offset, count, lower, Bit5);
        }

        /// <summary>Refuses a range that does not lie in its array.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
        internal static void CheckRange(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || offset > buffer.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (count < 0 || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }

        /// <summary>
        /// Whether a text has one character at least, and only such whose bits are set in <paramref name="low"/> (0 to 63) and
        /// <paramref name="high"/> (64 to 127).
        /// </summary>
        internal static bool AreAll(string text, ulong low, ulong high)
        {
            int count = text == null ? 0 : text.Length;
            int i = 0;
            while (i < count && IsOneOf(text[i], low, high))
            {
                i++;
            }

            return i > 0 && i == count;
        }

        /// <summary>Writes an ASCII text. The range is the caller's to check.</summary>
        /// <param name="text">Characters below U+0080.</param>
        /// <param name="output">Takes a byte for each.</param>
        /// <param name="position">Where the first one goes.</param>
        /// <returns>The position behind the last.</returns>
        public static int Put(string text, byte[] output, int position)
        {
            int count = text.Length;
            for (int i = 0; i < count; i++)
            {
                output[position++] = (byte)text[i];
            }

            return position;
        }

        /// <summary>Writes a number of 0 or more in decimal digits; returns the position behind them.</summary>
        internal static int Put(int value, byte[] output, int position)
        {
            if (value >= 10)
            {
                position = Put(value / 10, output, position);
            }

            output[position] = (byte)('0' + (value % 10));
            return position + 1;
        }

        private static bool IsOneOf(int c, ulong low, ulong high)
        {
            return (uint)c < 128 && (((c < 64 ? low : high) >> c) & 1) != 0;
        }

        /// <summary>Compares eight bytes at a time, the first range's with <paramref name="bits"/> set.</summary>
        private static bool AreEqual(byte[] bytes, int offset, int count, byte[] other, ulong bits)
        {
            if (count != other.Length)
            {
                return false;
            }

            int i = 0;
            int last = count - 8;
            if (last >= 0)
            {
                while ((BitConverter.ToUInt64(bytes, offset + i) | bits) == BitConverter.ToUInt64(other, i))
                {
                    if (i == last)
                    {
                        return true;
                    }

                    // The last eight may overlap those before: cheaper than up to seven one by one.
                    i = i + 8 < last ? i + 8 : last;
                }

                return false;
            }

            if (count >= 4)
            {
                // The same with four, which are all there is of "upgrade" and "http://" at twice.
                last = count - 4;
                return (BitConverter.ToUInt32(bytes, offset) | (uint)bits) == BitConverter.ToUInt32(other, 0)
                    && (BitConverter.ToUInt32(bytes, offset + last) | (uint)bits) == BitConverter.ToUInt32(other, last);
            }

            for (; i < count; i++)
            {
                if ((bytes[offset + i] | (byte)bits) != other[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
