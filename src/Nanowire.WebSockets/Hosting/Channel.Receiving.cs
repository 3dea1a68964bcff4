using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // From the transport to messages; only the pump is here.
    internal abstract partial class Channel
    {
        /// <summary>Where the message, or the piece of one, that <see cref="ReadMessage"/> found starts in <see cref="Input"/>.</summary>
        protected int PieceOffset;

        /// <summary>Its length in bytes.</summary>
        protected int PieceCount;

        private PieceState _piece;

        /// <summary>Whether <see cref="ReadMessage"/> may find something.</summary>
        protected bool HasUnread;

        /// <summary>
        /// Reads the transport once, when the last input is used up and answers would find room. Returns whether there
        /// may be something for <see cref="ReadMessage"/>.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="isReadable">Whether the transport is known to be readable.</param>
        protected bool Receive(long nowMs, bool isReadable)
        {
            if (HasUnread)
            {
                return _piece == PieceState.Held ? HasRoomForAnswer() : CanReply || Flush();
            }

            if (!isReadable && (!IsQuiet || !Transport.IsReadable()))
            {
                return false;
            }

            FrameDecoder decoder = Decoder;
            byte[] input = decoder.Scratch;
            int end = decoder.End;
            int read = Transport.Read(input, end, input.Length - FrameDecoder.ScratchSize - end);
            if (read > 0)
            {
                ReceivedMs = nowMs;
                PingSentMs = 0;
                if (State < WebSocketState.Closed)
                {
                    // As WebSocketProtocol.Receive, for input that lies behind what is there.
                    decoder.End = end + read;
                }

                if (Core != null)
                {
                    Core.Statistics.BytesReceived += read;
                }

                HasUnread = true;
                return true;
            }

            if (read != Transport.Nothing)
            {
                lock (this)
                {
                    WakeMs = 0;
                    ReceiveEnd();
                }
            }

            return false;
        }

        /// <summary>Looks for the next message in the input, answering control frames on the way.</summary>
        /// <param name="assembles">
        /// Whether a message is handed over whole where the array has room for it; otherwise pieces come as they arrive.
        /// </param>
        /// <returns>False when there is none: all is used up, or answers find no room.</returns>
        protected bool ReadMessage(bool assembles)
        {
            FrameDecoder decoder = Decoder;
            if (_piece == PieceState.HandedOver
                && Tail <= FrameCapacity >> 1
                && Due == ProtocolEvent.NeedInput
                && State == WebSocketState.Open
                && decoder.ReadWhole() == FrameEvent.Payload)
            {
                // What ReadPiece and WebSocketProtocol.Read come to in the usual case.
                MessageMs = ReceivedMs;
                PieceOffset = decoder.PayloadOffset;
                PieceCount = decoder.PayloadCount;
            }
            else if (!ReadPiece(assembles))
            {
                return false;
            }

            if (PieceCount > FrameCapacity - FrameLimits.MaxHeaderSize - Tail && !HasRoomForAnswer())
            {
                // Until then nothing may be read into the array.
                _piece = PieceState.Held;
                HasUnread = true;
                return false;
            }

            _piece = PieceState.HandedOver;
            if (decoder.Position == decoder.End)
            {
                // Nothing is behind it, so the array is free again as soon as the handler has returned.
                HasUnread = false;
                decoder.Position = 0;
                decoder.End = 0;
            }

            return true;
        }

        /// <summary>As <see cref="ReadMessage"/> for any input; the piece is not handed over yet.</summary>
        private bool ReadPiece(bool assembles)
        {
            if (_piece == PieceState.Held)
            {
                if (!HasRoomForAnswer())
                {
                    return false;
                }

                _piece = PieceState.HandedOver;
                if (State == WebSocketState.Open)
                {
                    return true;
                }

                // Closed or given up since: nothing but what ends it is received from there on.
            }

            // The first is no more than a shorter way to know that there is room.
            while (Tail <= FrameCapacity >> 1 || CanReply || Flush())
            {
                switch (Read())
                {
                    case ProtocolEvent.Data:
                        Join(Decoder.PayloadOffset, Decoder.PayloadCount);
                        if (!assembles || Decoder.EndOfMessage)
                        {
                            return true;
                        }

                        break;
                    case ProtocolEvent.NeedInput:
                        return UsedUp();
                    case ProtocolEvent.Pong:
                        // That something arrived is all there is to it.
                        break;
                    case ProtocolEvent.Close:
                        if (Decoder.PayloadCount > 2)
                        {
                            Owner.CloseReason = Encoding.UTF8.GetString(Decoder.PayloadBuffer, Decoder.PayloadOffset + 2, Decoder.PayloadCount - 2);
                        }

                        Answer();
                        break;
                    default:
                        if (!Answer())
                        {
                            return false;
                        }

                        break;
                }
            }

            return false;
        }

        /// <summary>
        /// Whether an answer as long as the piece would be taken now. A message waits for that, so that a server which
        /// answers with what it gets loses nothing to a peer that sends faster than it reads.
        /// </summary>
        private bool HasRoomForAnswer()
        {
            if (CanReplyWith(PieceCount))
            {
                return true;
            }

            Flush();
            return CanReplyWith(PieceCount) || State != WebSocketState.Open;
        }

        private bool Answer()
        {
            lock (this)
            {
                // Whatever is answered may change the deadlines.
                WakeMs = 0;
                return Reply();
            }
        }

        /// <summary>A further payload: it begins a piece, or is moved behind the one that is being assembled.</summary>
        private void Join(int offset, int count)
        {
            if (_piece == PieceState.HandedOver)
            {
                _piece = PieceState.Assembling;
                PieceOffset = offset;
                PieceCount = count;
                return;
            }

            int end = PieceOffset + PieceCount;
            if (offset != end)
            {
                Array.Copy(Input, offset, Input, end, count);
            }

            PieceCount += count;
        }

        /// <summary>Makes room for more input. Returns whether a message fills the array and must be handed over in part.</summary>
        private bool UsedUp()
        {
            int end = 0;
            int limit = Input.Length - FrameDecoder.ScratchSize;
            if (_piece == PieceState.Assembling)
            {
                if (PieceOffset > 0 && limit - PieceOffset - PieceCount < MinReadSize)
                {
                    Array.Copy(Input, PieceOffset, Input, 0, PieceCount);
                    PieceOffset = 0;
                }

                end = PieceOffset + PieceCount;
            }

            HasUnread = false;
            Decoder.Position = end;
            Decoder.End = end;
            return end >= limit;
        }
    }
}
