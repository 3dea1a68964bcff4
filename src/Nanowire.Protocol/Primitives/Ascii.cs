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
                char c = chars[i];
                if (c == 0 || c > 0x7F)
                {
                    throw new ArgumentException("not ASCII", nameof(text));
                }

                bytes[i] = (byte)c;
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
            if (bytes == null)
            {
                throw new ArgumentNullException(nameof(bytes));
            }

            if (offset < 0 || offset > bytes.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (count < 0 || count > bytes.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

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
            if ((uint)((c | 0x20) - 'a') <= 25 || (uint)(c - '0') <= 9)
            {
                return true;
            }

            switch (c)
            {
                case '!':
                case '#':
                case '$':
                case '%':
                case '&':
                case '\'':
                case '*':
                case '+':
                case '-':
                case '.':
                case '^':
                case '_':
                case '`':
                case '|':
                case '~':
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Whether a text is an HTTP token (RFC 9110 section 5.6.2): a header name, a subprotocol.</summary>
        /// <param name="text">The text; null is no token.</param>
        /// <returns>False for an empty text too.</returns>
        public static bool IsToken(string text)
        {
            if (text == null || text.Length == 0)
            {
                return false;
            }

            char[] chars = text.ToCharArray();
            for (int i = 0; i < chars.Length; i++)
            {
                if (!IsTokenByte(chars[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether two byte ranges are equal, case and all. The range is the caller's to check.</summary>
        /// <param name="bytes">Holds the first range.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="other">The second, a whole array.</param>
        /// <returns>False where the lengths differ.</returns>
        public static bool AreEqual(byte[] bytes, int offset, int count, byte[] other)
        {
            if (count != other.Length)
            {
                return false;
            }

            int i = 0;
            for (; count - i >= 8; i += 8)
            {
                if (BitConverter.ToUInt64(bytes, offset + i) != BitConverter.ToUInt64(other, i))
                {
                    return false;
                }
            }

            for (; i < count; i++)
            {
                if (bytes[offset + i] != other[i])
                {
                    return false;
                }
            }

            return true;
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
            if (count != lower.Length)
            {
                return false;
            }

            // Setting bit 5 makes a letter small and leaves the other characters allowed in lower as they are;
            // only a control character could turn into one of them.
            int i = 0;
            for (; count - i >= 8; i += 8)
            {
                if ((BitConverter.ToUInt64(bytes, offset + i) | AsciiBlock.Bit5) != BitConverter.ToUInt64(lower, i))
                {
                    return false;
                }
            }

            for (; i < count; i++)
            {
                if ((bytes[offset + i] | 0x20) != lower[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Writes an ASCII text, the range of which the caller has checked; returns the position behind it.</summary>
        internal static int Put(string text, byte[] output, int position)
        {
            int count = text.Length;
            for (int i = 0; i < count; i++)
            {
                output[position + i] = (byte)text[i];
            }

            return position + count;
        }

        /// <summary>Writes a number of 0 or more in decimal digits; returns the position behind them.</summary>
        internal static int Put(int value, byte[] output, int position)
        {
            int end = position + CountDigits(value);
            int at = end;
            do
            {
                output[--at] = (byte)('0' + (value % 10));
                value /= 10;
            }
            while (value != 0);

            return end;
        }

        /// <summary>Decimal digits of a number of 0 or more.</summary>
        internal static int CountDigits(int value)
        {
            int digits = 1;
            while (value >= 10)
            {
                value /= 10;
                digits++;
            }

            return digits;
        }
    }
}
