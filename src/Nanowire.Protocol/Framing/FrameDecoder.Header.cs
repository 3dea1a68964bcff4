namespace Nanowire.WebSockets.Protocol
{
    // The rules of a frame's header; what to do with its payload is in FrameDecoder.cs.
    public sealed partial class FrameDecoder
    {
        /// <summary>
        /// Takes a header off the input that arrives in pieces, byte by byte. Returns its size, 0 when it is not complete
        /// or a rule is broken.
        /// </summary>
        private int CollectHeader()
        {
            int start = Scratch.Length - ScratchSize;
            while (Position < End)
            {
                Scratch[start + _collected] = _buffer[Position];
                _collected++;
                Position++;
                int size = ParseHeader(Scratch, start, _collected);
                if (size != 0)
                {
                    _collected = 0;
                    return size;
                }
            }

            return 0;
        }

        /// <summary>
        /// All rules of a header, in the order of its bytes, for as many of them as are there; so a rule fails at the
        /// earliest byte that shows it. Enters the frame when the header is complete.
        /// </summary>
        /// <returns>The size of the header; 0 when it is not complete, or a rule is broken and the input given up.</returns>
        private int ParseHeader(byte[] header, int at, int available)
        {
            int first = header[at];
            int opcode = first & OpcodeBits;

            // A message that starts where none is open breaks no rule yet, which is the usual case by far.
            if (Fragments != 0 || (uint)((first & ~FinalBit) - (int)Opcode.Text) > (uint)(Opcode.Binary - Opcode.Text))
            {
                Violation violation = CheckFirstByte(first, opcode);
                if (violation != Violation.None)
                {
                    return FailHeader(violation);
                }
            }

            if (available < 2)
            {
                return 0;
            }

            // With the bit that must be there gone, one that must not be makes the number too large.
            long length = header[at + 1] ^ _maskBit;
            if (length >= MaskBit)
            {
                return FailHeader(_maskBit != 0 ? Violation.FrameNotMasked : Violation.FrameMasked);
            }

            int size = 2;
            if ((opcode & ControlBit) != 0)
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
                long room = Limits.MaxMessageSize;
                if (opcode == (int)Opcode.Continuation)
                {
                    room -= _messageCount;
                }

                if (length > 125)
                {
                    // 16 bits when 126, 64 when 127. What is known of the number after each byte decides already.
                    int bytes = length == 126 ? 2 : 8;
                    length = 0;
                    for (int i = 1; i <= bytes; i++, size++)
                    {
                        if (available <= size)
                        {
                            return 0;
                        }

                        length = (length << 8) | header[at + size];
                        if (i == 1 && bytes == 8 && length >= 0x80)
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
                else if (length > room)
                {
                    return FailHeader(Violation.MessageTooBig);
                }
            }

            if (_maskBit != 0)
            {
                if (available < size + 4)
                {
                    return 0;
                }

                _maskKey = System.BitConverter.ToUInt32(header, at + size);
                size += 4;
            }

            _firstByte = first;
            Remaining = length;
            if ((opcode & ControlBit) == 0)
            {
                if (opcode != (int)Opcode.Continuation)
                {
                    MessageOpcode = (Opcode)opcode;
                    _utf8 = Utf8.Complete;
                    _messageCount = 0;
                    if (Extension != null)
                    {
                        Extension.Begin((first & Rsv1) != 0);
                    }
                }

                _messageCount += length;
                Fragments++;
                if ((first & FinalBit) != 0)
                {
                    Fragments = 0;
                }
            }

            return size;
        }

        /// <summary>What the first byte of a header shows: reserved bits, the opcode, and whether it may stand here.</summary>
        private Violation CheckFirstByte(int first, int opcode)
        {
            if ((first & ReservedBits) != 0 && !IsApplied(first, opcode))
            {
                return Violation.ReservedBits;
            }

            if ((opcode & ~ControlBit) > (int)Opcode.Binary)
            {
                return Violation.UnknownOpcode;
            }

            if ((opcode & ControlBit) != 0)
            {
                return (first & FinalBit) == 0 ? Violation.ControlFrameFragmented : Violation.None;
            }

            if (opcode != (int)Opcode.Continuation)
            {
                // One that starts where none is open breaks no rule, and is only asked about where it has a reserved bit.
                return Fragments == 0 ? Violation.None : Violation.MessageInsideMessage;
            }

            if (Fragments == 0)
            {
                return Violation.ContinuationWithoutStart;
            }

            return Fragments < Limits.MaxFragments ? Violation.None : Violation.TooManyFragments;
        }

        /// <summary>Whether the reserved bits are those that the extension gives a meaning: RSV1, where a message begins (RFC 7692 section 6).</summary>
        private bool IsApplied(int first, int opcode)
        {
            return Extension != null && Extension.IsAgreed && (first & ReservedBits) == Rsv1 && opcode != (int)Opcode.Continuation && opcode < (int)Opcode.Close;
        }

        private int FailHeader(Violation violation)
        {
            Fail(violation);
            return 0;
        }
    }
}
