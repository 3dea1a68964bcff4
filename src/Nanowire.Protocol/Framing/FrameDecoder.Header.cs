using System;

namespace Nanowire.WebSockets.Protocol
{
    // The rules of a frame's header; what to do with its payload is in FrameDecoder.cs.
    public sealed partial class FrameDecoder
    {
        /// <summary>Takes a header off the input. Returns its size, 0 when it is not complete, -1 when a rule is broken.</summary>
        private int ReadHeader()
        {
            int available = _end - _position;
            if (available <= 0)
            {
                return 0;
            }

            int size;
            if (_collected == 0)
            {
                size = ParseHeader(_buffer, _position, available);
                if (size > 0)
                {
                    _position += size;
                    return size;
                }

                if (size == 0)
                {
                    Array.Copy(_buffer, _position, _scratch, _scratch.Length - ScratchSize, available);
                    _collected = available;
                    _position = _end;
                }

                return size;
            }

            int start = _scratch.Length - ScratchSize;
            do
            {
                _scratch[start + _collected] = _buffer[_position];
                _collected++;
                _position++;
                size = ParseHeader(_scratch, start, _collected);
            }
            while (size == 0 && _position < _end);
            if (size > 0)
            {
                _collected = 0;
            }

            return size;
        }

        /// <summary>
        /// All rules of a header, in the order of its bytes, for as many of them as are there; so a rule fails at the
        /// earliest byte that shows it. Enters the frame when the header is complete.
        /// </summary>
        private int ParseHeader(byte[] header, int at, int available)
        {
            int first = header[at];
            int opcode = first & 0x0F;
            bool isControl = (opcode & ControlBit) != 0;

            // A message that starts where none is open breaks no rule yet, which is the usual case by far.
            if (_fragments != 0 || ((first & ~FinalBit) != (int)Opcode.Binary && (first & ~FinalBit) != (int)Opcode.Text))
            {
                Violation violation = CheckFirstByte(first);
                if (violation != Violation.None)
                {
                    return FailHeader(violation);
                }
            }

            if (available < 2)
            {
                return 0;
            }

            int second = header[at + 1];
            if (((second & MaskBit) != 0) != _isServer)
            {
                return FailHeader(_isServer ? Violation.FrameNotMasked : Violation.FrameMasked);
            }

            int size = 2;
            long length = second & 0x7F;
            if (isControl)
            {
                if (length > FrameLimits.MaxControlPayload)
                {
                    return FailHeader(Violation.ControlFrameTooLong);
                }

                if (length == 1 && opcode == (int)Opcode.Close)
                {
                    return FailHeader(Violation.CloseBodyTooShort);
                }
            }
            else
            {
                long room = _limits.MaxMessageSize;
                if (opcode == (int)Opcode.Continuation)
                {
                    room -= _messageCount;
                }

                if (length < 126)
                {
                    if (length > room)
                    {
                        return FailHeader(Violation.MessageTooBig);
                    }
                }
                else
                {
                    // 16 bits when 126, 64 when 127. What is known of the number after each byte decides already.
                    int bytes = length == 126 ? 2 : 8;
                    length = 0;
                    for (int i = 1; i <= bytes; i++)
                    {
                        if (available < size + 1)
                        {
                            return 0;
                        }

                        length = (length << 8) | header[at + size];
                        size++;
                        if (i == 1 && bytes == 8 && length > 0x7F)
                        {
                            return FailHeader(Violation.LengthTopBitSet);
                        }

                        if (bytes == 8 ? i == 6 && length == 0 : i == 2 && length < 126)
                        {
                            return FailHeader(Violation.LengthNotMinimal);
                        }

                        if (length > room >> ((bytes - i) << 3))
                        {
                            return FailHeader(Violation.MessageTooBig);
                        }
                    }
                }
            }

            if (_isServer)
            {
                if (available < size + 4)
                {
                    return 0;
                }

                _maskKey = BitConverter.ToUInt32(header, at + size);
                size += 4;
            }

            _firstByte = first;
            _remaining = length;
            if (isControl)
            {
                _collected = 0;
                _state = StateControl;
                return size;
            }

            if (opcode != (int)Opcode.Continuation)
            {
                _messageOpcode = opcode;
                _messageCount = 0;
                _utf8 = Utf8.Complete;
            }

            _messageCount += length;
            _fragments++;
            _state = StatePayload;
            return size;
        }

        /// <summary>What the first byte of a header shows: reserved bits, the opcode, and whether it may stand here.</summary>
        private Violation CheckFirstByte(int first)
        {
            int opcode = first & 0x0F;
            if ((first & ReservedBits) != 0)
            {
                return Violation.ReservedBits;
            }

            if (opcode > (int)Opcode.Pong || (opcode > (int)Opcode.Binary && opcode < (int)Opcode.Close))
            {
                return Violation.UnknownOpcode;
            }

            if ((opcode & ControlBit) != 0)
            {
                return (first & FinalBit) == 0 ? Violation.ControlFrameFragmented : Violation.None;
            }

            if (opcode != (int)Opcode.Continuation)
            {
                return _fragments == 0 ? Violation.None : Violation.MessageInsideMessage;
            }

            if (_fragments == 0)
            {
                return Violation.ContinuationWithoutStart;
            }

            return _fragments < _limits.MaxFragments ? Violation.None : Violation.TooManyFragments;
        }

        private int FailHeader(Violation violation)
        {
            Fail(violation);
            return -1;
        }
    }
}
