using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // From the transport to messages; only the pump is here.
    internal abstract partial class Channel
    {
        /// <summary>After <see cref="ReadMessage"/>: where the piece starts in <see cref="Input"/>. Fields, as a property costs a call.</summary>
        protected int PieceOffset;

        /// <summary>After <see cref="ReadMessage"/>: the length of the piece in bytes.</summary>
        protected int PieceCount;

        /// <summary>After <see cref="ReadMessage"/>: whether the piece ends its message.</summary>
        protected bool PieceEndsMessage;

        /// <summary>The reason the peer gave for closing; empty when it gave none.</summary>
        protected string CloseDescription { get; private set; }

        /// <summary>
        /// Reads the transport once, when the last input is used up and answers would find room. Returns whether there
        /// may be something for <see cref="ReadMessage"/>.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="isReadable">Whether the transport is known to be readable.</param>
        protected bool Receive(long nowMs, bool isReadable)
        {
            if (_hasUnread)
            {
                return _isHeld ? HasRoomForAnswer() : Protocol.CanReply || Flush();
            }

            if (!IsQuiet || !(isReadable || Transport.WaitReadable(0)))
            {
                return false;
            }

            int read = Transport.Read(Input, End, Input.Length - FrameDecoder.ScratchSize - End);
            if (read > 0)
            {
                Protocol.Receive(Input, End, read, nowMs);
                End += read;
                if (Statistics != null)
                {
                    Statistics.BytesReceived += read;
                }

                _hasUnread = true;
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
            if (_isHeld)
            {
                _isHeld = !HasRoomForAnswer();
                return !_isHeld;
            }

            while (Protocol.HasInput)
            {
                if (!Protocol.CanReply && !Flush())
                {
                    return false;
                }

                switch (Protocol.Read())
                {
                    case ProtocolEvent.Data:
                        Append(Protocol.PayloadOffset, Protocol.PayloadCount);
                        if (Protocol.EndOfMessage || !assembles)
                        {
                            HandOver(Protocol.EndOfMessage);
                            _isHeld = assembles && !HasRoomForAnswer();
                            return !_isHeld;
                        }

                        break;
                    case ProtocolEvent.NeedInput:
                        return UsedUp();
                    case ProtocolEvent.Pong:
                        // That something arrived is all there is to it.
                        break;
                    case ProtocolEvent.Close:
                        if (Protocol.PayloadCount > 2)
                        {
                            CloseDescription = Encoding.UTF8.GetString(Protocol.PayloadBuffer, Protocol.PayloadOffset + 2, Protocol.PayloadCount - 2);
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

            return UsedUp();
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

        private void Append(int offset, int count)
        {
            if (_count == 0)
            {
                _start = offset;
            }
            else if (offset != _start + _count)
            {
                Array.Copy(Input, offset, Input, _start + _count, count);
            }

            _count += count;
        }

        private void HandOver(bool endsMessage)
        {
            PieceOffset = _start;
            PieceCount = _count;
            PieceEndsMessage = endsMessage;
            _count = 0;
        }

        /// <summary>Makes room for more input. Returns whether a message fills the array and must be handed over in part.</summary>
        private bool UsedUp()
        {
            _hasUnread = false;
            End = 0;
            if (_count == 0)
            {
                return false;
            }

            int limit = Input.Length - FrameDecoder.ScratchSize;
            if (_start > 0 && limit - _start - _count < MinReadSize)
            {
                Array.Copy(Input, _start, Input, 0, _count);
                _start = 0;
            }

            End = _start + _count;
            if (End < limit)
            {
                return false;
            }

            // The array is not free before the handler has returned and ReadMessage comes here again, which may be
            // later, when there is room for answers; until then nothing may be read into it.
            _hasUnread = true;
            HandOver(false);
            _isHeld = !HasRoomForAnswer();
            return !_isHeld;
        }
    }
}
