using System;

namespace Nanowire.WebSockets.Protocol
{
    // Control frames, whose payload is handed out whole.
    public sealed partial class FrameDecoder
    {
        private FrameEvent ReadControl()
        {
            byte[] buffer = _buffer;
            int offset = Position;
            int count = (int)Remaining;
            int had = _collected;
            int piece = count - had;
            if (piece > End - offset)
            {
                piece = End - offset;
            }

            Position = offset + piece;
            if (piece != count)
            {
                buffer = Scratch;
                offset = buffer.Length - FrameLimits.MaxControlPayload;
                Array.Copy(_buffer, Position - piece, buffer, offset + had, piece);
            }

            if (_maskBit != 0)
            {
                Mask.Apply(buffer, offset + had, piece, FrameMask.Advance(_maskKey, had));
            }

            had += piece;
            _collected = had;
            if ((_firstByte & OpcodeBits) == (int)Opcode.Close && had != 0)
            {
                Violation violation = CheckCloseBody(buffer, offset, had, had == count);
                if (violation != Violation.None)
                {
                    return Fail(violation);
                }
            }

            if (had < count)
            {
                return FrameEvent.NeedInput;
            }

            _collected = 0;
            Remaining = 0;
            PayloadBuffer = buffer;
            PayloadOffset = offset;
            PayloadCount = count;
            return FrameEvent.Control;
        }

        /// <summary>Section 5.5.1 and 7.4, for as much of the body as there is.</summary>
        private static Violation CheckCloseBody(byte[] buffer, int offset, int count, bool isWhole)
        {
            int first = buffer[offset];
            if (count == 1 ? !CloseStatus.MayStartWith(first) : !CloseStatus.MayBeSent((first << 8) | buffer[offset + 1]))
            {
                return Violation.CloseStatusInvalid;
            }

            int utf8 = count > 2 ? Utf8.Validate(buffer, offset + 2, count - 2, Utf8.Complete) : Utf8.Complete;
            return utf8 == Utf8.Invalid || (isWhole && utf8 != Utf8.Complete) ? Violation.CloseReasonNotUtf8 : Violation.None;
        }
    }
}
