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

        /// <summary>Whether the piece is the handler's, so that the next payload starts another.</summary>
        private bool _isHandedOver;

        /// <summary>Whether <see cref="ReadMessage"/> may find something.</summary>
        protected bool HasUnread;

        /// <summary>After <see cref="ReadMessage"/>: whether the piece ends its message.</summary>
        protected bool PieceEndsMessage => Protocol.Decoder.EndOfMessage;

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
                return _isHeld ? HasRoomForAnswer() : Protocol.CanReply || Flush();
            }

            if (!isReadable && (!IsQuiet || !Transport.WaitReadable(0)))
            {
                return false;
            }

            int read = Transport.Read(Input, End, Input.Length - FrameDecoder.ScratchSize - End);
            if (read > 0)
            {
                Protocol.Receive(Input, End, read, nowMs);
                End += read;
                if (Core != null)
                {
                    Core.Statistics.BytesReceived += read;
                }

                HasUnread = true;
                return true;
            }

            if (read != Transport.Nothing)
            {
                lock (Protocol)
                {
                    WakeMs = 0;
                    Protocol.ReceiveEnd();
                }
            }

            return false;
        }

        /// <summary>Looks for the next piece of a message in the input, answering control frames on the way.</summary>
        /// <param name="assembles">
        /// Whether a message is handed over whole where the array has room for it; otherwise pieces come as they arrive.
        /// </param>
        /// <returns>False when there is none: all is used up, or answers find no room.</returns>
        protected bool ReadMessage(bool assembles)
        {
            WebSocketProtocol protocol = Protocol;
            if (_isHeld)
            {
                if (!HasRoomForAnswer())
                {
                    return false;
                }

                _isHeld = false;
                if (protocol.State == WebSocketState.Open)
                {
                    return true;
                }

                // Closed or given up since: nothing but what ends it is received from there on.
            }

            // The first two are no more than shorter ways to know that there is room.
            while (protocol.Tail == 0 || protocol.Tail <= protocol.FrameCapacity >> 1 || protocol.CanReply || Flush())
            {
                switch (protocol.Read())
                {
                    case ProtocolEvent.Data:
                        FrameDecoder decoder = protocol.Decoder;
                        if (_isHandedOver)
                        {
                            _isHandedOver = false;
                            PieceOffset = decoder.PayloadOffset;
                            PieceCount = decoder.PayloadCount;
                        }
                        else
                        {
                            Join(decoder.PayloadOffset, decoder.PayloadCount);
                        }

                        if (decoder.Remaining != 0 || decoder.Fragments != 0)
                        {
                            if (assembles)
                            {
                                break;
                            }
                        }
                        else if (assembles && PieceCount > protocol.FrameCapacity - FrameLimits.MaxHeaderSize - protocol.Tail && !HasRoomForAnswer())
                        {
                            return Hold();
                        }

                        _isHandedOver = true;
                        if (decoder.Position == decoder.End)
                        {
                            // Nothing is behind it, so the array is free again as soon as the handler has returned.
                            HasUnread = false;
                            End = 0;
                        }

                        return true;
                    case ProtocolEvent.NeedInput:
                        return UsedUp();
                    case ProtocolEvent.Pong:
                        // That something arrived is all there is to it.
                        break;
                    case ProtocolEvent.Close:
                        FrameDecoder close = protocol.Decoder;
                        if (close.PayloadCount > 2)
                        {
                            Owner.CloseReason = Encoding.UTF8.GetString(close.PayloadBuffer, close.PayloadOffset + 2, close.PayloadCount - 2);
                        }

                        Reply();
                        break;
                    default:
                        if (!Reply())
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
            if (Protocol.CanReplyWith(PieceCount))
            {
                return true;
            }

            Flush();
            return Protocol.CanReplyWith(PieceCount) || Protocol.State != WebSocketState.Open;
        }

        private bool Reply()
        {
            lock (Protocol)
            {
                // Whatever is answered may change the deadlines.
                WakeMs = 0;
                return Protocol.Reply();
            }
        }

        /// <summary>Moves a further payload of the message behind the piece.</summary>
        private void Join(int offset, int count)
        {
            int end = PieceOffset + PieceCount;
            if (offset != end)
            {
                Array.Copy(Input, offset, Input, end, count);
            }

            PieceCount += count;
        }

        /// <summary>The piece is not handed over before an answer has room; until then nothing may be read into the array.</summary>
        private bool Hold()
        {
            _isHandedOver = true;
            _isHeld = true;
            HasUnread = true;
            return false;
        }

        /// <summary>Makes room for more input. Returns whether a message fills the array and must be handed over in part.</summary>
        private bool UsedUp()
        {
            HasUnread = false;
            End = 0;
            if (_isHandedOver)
            {
                return false;
            }

            int limit = Input.Length - FrameDecoder.ScratchSize;
            if (PieceOffset > 0 && limit - PieceOffset - PieceCount < MinReadSize)
            {
                Array.Copy(Input, PieceOffset, Input, 0, PieceCount);
                PieceOffset = 0;
            }

            End = PieceOffset + PieceCount;
            if (End < limit)
            {
                return false;
            }

            if (!HasRoomForAnswer())
            {
                return Hold();
            }

            _isHandedOver = true;
            End = 0;
            return true;
        }
    }
}
