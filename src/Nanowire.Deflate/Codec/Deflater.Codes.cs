namespace Nanowire.WebSockets.Deflate
{
    // Codes for the symbols of a block, and how a dynamic block tells of them (RFC 1951 section 3.2.7).
    public sealed partial class Deflater
    {
        // Where the symbols of the three codes start.
        private const int Distances = 288;
        private const int CodeLengths = Distances + MaxDistances;
        private const int MaxDistances = 32;
        private const int CodeLengthSymbols = 19;
        private const int EndOfBlock = 256;
        private const int MaxCodeLengthBits = 7;

        /// <summary>How often each symbol is needed; then its code, the first bit lowest.</summary>
        private readonly ushort[] _counts = new ushort[CodeLengths + CodeLengthSymbols];

        /// <summary>The bits of each symbol's code.</summary>
        private readonly byte[] _lengths = new byte[CodeLengths + CodeLengthSymbols];

        /// <summary>The next code of each length.</summary>
        private readonly ushort[] _nextCodes = new ushort[HuffmanDecoder.MaxBits + 1];

        private int _literalCount;
        private int _distanceCount;

        /// <summary>What the symbols take with the fixed codes.</summary>
        private int CountFixedBits()
        {
            ushort[] counts = _counts;
            int bits = 0;
            for (int i = 0; i < Distances; i++)
            {
                int count = counts[i];
                if (count != 0)
                {
                    bits += count * (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
                }
            }

            for (int i = Distances; i < CodeLengths; i++)
            {
                bits += counts[i] * 5;
            }

            return bits;
        }

        /// <summary>Makes the codes of a dynamic block. Returns the bits of the block but for the extra ones; as soon as they are more than <paramref name="most"/>, any number that is.</summary>
        private int MakeCodes(int most)
        {
            int bits = 3 + 14 + MakeLengths(0, Distances, HuffmanDecoder.MaxBits) + MakeLengths(Distances, MaxDistances, HuffmanDecoder.MaxBits);
            if (bits > most)
            {
                return bits;
            }

            byte[] lengths = _lengths;
            _literalCount = 286;
            while (lengths[_literalCount - 1] == 0)
            {
                _literalCount--;
            }

            _distanceCount = 30;
            while (lengths[Distances + _distanceCount - 1] == 0)
            {
                _distanceCount--;
            }

            System.Array.Clear(_counts, CodeLengths, CodeLengthSymbols);
            int extra = WriteCodeLengths(false);
            bits += extra + MakeLengths(CodeLengths, CodeLengthSymbols, MaxCodeLengthBits);
            return bits + (3 * CountCodeLengths());
        }

        /// <summary>How many of the code lengths' lengths are written, in the order of RFC 1951.</summary>
        private int CountCodeLengths()
        {
            int count = CodeLengthSymbols;
            while (count > 4 && _lengths[CodeLengths + Inflater.GetCodeLengthSymbol(count - 1)] == 0)
            {
                count--;
            }

            return count;
        }

        /// <summary>Makes codes of lengths (RFC 1951 section 3.2.2), for the symbols that are needed.</summary>
        private void AssignCodes(int start, int count)
        {
            byte[] lengths = _lengths;
            ushort[] counts = _counts;
            ushort[] codes = _nextCodes;
            int end = start + count;
            System.Array.Clear(codes, 0, codes.Length);
            for (int i = start; i < end; i++)
            {
                codes[lengths[i]]++;
            }

            int code = 0;
            codes[0] = 0;
            for (int bits = 1; bits < codes.Length; bits++)
            {
                int next = (code + codes[bits]) << 1;
                codes[bits] = (ushort)code;
                code = next;
            }

            for (int i = start; i < end; i++)
            {
                int bits = lengths[i];
                if (bits != 0)
                {
                    if (counts[i] != 0)
                    {
                        counts[i] = Reverse(codes[bits], bits);
                    }

                    codes[bits]++;
                }
            }
        }

        private static ushort Reverse(int code, int bits)
        {
            int reversed = 0;
            for (; bits > 0; bits--)
            {
                reversed = (reversed << 1) | (code & 1);
                code >>= 1;
            }

            return (ushort)reversed;
        }

        /// <summary>Writes the lengths of the codes, or only counts what that takes. Returns the extra bits when counting.</summary>
        private int WriteCodeLengths(bool isWriting)
        {
            byte[] lengths = _lengths;
            if (isWriting)
            {
                int order = CountCodeLengths();
                AssignCodes(CodeLengths, CodeLengthSymbols);
                Put(_literalCount - 257, 5);
                Put(_distanceCount - 1, 5);
                Put(order - 4, 4);
                for (int i = 0; i < order; i++)
                {
                    Put(lengths[CodeLengths + Inflater.GetCodeLengthSymbol(i)], 3);
                }
            }

            int extraBits = 0;
            int total = _literalCount + _distanceCount;
            for (int i = 0; i < total;)
            {
                int length = LengthAt(i);
                int run = 1;
                while (i + run < total && LengthAt(i + run) == length)
                {
                    run++;
                }

                i += run;
                if (length != 0)
                {
                    extraBits += PutCodeLength(isWriting, length, 0, 0);
                    run--;
                }

                while (run >= 3)
                {
                    int part = length != 0 ? (run < 6 ? run : 6) : run < 138 ? run : 138;
                    extraBits += length != 0 ? PutCodeLength(isWriting, 16, part - 3, 2)
                        : part < 11 ? PutCodeLength(isWriting, 17, part - 3, 3)
                        : PutCodeLength(isWriting, 18, part - 11, 7);
                    run -= part;
                }

                for (; run > 0; run--)
                {
                    extraBits += PutCodeLength(isWriting, length, 0, 0);
                }
            }

            return extraBits;
        }

        private int LengthAt(int index)
        {
            return _lengths[index < _literalCount ? index : index - _literalCount + Distances];
        }

        private int PutCodeLength(bool isWriting, int symbol, int value, int extra)
        {
            if (isWriting)
            {
                Put(_counts[CodeLengths + symbol], _lengths[CodeLengths + symbol]);
                Put(value, extra);
            }
            else
            {
                _counts[CodeLengths + symbol]++;
            }

            return extra;
        }
    }
}
