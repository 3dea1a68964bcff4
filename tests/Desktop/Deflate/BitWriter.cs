using System.Collections.Generic;

namespace Nanowire.Tests.Deflate
{
    /// <summary>Writes DEFLATE by hand: bits the lowest first, codes the highest first (RFC 1951 section 3.1.1).</summary>
    internal sealed class BitWriter
    {
        private readonly List<byte> _bytes = new List<byte>();
        private int _count;

        /// <summary>A number.</summary>
        public BitWriter Put(int value, int bits)
        {
            for (int i = 0; i < bits; i++)
            {
                if (_count == 0)
                {
                    _bytes.Add(0);
                }

                _bytes[^1] |= (byte)(((value >> i) & 1) << _count);
                _count = (_count + 1) & 7;
            }

            return this;
        }

        /// <summary>A code.</summary>
        public BitWriter Code(int value, int bits)
        {
            for (int i = bits - 1; i >= 0; i--)
            {
                Put((value >> i) & 1, 1);
            }

            return this;
        }

        /// <summary>The head of a dynamic block and the lengths of its code lengths' codes, in their order of transmission.</summary>
        public BitWriter Dynamic(int literals, int distances, params int[] lengths)
        {
            Put(2 << 1, 3).Put(literals - 257, 5).Put(distances - 1, 5).Put(lengths.Length - 4, 4);
            foreach (int length in lengths)
            {
                Put(length, 3);
            }

            return this;
        }

        public byte[] ToArray()
        {
            return _bytes.ToArray();
        }
    }
}
