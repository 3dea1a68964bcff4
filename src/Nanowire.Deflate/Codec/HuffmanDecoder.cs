using System;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>
    /// A canonical Huffman code (RFC 1951 section 3.2.2) for reading. Short codes are found in a table by their bits;
    /// the few longer ones are counted through, length by length, which needs no table.
    /// </summary>
    internal sealed class HuffmanDecoder
    {
        /// <summary>The longest code in bits.</summary>
        internal const int MaxBits = 15;

        /// <summary>What <see cref="FindLong"/> returns when the bits are no code.</summary>
        internal const int Invalid = -1;

        /// <summary>By the next bits: the symbol times 16, and the bits of its code; 0 where the code is longer, or is none.</summary>
        internal readonly ushort[] Table;

        private readonly int _tableBits;

        /// <summary>The symbols in the order of their codes.</summary>
        private readonly ushort[] _symbols;

        /// <summary>How many codes there are of each length.</summary>
        private readonly ushort[] _counts = new ushort[MaxBits + 1];

        internal HuffmanDecoder(int symbols, int tableBits)
        {
            _symbols = new ushort[symbols];
            _tableBits = tableBits;
            Table = new ushort[1 << tableBits];
        }

        /// <summary>Makes the code from its lengths.</summary>
        /// <param name="lengths">The bits of each symbol's code, 0 for none.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="count">How many symbols.</param>
        /// <param name="allowsSingle">Whether one code of one bit may stand alone, and none at all; else codes must be complete.</param>
        /// <returns>False when there are too many codes for their lengths, or too few.</returns>
        internal bool Build(byte[] lengths, int offset, int count, bool allowsSingle)
        {
            ushort[] counts = _counts;
            Array.Clear(counts, 0, counts.Length);
            for (int i = 0; i < count; i++)
            {
                counts[lengths[offset + i]]++;
            }

            int used = count - counts[0];
            counts[0] = 0;
            int left = 1;
            for (int bits = 1; bits <= MaxBits; bits++)
            {
                left = (left << 1) - counts[bits];
                if (left < 0)
                {
                    return false;
                }
            }

            if (left != 0 && (!allowsSingle || used != counts[1]))
            {
                return false;
            }

            Sort(lengths, offset, count);
            Fill();
            return true;
        }

        /// <summary>
        /// Finds a code that the table does not have.
        /// </summary>
        /// <param name="bits">The next bits, the first one lowest.</param>
        /// <param name="available">How many of them there are.</param>
        /// <returns>The symbol times 16 and the bits of its code; 0 when more bits are needed; <see cref="Invalid"/> when there is none.</returns>
        internal int FindLong(uint bits, int available)
        {
            ushort[] counts = _counts;
            int code = 0;
            int first = 0;
            int index = 0;
            for (int length = 1; length <= MaxBits; length++)
            {
                if (length > available)
                {
                    return 0;
                }

                code |= (int)bits & 1;
                bits >>= 1;
                int count = counts[length];
                if (code - count < first)
                {
                    return (_symbols[index + code - first] << 4) | length;
                }

                index += count;
                first = (first + count) << 1;
                code <<= 1;
            }

            return Invalid;
        }

        /// <summary>Sorts the symbols by the lengths of their codes, and those of one length by their numbers.</summary>
        private void Sort(byte[] lengths, int offset, int count)
        {
            // The counts become places, and then counts again.
            ushort[] places = _counts;
            int next = 0;
            for (int bits = 1; bits <= MaxBits; bits++)
            {
                int codes = places[bits];
                places[bits] = (ushort)next;
                next += codes;
            }

            for (int symbol = 0; symbol < count; symbol++)
            {
                int bits = lengths[offset + symbol];
                if (bits != 0)
                {
                    _symbols[places[bits]++] = (ushort)symbol;
                }
            }

            for (int bits = MaxBits; bits > 1; bits--)
            {
                places[bits] -= places[bits - 1];
            }
        }

        /// <summary>Fills the table: each length doubles it, and has one place for each of its codes.</summary>
        private void Fill()
        {
            ushort[] table = Table;
            table[0] = 0;
            int symbol = 0;
            int code = 0;
            int size = 1;
            for (int bits = 1; bits <= _tableBits; bits++)
            {
                Array.Copy(table, 0, table, size, size);
                for (int i = _counts[bits]; i > 0; i--)
                {
                    table[code] = (ushort)((_symbols[symbol++] << 4) | bits);

                    // Codes are counted from their highest bit, which comes first in the stream and so is lowest here.
                    int bit = size;
                    while ((code & bit) != 0)
                    {
                        bit >>= 1;
                    }

                    code = bit == 0 ? 0 : (code & (bit - 1)) | bit;
                }

                size <<= 1;
            }
        }
    }
}
