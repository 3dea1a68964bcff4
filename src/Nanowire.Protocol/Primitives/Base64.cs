using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Base64 (RFC 4648 section 4) between byte ranges of the caller. Encoding takes an instance, for the sake of its table;
    /// none of the methods allocates.
    /// </summary>
    public sealed class Base64
    {
        private readonly byte[] _digits = Ascii.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

        /// <summary>Characters that a number of bytes becomes, padding included.</summary>
        /// <param name="count">Bytes, 0 or more.</param>
        /// <returns>A multiple of four.</returns>
        public static int GetEncodedCount(int count)
        {
            return (count + 2) / 3 * 4;
        }

        /// <summary>Encodes a byte range with padding and without line breaks.</summary>
        /// <param name="input">What is encoded; not modified.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it, 0 or more.</param>
        /// <param name="output">Takes <see cref="GetEncodedCount"/> ASCII characters; must not overlap the input.</param>
        /// <param name="outputOffset">Where they go.</param>
        /// <returns>Characters written.</returns>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array.</exception>
        public int Encode(byte[] input, int offset, int count, byte[] output, int outputOffset)
        {
            if (input == null)
            {
                throw new ArgumentNullException(nameof(input));
            }

            if (output == null)
            {
                throw new ArgumentNullException(nameof(output));
            }

            if (offset < 0 || offset > input.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (count < 0 || count > input.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (outputOffset < 0 || outputOffset > output.Length - GetEncodedCount(count))
            {
                throw new ArgumentOutOfRangeException(nameof(outputOffset));
            }

            byte[] digits = _digits;
            int from = offset;
            int end = offset + count;
            int to = outputOffset;
            for (; end - from >= 3; from += 3)
            {
                int bits = (input[from] << 16) | (input[from + 1] << 8) | input[from + 2];
                output[to] = digits[bits >> 18];
                output[to + 1] = digits[(bits >> 12) & 63];
                output[to + 2] = digits[(bits >> 6) & 63];
                output[to + 3] = digits[bits & 63];
                to += 4;
            }

            if (from < end)
            {
                bool two = end - from == 2;
                int bits = (input[from] << 16) | (two ? input[from + 1] << 8 : 0);
                output[to] = digits[bits >> 18];
                output[to + 1] = digits[(bits >> 12) & 63];
                output[to + 2] = two ? digits[(bits >> 6) & 63] : (byte)'=';
                output[to + 3] = (byte)'=';
                to += 4;
            }

            return to - outputOffset;
        }

        /// <summary>
        /// Decodes strictly: only the 64 characters, padding where it is due, nothing behind it, no white space, and zero in the
        /// bits that carry nothing, so that each value has one spelling only.
        /// </summary>
        /// <param name="input">What is decoded; not modified.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Characters of it, 0 or more.</param>
        /// <param name="output">Takes the bytes: three for each four characters, less the padding. It may be the input.</param>
        /// <param name="outputOffset">Where they go; for the same array not behind <paramref name="offset"/>.</param>
        /// <returns>Bytes written, or -1 when the text is not canonical Base64 or what it says does not fit.</returns>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array.</exception>
        public static int Decode(byte[] input, int offset, int count, byte[] output, int outputOffset)
        {
            if (output == null)
            {
                throw new ArgumentNullException(nameof(output));
            }

            if (outputOffset < 0 || outputOffset > output.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(outputOffset));
            }

            int decoded = GetDecodedCount(input, offset, count);
            if (decoded < 0 || decoded > output.Length - outputOffset)
            {
                return -1;
            }

            int from = offset;
            int to = outputOffset;
            int end = outputOffset + decoded;
            while (to < end)
            {
                int bits = (Value(input[from]) << 18) | (Value(input[from + 1]) << 12);
                int left = end - to;
                if (left > 1)
                {
                    bits |= Value(input[from + 2]) << 6;
                }

                if (left > 2)
                {
                    bits |= Value(input[from + 3]);
                }

                output[to++] = (byte)(bits >> 16);
                if (left > 1)
                {
                    output[to++] = (byte)(bits >> 8);
                }

                if (left > 2)
                {
                    output[to++] = (byte)bits;
                }

                from += 4;
            }

            return decoded;
        }

        /// <summary>Says how many bytes a text stands for, without decoding it, by the rules of <see cref="Decode"/>.</summary>
        /// <param name="input">The text; not modified.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Characters of it, 0 or more.</param>
        /// <returns>Bytes, or -1 when the text is not canonical Base64.</returns>
        /// <exception cref="ArgumentNullException">The array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array.</exception>
        public static int GetDecodedCount(byte[] input, int offset, int count)
        {
            if (input == null)
            {
                throw new ArgumentNullException(nameof(input));
            }

            if (offset < 0 || offset > input.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (count < 0 || count > input.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if ((count & 3) != 0)
            {
                return -1;
            }

            if (count == 0)
            {
                return 0;
            }

            int end = offset + count;
            int padding = input[end - 1] != '=' ? 0 : input[end - 2] != '=' ? 1 : 2;
            int last = end - padding;
            if (!AreDigits(input, offset, last))
            {
                return -1;
            }

            // The last digit before the padding has two or four bits that carry nothing.
            if (padding != 0 && (Value(input[last - 1]) & ((1 << (2 * padding)) - 1)) != 0)
            {
                return -1;
            }

            return ((count >> 2) * 3) - padding;
        }

        private static bool AreDigits(byte[] input, int offset, int end)
        {
            int i = offset;
            for (; end - i >= 8; i += 8)
            {
                if (!AsciiBlock.AreBase64Digits(BitConverter.ToUInt64(input, i)))
                {
                    return false;
                }
            }

            // What is left is in the last eight, if there are as many.
            if (end - offset >= 8)
            {
                return i == end || AsciiBlock.AreBase64Digits(BitConverter.ToUInt64(input, end - 8));
            }

            for (; i < end; i++)
            {
                int c = input[i];
                if ((uint)((c | 0x20) - 'a') > 25 && (uint)(c - '0') > 9 && c != '+' && c != '/')
                {
                    return false;
                }
            }

            return true;
        }

        private static int Value(int c)
        {
            return c >= 'a' ? c - ('a' - 26)
                : c >= 'A' ? c - 'A'
                : c >= '0' ? c - ('0' - 52)
                : c == '+' ? 62 : 63;
        }
    }
}
