namespace Nanowire.WebSockets.Protocol
{
    // Messages that an extension encodes on their way out: into the send buffer where a plain one would be copied, else piece by
    // piece through the front of it, each piece a fragment.
    public partial class WebSocketProtocol
    {
        /// <summary>
        /// The bytes that an encoded payload may be longer than it was. A send buffer with an extension takes so many fewer of
        /// other frames, so that what would be taken as it is, is taken encoded as well.
        /// </summary>
        internal const int EncodingReserve = 16;

        private const int Rsv1 = 0x40;

        /// <summary>In <see cref="BorrowedPayload.First"/>: the payload is encoded, even where the frame's first byte is 0.</summary>
        private const int Encoded = 0x100;

        /// <summary>
        /// Lends an extension, once and for good. It is used on connections for which it was agreed on: its IsAgreed is set after
        /// <see cref="Reset"/> and before <see cref="Open"/>.
        /// </summary>
        public void Extend(MessageExtension extension)
        {
            Decoder.Extension = extension;
            FrameCapacity -= EncodingReserve;
            EndBorrowing();
        }

        /// <summary>As TryAppend, where there is an extension.</summary>
        private bool TryAppendExtended(int first, byte[] payload, int offset, int count)
        {
            MessageExtension extension = Decoder.Extension;
            bool begins = (first & FrameDecoder.OpcodeBits) != (int)Opcode.Continuation;
            bool ends = first >= FrameDecoder.FinalBit;
            bool isEncoding = extension.IsEncoding;
            if (begins)
            {
                isEncoding = extension.IsAgreed && count >= extension.MinSize;
            }

            bool isWhole = begins && ends;
            if (isEncoding && TryAppendEncoded(begins ? first | Rsv1 : first, payload, offset, count, isWhole))
            {
                extension.IsEncoding = !ends;
                return true;
            }

            // A message that does not get smaller goes as it is; a part of one that was begun otherwise waits.
            if ((isEncoding && (!isWhole || !Copies(count))) || !TryAppend(first, payload, offset, count))
            {
                return false;
            }

            extension.IsEncoding = false;
            return true;
        }

        /// <summary>Queues a frame that is encoded, under the conditions under which a plain one would be taken.</summary>
        private bool TryAppendEncoded(int first, byte[] payload, int offset, int count, bool mustShrink)
        {
            bool masked = Entropy != null;
            int size = FrameEncoder.GetHeaderSize(count + EncodingReserve, masked);
            if (!Copies(count))
            {
                int back = OutputBuffer.Length - BackSize;
                if (IsBorrowing || Tail > back)
                {
                    return false;
                }

                BorrowedPayload borrowed = Borrowed ?? new BorrowedPayload();
                Borrowed = borrowed;
                borrowed.First = first | Encoded;
                borrowed.Buffer = payload;
                borrowed.Start = offset;
                borrowed.Offset = offset;
                borrowed.Count = count;
                borrowed.PieceEnd = Tail;
                Tail = back;
                return true;
            }

            if (!TryReserve(count + size))
            {
                return false;
            }

            int room = count + (mustShrink ? 0 : EncodingReserve);
            MessageExtension extension = Decoder.Extension;
            int body = Tail + size;
            int encoded = extension.Encode(payload, offset, offset, count, OutputBuffer, body, room, first >= FrameDecoder.FinalBit);
            if (extension.Used != count || (mustShrink && encoded >= count))
            {
                extension.Forget();
                return false;
            }

            AppendEncoded(first, body, encoded, Tail);
            return true;
        }

        /// <summary>Puts a header in front of what was encoded, at a place below it, and masks it; the frame ends at Tail.</summary>
        private void AppendEncoded(int first, int body, int count, int at)
        {
            bool masked = Entropy != null;
            uint key = masked ? Entropy.NextUInt32() : 0;
            byte[] output = OutputBuffer;
            int size = FrameEncoder.WriteHeader(output, at, (Opcode)(first & 0x7F), first >= FrameDecoder.FinalBit, count, masked, key);
            if (at + size != body)
            {
                System.Array.Copy(output, body, output, at + size, count);
            }

            if (masked)
            {
                Decoder.Mask.Apply(output, at + size, count, key);
            }

            Tail = at + size + count;
        }

        /// <summary>Encodes the next piece of a borrowed payload into the front of the send buffer, as a frame.</summary>
        private void EncodePiece(BorrowedPayload payload)
        {
            MessageExtension extension = Decoder.Extension;
            int back = Tail;
            int room = OutputBuffer.Length - BackSize;
            int size = FrameEncoder.GetHeaderSize(room, Entropy != null);
            int first = payload.First & 0xFF;
            int count = extension.Encode(
                payload.Buffer, payload.Start, payload.Offset, payload.Count, OutputBuffer, size, room - size, first >= FrameDecoder.FinalBit);
            payload.Offset += extension.Used;
            payload.Count -= extension.Used;
            payload.First = Encoded | (first & FrameDecoder.FinalBit);
            if (payload.Count != 0)
            {
                first &= ~FrameDecoder.FinalBit;
            }

            AppendEncoded(first, size, count, 0);
            payload.PieceEnd = Tail;
            OutputOffset = 0;
            Tail = back;
        }
    }
}
