using System;

namespace Nanowire.WebSockets.Deflate
{
    // The second step: a block is written in the kind that is shortest.
    public sealed partial class Deflater
    {
        /// <summary>Below so many bytes codes of its own never pay for a block, and are not tried.</summary>
        private const int MinDynamicBlock = 64;

        private void WriteStored(byte[] data, int from, int count)
        {
            Put(0, 3);
            Align();
            byte[] output = _output;
            int at = _at;
            output[at] = (byte)count;
            output[at + 1] = (byte)(count >> 8);
            output[at + 2] = (byte)~count;
            output[at + 3] = (byte)(~count >> 8);
            Array.Copy(data, from, output, at + 4, count);
            _at = at + 4 + count;
        }

        /// <summary>
        /// Writes the matches that were found last with fixed or dynamic codes. False when a stored block is not longer, or neither
        /// fits into as many bytes as the stored block would take.
        /// </summary>
        private bool TryWriteCodes(byte[] data, int from, int to, int sure)
        {
            int stored = to - from < sure ? to - from : sure;
            int most = (stored << 3) + 32;
            int fixedBits = 3 + _extraBits + CountFixedBits();
            int dynamicBits = to - from < MinDynamicBlock ? int.MaxValue : MakeCodes(fixedBits) + _extraBits;
            if (dynamicBits > most && fixedBits > most)
            {
                return false;
            }

            if (fixedBits <= dynamicBits)
            {
                Put(1 << 1, 3);
                Inflater.WriteFixedLengths(_lengths);
            }
            else
            {
                Put(2 << 1, 3);
                WriteCodeLengths(true);
            }

            AssignCodes(0, Distances);
            AssignCodes(Distances, MaxDistances);
            WriteSymbols(data, from, to);
            return true;
        }

        /// <summary>Ends a piece at a byte, with an empty stored block.</summary>
        private void EndPiece(bool endsMessage)
        {
            Put(0, 3);
            Align();
            if (!endsMessage)
            {
                // What a message's sender leaves off at its end.
                Put(0, 16);
                Put(0xFFFF, 16);
            }
        }

        private void WriteSymbols(byte[] data, int from, int to)
        {
            byte[] output = _output;
            ushort[] codes = _counts;
            byte[] lengths = _lengths;
            int at = _at;
            uint bits = _bits;
            int bitCount = _bitCount;
            int matches = _matchCount;
            for (int i = 0; i <= matches; i++)
            {
                int end = i == matches ? to : from + _runs[i];
                for (; from < end; from++)
                {
                    int literal = data[from];
                    bits |= (uint)codes[literal] << bitCount;
                    bitCount += lengths[literal];
                    while (bitCount >= 8)
                    {
                        output[at++] = (byte)bits;
                        bits >>= 8;
                        bitCount -= 8;
                    }
                }

                if (i != matches && _matchDistances[i] != 0)
                {
                    int length = _matchLengths[i];
                    _at = at;
                    _bits = bits;
                    _bitCount = bitCount;
                    PutMatch(length, _matchDistances[i] - 1);
                    at = _at;
                    bits = _bits;
                    bitCount = _bitCount;
                    from += length + MinMatch;
                }
            }

            _at = at;
            _bits = bits;
            _bitCount = bitCount;
            Put(codes[EndOfBlock], lengths[EndOfBlock]);
        }

        private void PutMatch(int length, int distance)
        {
            int code = length;
            int extra = 0;
            if (length == MaxMatch - MinMatch)
            {
                code = 28;
            }
            else
            {
                while (code >= 8)
                {
                    code >>= 1;
                    extra++;
                }

                code += extra << 2;
            }

            int symbol = EndOfBlock + 1 + code;
            Put(_counts[symbol], _lengths[symbol]);
            Put(length & ((1 << extra) - 1), extra);
            extra = 0;
            code = distance;
            while (code >= 4)
            {
                code >>= 1;
                extra++;
            }

            symbol = Distances + code + (extra << 1);
            Put(_counts[symbol], _lengths[symbol]);
            Put(distance & ((1 << extra) - 1), extra);
        }

        /// <summary>Writes some bits, 16 at most, the lowest first.</summary>
        private void Put(int value, int count)
        {
            uint bits = _bits | ((uint)value << _bitCount);
            int bitCount = _bitCount + count;
            while (bitCount >= 8)
            {
                _output[_at++] = (byte)bits;
                bits >>= 8;
                bitCount -= 8;
            }

            _bits = bits;
            _bitCount = bitCount;
        }

        private void Align()
        {
            if (_bitCount != 0)
            {
                Put(0, 8 - _bitCount);
            }
        }
    }
}
