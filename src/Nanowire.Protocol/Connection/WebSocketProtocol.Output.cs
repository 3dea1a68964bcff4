using System;

namespace Nanowire.WebSockets.Protocol
{
    // The bytes that are still to be sent: whole frames one behind the other in an array of fixed size, and at most one
    // payload larger than that, which passes through the array piece by piece.
    //
    // 0      OutputOffset  Tail         data limit        length
    // | sent | frames      | free         | Close only      |        as a rule
    //
    // 0      OutputOffset  PieceEnd       back      Tail    length
    // | sent | piece       | unused       | controls |      |        while a large payload passes through the front
    //
    // The last SendBufferReserve bytes only ever take a Close frame, so that one always fits. A payload larger than the
    // array is borrowed: its header is queued like any frame, with as much of the payload behind it as the front takes; when that
    // is out the rest is copied (and masked) through the front of the array. Control frames queued meanwhile wait in the back, for a frame must not be
    // interrupted (RFC 6455 section 5.4).
    public partial class WebSocketProtocol
    {
        /// <summary>The bytes of a send buffer that no data frame takes: the longest Close frame, so that one always fits.</summary>
        public const int SendBufferReserve = 2 + 4 + FrameLimits.MaxControlPayload;

        /// <summary>The least size of a send buffer in bytes: the back, and as much in front.</summary>
        public const int MinSendBufferSize = 2 * BackSize;

        /// <summary>The back of the array in bytes: a Pong and a Close frame of full length.</summary>
        private const int BackSize = 2 * SendBufferReserve;

        /// <summary>The send buffer, of which <see cref="OutputOffset"/> speaks.</summary>
        public readonly byte[] OutputBuffer;

        /// <summary>The largest frame that is copied, in bytes, and the most raw bytes that <see cref="Reset"/> takes. Read only.</summary>
        public int FrameCapacity;

        /// <summary>Where a client's masking keys come from; null for a server.</summary>
        internal readonly EntropySource Entropy;

        /// <summary>
        /// Where the payload of an unmasked frame that is copied at once may end, less its header of 4 bytes at most; below 0 when
        /// frames are masked, wait behind a borrowed payload, or none is taken in this state. One number, so that a send asks one question.
        /// </summary>
        internal int CopyLimit;

        /// <summary>Where the bytes that <see cref="PrepareOutput"/> counted start.</summary>
        public int OutputOffset;

        /// <summary>The end of what waits to be sent; 0 when nothing does.</summary>
        internal int Tail;

        /// <summary>What holds a borrowed payload; null until there was one.</summary>
        internal BorrowedPayload Borrowed;

        /// <summary>Whether bytes wait to be sent; after Abort none do.</summary>
        public bool WantsWrite => Tail != 0;

        /// <summary>
        /// Whether a borrowed payload is still under way (see <see cref="TrySend"/>), or was when the connection was given up;
        /// then it is not read any more.
        /// </summary>
        public bool IsBorrowing => Borrowed != null && Borrowed.Buffer != null;

        /// <summary>The bytes that wait to be sent, a borrowed payload included.</summary>
        public int PendingCount => Tail == 0 || !IsBorrowing
            ? Tail - OutputOffset
            : Borrowed.PieceEnd - OutputOffset + Borrowed.Count + Tail - (OutputBuffer.Length - BackSize);

        /// <summary>
        /// Whether there is room for the answers that input may call for; when not, reading should wait for the peer to
        /// read. A server answers with messages, so it is half of the send buffer. A client's own sends wait for room, and
        /// one that stopped reading meanwhile would stand still for ever with a peer that does the same; so it is the Pong for
        /// a Ping that was read, and else nothing. Input that is dropped calls for nothing either, but a server's borrowed
        /// payload may lie in the array that it would be read into.
        /// </summary>
        public bool CanReply => Tail == 0
            || (Entropy == null
                ? !IsBorrowing && (State >= WebSocketState.Closed || Tail - OutputOffset <= FrameCapacity >> 1)
                : Due != ProtocolEvent.Ping || State != WebSocketState.Open
                    || (IsBorrowing ? Tail : Tail - OutputOffset) <= FrameCapacity - FrameEncoder.GetHeaderSize(Decoder.PayloadCount, true) - Decoder.PayloadCount);

