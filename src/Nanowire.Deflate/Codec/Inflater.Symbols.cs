using System;

namespace Nanowire.WebSockets.Deflate
{
    // The data of a block with codes (RFC 1951 section 3.2.5): where the time goes, so its state is in locals.
    public sealed partial class Inflater
    {
        private InflateStatus ReadSymbols(byte[] output, int start, ref int outputAt, int limit)
        {
            byte[] input = _input;
            int position = _position;
            int end = _end;
            uint bits = _bits;
            int bitCount = _bitCount;
            int at = outputAt;
            InflateState state = _state;
            ushort[] literals = _literals.Table;
            InflateStatus status = Proceed;
            while (status == Proceed)
            {
                if (state == InflateState.Copy)
                {
                    int length = _length;
                    int room = limit - at;
                    if (room == 0)
                    {
                        status = InflateStatus.NeedOutput;
                        break;
                    }

                    if (length > room)
                    {
                        length = room;
                    }

                    Copy(output, start, at, length);
                    at += length;
                    _length -= length;
                    if (_length == 0)
                    {
                        state = InflateState.Symbol;
                    }

                    continue;
                }

                while (bitCount < HuffmanDecoder.MaxBits && position < end)
                {
                    bits |= (uint)input[position++] << bitCount;
                    bitCount += 8;
                }

                if (state == InflateState.Symbol)
                {
                    int code = literals[bits & ((1 << LiteralTableBits) - 1)];
                    if (code == 0)
                    {
                        code = _literals.FindLong(bits, bitCount);
                    }

                    int size = code & 15;
                    if (code <= 0 || size > bitCount)
                    {
                        status = code < 0 ? InflateStatus.Invalid : InflateStatus.NeedInput;
                        break;
                    }

                    int symbol = code >> 4;
                    if (symbol < EndOfBlock)
                    {
                        if (at == limit)
                        {
                            status = InflateStatus.NeedOutput;
                            break;
                        }

                        output[at++] = (byte)symbol;
                        bits >>= size;
                        bitCount -= size;
                        continue;
                    }

                    bits >>= size;
                    bitCount -= size;
                    if (symbol == EndOfBlock)
                    {
                        state = InflateState.Header;
                        break;
                    }

                    _length = symbol - EndOfBlock - 1;
                    state = InflateState.Extra;
                    if (_length > 28)
                    {
                        status = InflateStatus.Invalid;
                    }
                }
                else if (state == InflateState.Extra)
                {
                    // Lengths by their codes: 3 to 10 one by one, then four of each number of extra bits; the last is 258.
                    int code = _length;
                    int extra = code < 8 || code == 28 ? 0 : (code >> 2) - 1;
                    if (bitCount < extra)
                    {
                        status = InflateStatus.NeedInput;
                        break;
                    }

                    _length = code < 8 ? code + 3
                        : code == 28 ? 258
                        : 3 + ((4 + (code & 3)) << extra) + (int)(bits & ((1u << extra) - 1));
                    bits >>= extra;
                    bitCount -= extra;
                    state = InflateState.Distance;
                }
                else if (state == InflateState.Distance)
                {
                    int code = _distances.Table[bits & ((1 << DistanceTableBits) - 1)];
                    if (code == 0)
                    {
                        code = _distances.FindLong(bits, bitCount);
                    }

                    int size = code & 15;
                    if (code <= 0 || size > bitCount)
                    {
                        status = code < 0 ? InflateStatus.Invalid : InflateStatus.NeedInput;
                        break;
                    }

                    bits >>= size;
                    bitCount -= size;
                    _distance = code >> 4;
                    state = InflateState.DistanceExtra;
                    if (_distance > 29)
                    {
                        status = InflateStatus.Invalid;
                    }
                }
                else
                {
                    // Distances by their codes: 1 to 4 one by one, then two of each number of extra bits.
                    int code = _distance;
                    int extra = code < 4 ? 0 : (code >> 1) - 1;
                    if (bitCount < extra)
                    {
                        status = InflateStatus.NeedInput;
                        break;
                    }

                    int distance = code < 4 ? code + 1 : 1 + ((2 + (code & 1)) << extra) + (int)(bits & ((1u << extra) - 1));
                    bits >>= extra;
                    bitCount -= extra;
                    _distance = distance;
                    state = InflateState.Copy;
                    if (distance > _maxDistance || distance > _have + at - start)
                    {
                        status = InflateStatus.Invalid;
                    }
                }
            }

            _position = position;
            _bits = bits;
            _bitCount = bitCount;
            _state = state;
            outputAt = at;
            return status;
        }

        /// <summary>Writes bytes that were seen before; they may reach into what is being written.</summary>
        private void Copy(byte[] output, int start, int at, int length)
        {
            int distance = _distance;
            int older = distance - (at - start);
            while (older > 0 && length > 0)
            {
                // They start in the window.
                int from = (_next - older) & (_window.Length - 1);
                int count = _window.Length - from;
                if (count > older)
                {
                    count = older;
                }

                if (count > length)
                {
                    count = length;
                }

                Array.Copy(_window, from, output, at, count);
                at += count;
                older -= count;
                length -= count;
            }

            int source = at - distance;
            while (length > 0)
            {
                // What repeats itself doubles with every copy.
                int count = at - source;
                if (count > length)
                {
                    count = length;
                }

                Array.Copy(output, source, output, at, count);
                at += count;
                length -= count;
            }
        }
    }
}
