using System;

namespace Nanowire.Tests
{
    /// <summary>Test vectors are written as hex strings, the RFC's own notation; spaces are for the reader.</summary>
    internal static class Hex
    {
        /// <summary>The bytes that <paramref name="text"/> names; white space is skipped.</summary>
        public static byte[] Parse(string text)
        {
            char[] chars = text.ToCharArray();
            int digits = 0;
            for (int i = 0; i < chars.Length; i++)
            {
                if (chars[i] != ' ' && chars[i] != '\n' && chars[i] != '\r')
                {
                    digits++;
                }
            }

            if ((digits & 1) != 0)
            {
                throw new ArgumentException("odd number of hex digits");
            }

            byte[] bytes = new byte[digits / 2];
            int at = 0;
            for (int i = 0; i < chars.Length; i++)
            {
                if (chars[i] != ' ' && chars[i] != '\n' && chars[i] != '\r')
                {
                    int value = Digit(chars[i]);
                    bytes[at / 2] = (byte)((at & 1) == 0 ? value << 4 : bytes[at / 2] | value);
                    at++;
                }
            }

            return bytes;
        }

        /// <summary>The hex digits of a range of bytes, lower case, without spaces.</summary>
        public static string Format(byte[] bytes, int offset, int count)
        {
            char[] chars = new char[count * 2];
            for (int i = 0; i < count; i++)
            {
                chars[2 * i] = "0123456789abcdef"[bytes[offset + i] >> 4];
                chars[(2 * i) + 1] = "0123456789abcdef"[bytes[offset + i] & 15];
            }

            return new string(chars);
        }

        private static int Digit(char c)
        {
            if (c >= '0' && c <= '9')
            {
                return c - '0';
            }

            int lower = c | 0x20;
            if (lower >= 'a' && lower <= 'f')
            {
                return lower - 'a' + 10;
            }

            throw new ArgumentException("not a hex digit");
        }
    }
}