        /// <summary>Whether a server's answer of that many bytes would be taken now; a client's waits for room by itself.</summary>
        public bool CanReplyWith(int count)
        {
            return Tail == 0
                || Entropy != null
                || (!IsBorrowing && count <= FrameCapacity - FrameLimits.MaxHeaderSize - (Tail - OutputOffset));
        }

        /// <summary>Whether a message of that many bytes is copied by a send; a larger one is borrowed.</summary>
        public bool Copies(int count)
        {
            return count <= FrameCapacity - FrameEncoder.GetHeaderSize(count, Entropy != null);
        }

        /// <summary>
        /// Makes the next bytes to send ready at <see cref="OutputOffset"/> and counts them; 0 when there are none, and
        /// after Abort, when a borrowed payload is not read any more either. They stay in place until the next call of
        /// another member of the sending half, so the lock is held until <see cref="OutputSent"/>.
        /// </summary>
        public int PrepareOutput()
        {
            BorrowedPayload payload = Borrowed;
            if (Tail == 0 || payload == null || payload.Buffer == null)
            {
                return Tail - OutputOffset;
            }

            if (OutputOffset == payload.PieceEnd && payload.First != 0)
            {
                EncodePiece(payload);
            }
            else if (OutputOffset == payload.PieceEnd)
            {
                CopyPiece(payload, 0);
                OutputOffset = 0;
            }

            return payload.PieceEnd - OutputOffset;
        }

        /// <summary>The next piece of a borrowed payload, into the front of the array from <paramref name="at"/> on.</summary>
        private void CopyPiece(BorrowedPayload payload, int at)
        {
            int piece = OutputBuffer.Length - BackSize - at;
            if (piece > payload.Count)
            {
                piece = payload.Count;
            }

            Array.Copy(payload.Buffer, payload.Offset, OutputBuffer, at, piece);
            if (Entropy != null)
            {
                Decoder.Mask.Apply(OutputBuffer, at, piece, payload.Key);
                payload.Key = FrameMask.Advance(payload.Key, piece);
            }

            payload.Offset += piece;
            payload.Count -= piece;
            payload.PieceEnd = at + piece;
        }

        /// <summary>Takes note that bytes went out.</summary>
        /// <param name="count">At most what <see cref="PrepareOutput"/> counted; 0 is no progress.</param>
        public void OutputSent(int count)
        {
            int offset = OutputOffset + count;
            if (count != 0)
            {
                SendingSinceMs = 0;
            }

            // The first is a shorter way to know that there is none.
            if (Borrowed != null && IsBorrowing)
            {
                if (offset < Borrowed.PieceEnd || Borrowed.Count > 0)
                {
                    OutputOffset = offset;
                    return;
                }

                EndBorrowing();
                offset = OutputBuffer.Length - BackSize;
            }

            if (offset == Tail)
            {
                offset = 0;
                Tail = 0;
            }

            OutputOffset = offset;
        }

        private void EndBorrowing()
        {
            if (Borrowed != null)
            {
                Borrowed.Buffer = null;
                Borrowed.First = 0;
            }

            SetCopyLimit();
        }

        /// <summary>While nothing is borrowed.</summary>
        private void SetCopyLimit()
        {
            CopyLimit = State != WebSocketState.Open || Entropy != null || Decoder.Extension != null ? -1
                : FrameCapacity - 4 < 0xFFFF ? FrameCapacity - 4 : 0xFFFF;
        }

