using System;
using System.Text;

namespace Nanowire.Interop.Pairs
{
    /// <summary>What is sent in the tests; the peers' scripts make the same.</summary>
    internal static class Traffic
    {
        /// <summary>Bytes in which a lost, repeated or moved piece shows: 251 is prime, and no buffer's size.</summary>
        internal static byte[] Pattern(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)(i % 251);
            }

            return bytes;
        }

        internal static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>One piece of so many; the last may be shorter or empty.</summary>
        internal static ArraySegment<byte> Part(byte[] bytes, int index, int parts)
        {
            int size = (bytes.Length + parts - 1) / parts;
            int start = Math.Min(index * size, bytes.Length);
            return new ArraySegment<byte>(bytes, start, Math.Min(size, bytes.Length - start));
        }
    }
}
