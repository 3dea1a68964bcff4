using System;

namespace Nanowire.WebSockets.Deflate
{
    // The codes of a block: fixed ones (RFC 1951 section 3.2.6), or those that a dynamic block brings (section 3.2.7).
    public sealed partial class Inflater
    {
        private const int CodeLengthSymbols = 19;

        private int _literalCount;
        private int _distanceCount;
        private int _codeLengthCount;

        /// <summary>How many lengths were read.</summary>
        private int _index;

        /// <summary>The place in a dynamic block's header of the code lengths' codes (section 3.2.7): 16, 17, 18, 0, 8, 7, 9, 6 and so on to 15.</summary>
        internal static int GetCodeLengthSymbol(int index)
        {
            return index < 3 ? 16 + index
                : index == 3 ? 0
                : (index & 1) == 0 ? 6 + (index >> 1)
                : 9 - (index >> 1);
        }

        private void UseFixedCodes()
        {
            if (_isFixed)
            {
                return;
            }

            WriteFixedLengths(_lengths);
            _literals.Build(_lengths, 0, MaxLiterals, false);
            _distances.Build(_lengths, MaxLiterals, MaxDistances, false);
            _isFixed = true;
        }

        /// <summary>The lengths of the fixed codes: of 288 literals and lengths, and of 32 distances behind them.</summary>
        internal static void WriteFixedLengths(byte[] lengths)
        {
            for (int i = 0; i < MaxLiterals + MaxDistances; i++)
            {
                lengths[i] = (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : i < MaxLiterals ? 8 : 5);
            }
        }

        private InflateStatus ReadCodes()
        {
            if (_state == InflateState.Counts)
            {
                if (!Need(14))
                {
                    return InflateStatus.NeedInput;
                }

                _literalCount = Take(5) + 257;
                _distanceCount = Take(5) + 1;
                _codeLengthCount = Take(4) + 4;
                if (_literalCount > 286 || _distanceCount > 30)
                {
                    return InflateStatus.Invalid;
                }

                _index = 0;
                _isFixed = false;
                Array.Clear(_lengths, 0, CodeLengthSymbols);
                _state = InflateState.CodeLengths;
            }

            if (_state == InflateState.CodeLengths)
            {
                for (; _index < _codeLengthCount; _index++)
                {
                    if (!Need(3))
                    {
                        return InflateStatus.NeedInput;
                    }

                    _lengths[GetCodeLengthSymbol(_index)] = (byte)Take(3);
                }

                // The place of the literals' code, which comes when this one is no longer needed.
                if (!_literals.Build(_lengths, 0, CodeLengthSymbols, false))
                {
                    return InflateStatus.Invalid;
                }

                _index = 0;
                _state = InflateState.Lengths;
            }

            InflateStatus status = ReadLengths();
            if (status != Proceed)
            {
                return status;
            }

            // Without an end no block is one.
            if (_lengths[EndOfBlock] == 0
                || !_literals.Build(_lengths, 0, _literalCount, true)
                || !_distances.Build(_lengths, _literalCount, _distanceCount, true))
            {
                return InflateStatus.Invalid;
            }

            _state = InflateState.Symbol;
            return Proceed;
        }

        private InflateStatus ReadLengths()
        {
            byte[] lengths = _lengths;
            int total = _literalCount + _distanceCount;
            while (_index < total)
            {
                // As much as the longest code and what follows it take, or all there is.
                Need(14);
                int code = _literals.Table[_bits & ((1 << LiteralTableBits) - 1)];
                int size = code & 15;
                int symbol = code >> 4;
                int extra = symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
                if (size + extra > _bitCount)
                {
                    return InflateStatus.NeedInput;
                }

                Take(size);
                if (symbol < 16)
                {
                    lengths[_index++] = (byte)symbol;
                    continue;
                }

                int repeat = Take(extra) + (symbol == 18 ? 11 : 3);
                if (repeat > total - _index || (symbol == 16 && _index == 0))
                {
                    return InflateStatus.Invalid;
                }

                byte length = symbol == 16 ? lengths[_index - 1] : (byte)0;
                for (; repeat > 0; repeat--)
                {
                    lengths[_index++] = length;
                }
            }

            return Proceed;
        }
    }
}