        /// <summary>
        /// Queues a data frame. A payload that fits into an empty array is copied; a larger one is borrowed until
        /// it is out. Returns false when there is no room now.
        /// </summary>
        private bool TryAppend(int first, byte[] payload, int offset, int count)
        {
            if (count > FrameCapacity - FrameLimits.MaxHeaderSize - Tail || IsBorrowing)
            {
                // Not sure to fit: now the header's size counts.
                int size = FrameEncoder.GetHeaderSize(count, Entropy != null);
                if (!TryReserve(size + count))
                {
                    int back = OutputBuffer.Length - BackSize;
                    if (count <= FrameCapacity - size || IsBorrowing || Tail + size > back)
                    {
                        return false;
                    }

                    BorrowedPayload borrowed = Borrowed ?? new BorrowedPayload();
                    Borrowed = borrowed;
                    borrowed.Key = WriteHeader(first, count);
                    borrowed.Buffer = payload;
                    borrowed.Offset = offset;
                    borrowed.Count = count;

                    // Its first bytes share a write with the header, which alone would be a segment.
                    CopyPiece(borrowed, Tail);
                    CopyLimit = -1;
                    Tail = back;
                    return true;
                }
            }

            AppendFrame(first, payload, offset, count);
            return true;
        }

        /// <summary>Queues a Ping or Pong. Returns false when there is no room now.</summary>
        private bool TryAppendControl(Opcode opcode, byte[] payload, int offset, int count)
        {
            int size = FrameEncoder.GetHeaderSize(count, Entropy != null) + count;
            if (IsBorrowing ? Tail + size > FrameCapacity : !TryReserve(size))
            {
                return false;
            }

            AppendFrame((int)opcode | FrameDecoder.FinalBit, payload, offset, count);
            return true;
        }

        /// <summary>Queues the Close frame, for which there always is room; once a connection.</summary>
        /// <param name="status">The status, or 0 for a Close frame without a body.</param>
        /// <param name="reason">UTF-8 of at most <see cref="Protocol.CloseStatus.MaxReasonSize"/> bytes, or null.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        private void AppendClose(int status, byte[] reason, int offset, int count)
        {
            // The body is put together at the end of the reserve, where the frame's header does not reach.
            byte[] buffer = OutputBuffer;
            int body = buffer.Length - FrameLimits.MaxControlPayload;
            int size = 0;
            if (status != 0)
            {
                buffer[body] = (byte)(status >> 8);
                buffer[body + 1] = (byte)status;
                size = 2 + count;
                if (count > 0)
                {
                    Array.Copy(reason, offset, buffer, body + 2, count);
                }
            }

            AppendFrame((int)Opcode.Close | FrameDecoder.FinalBit, buffer, body, size);
        }

        private void AppendFrame(int first, byte[] payload, int offset, int count)
        {
            uint key = WriteHeader(first, count);
            int body = Tail;
            Tail = body + count;
            if (count > 0)
            {
                Array.Copy(payload, offset, OutputBuffer, body, count);
                if (Entropy != null)
                {
                    Decoder.Mask.Apply(OutputBuffer, body, count, key);
                }
            }
        }

        /// <summary>Queues a frame's header. Returns a client's key, with which the payload is to be masked.</summary>
        private uint WriteHeader(int first, int payloadCount)
        {
            bool masked = Entropy != null;
            uint key = masked ? Entropy.NextUInt32() : 0;
            Tail += FrameEncoder.WriteHeader(OutputBuffer, Tail, (Opcode)(first & FrameDecoder.OpcodeBits), first >= FrameDecoder.FinalBit, payloadCount, masked, key);
            return key;
        }

        /// <summary>Whether that many bytes of frames fit now; what waits is moved to the front for it.</summary>
        private bool TryReserve(int count)
        {
            if (IsBorrowing)
            {
                return false;
            }

            if (count > FrameCapacity - Tail && OutputOffset > 0)
            {
                Tail -= OutputOffset;
                Array.Copy(OutputBuffer, OutputOffset, OutputBuffer, 0, Tail);
                OutputOffset = 0;
            }

            return count <= FrameCapacity - Tail;
        }
    }
}
