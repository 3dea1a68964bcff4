using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A transport and a protocol joined by two arrays: what one connection is, in a server's slot and in a client. One
    /// thread, the pump, receives; any thread sends, under a lock on <see cref="Protocol"/>.
    /// </summary>
    /// <remarks>
    /// The receive array, while a message is being assembled:
    /// <code>
    /// 0        _start           _start+_count         _end          limit            length
    /// | free   | message so far | headers and control | read next   | FrameDecoder's |
    /// </code>
    /// A message that arrived in one frame is handed over where it lies; fragments are moved together over the headers
    /// between them. Only when all input is used up is anything read again, so a handler may keep what it was given
    /// until it returns.
    /// </remarks>
    internal abstract class Channel
    {
        /// <summary>
        /// The bytes of a receive array that a message cannot have: the decoder's scratch, and one so that a frame can
        /// follow a message that fills the rest.
        /// </summary>
        internal const int ReceiveReserve = FrameDecoder.ScratchSize + 1;

        /// <summary>Less than this at the end of the array and a message begun is moved to its start.</summary>
        private const int MinReadSize = 64;

        internal readonly WebSocketProtocol Protocol;
        protected readonly byte[] Input;

        /// <summary>Where a server counts; null for a client.</summary>
        protected readonly WebSocketServerStatistics Statistics;

        /// <summary>The connection, or null.</summary>
        internal Transport Transport;

        /// <summary>
        /// The application's view of the connection while there is one. Sends name the owner they are meant for, under
        /// the lock, so that none goes to the next connection in the same slot.
        /// </summary>
        internal WebSocket Owner;

        /// <summary>When <see cref="Settle"/> is wanted without anything to read; 0 for at once.</summary>
        internal long WakeMs;

        /// <summary>While a handler runs: what it sends goes out when it returns, so that many answers share a segment.</summary>
        protected bool IsInHandler;

        /// <summary>What <see cref="Settle"/> found last, so that an idle connection costs a round next to nothing.</summary>
        protected bool WantsRead;

        protected int End;
        private int _start;
        private int _count;
        private bool _hasUnread;

        /// <summary>A message is ready, but an answer to it would find no room yet.</summary>
        private bool _isHeld;

        /// <summary>All memory that the connection will need.</summary>
        protected Channel(
            ProtocolOptions options, FrameMask mask, EntropySource entropy, int receiveBufferSize, int sendBufferSize, WebSocketServerStatistics statistics)
        {
            Statistics = statistics;
            Input = new byte[receiveBufferSize];
            Protocol = new WebSocketProtocol(options, mask, entropy, Input, new byte[sendBufferSize]);
        }

        /// <summary>After <see cref="ReadMessage"/>: where the piece starts in <see cref="Input"/>. Fields, as a property costs a call.</summary>
        protected int PieceOffset;

        /// <summary>After <see cref="ReadMessage"/>: the length of the piece in bytes.</summary>
        protected int PieceCount;

        /// <summary>After <see cref="ReadMessage"/>: whether the piece ends its message.</summary>
        protected bool PieceEndsMessage;

        /// <summary>The reason the peer gave for closing; empty when it gave none.</summary>
        protected string CloseDescription { get; private set; }

        /// <summary>Takes a connection; its first bytes may be in the array already.</summary>
        protected void Attach(Transport transport)
        {
            Transport = transport;
            Protocol.Reset(0);
            End = 0;
            _start = 0;
            _count = 0;
            _hasUnread = false;
            _isHeld = false;
            WantsRead = true;
            WakeMs = 0;
            CloseDescription = string.Empty;
        }

        /// <summary>Switches to WebSocket: input from <paramref name="offset"/> to <see cref="End"/> came behind the handshake.</summary>
        protected void OpenProtocol(int offset, long nowMs)
        {
            Protocol.Open(nowMs);
            if (offset < End)
            {
                Protocol.Receive(Input, offset, End - offset, nowMs);
                _hasUnread = true;
            }
            else
            {
                End = 0;
            }
        }

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

            if (!WantsRead || !(isReadable || Transport.WaitReadable(0)))
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
                    Statistics.Received += read;
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
                        OnPong(Protocol.PayloadBuffer, Protocol.PayloadOffset, Protocol.PayloadCount);
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

        /// <summary>Sends what the transport takes now. Returns whether half of the send buffer is free after that.</summary>
        protected bool Flush()
        {
            lock (Protocol)
            {
                FlushLocked();
                return Protocol.CanReply;
            }
        }

        /// <summary>As <see cref="Flush"/>, with the lock on <see cref="Protocol"/> held.</summary>
        protected void FlushLocked()
        {
            Transport transport = Transport;
            while (Protocol.WantsWrite && transport != null)
            {
                int count = Protocol.PrepareOutput();
                int sent = transport.Write(Protocol.OutputBuffer, Protocol.OutputOffset, count);
                if (sent <= 0)
                {
                    if (sent < 0)
                    {
                        Protocol.Abort();
                    }

                    // The pump goes on from here, and the deadline for sending begins.
                    WakeMs = 0;
                    return;
                }

                Protocol.OutputSent(sent);
                if (Statistics != null)
                {
                    Statistics.Sent += sent;
                }
            }
        }

        /// <summary>Queues a whole message and sends what can be sent at once.</summary>
        internal bool Send(WebSocket owner, WebSocketMessageType messageType, byte[] buffer, int offset, int count)
        {
            lock (Protocol)
            {
                return Owner == owner && Sent(Protocol.TrySend(messageType, buffer, offset, count));
            }
        }

        /// <summary>Queues a part of a message and sends what can be sent at once.</summary>
        internal bool SendFragment(WebSocket owner, WebSocketMessageType messageType, byte[] buffer, int offset, int count, bool endOfMessage)
        {
            lock (Protocol)
            {
                return Owner == owner && Sent(Protocol.TrySendFragment(messageType, buffer, offset, count, endOfMessage));
            }
        }

        /// <summary>Queues a message that is framed already and sends what can be sent at once.</summary>
        internal bool SendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            lock (Protocol)
            {
                return Owner != null && Sent(Protocol.TrySendEncoded(header, headerOffset, headerCount, payload, payloadOffset, payloadCount));
            }
        }

        /// <summary>Queues a Ping and sends what can be sent at once.</summary>
        internal bool Ping(WebSocket owner, byte[] buffer, int offset, int count)
        {
            lock (Protocol)
            {
                return Owner == owner && Sent(Protocol.TryPing(buffer, offset, count));
            }
        }

        /// <summary>Starts the closing handshake.</summary>
        internal bool Close(WebSocket owner, WebSocketCloseStatus status, string description)
        {
            byte[] reason = string.IsNullOrEmpty(description) ? null : Encoding.UTF8.GetBytes(description);
            lock (Protocol)
            {
                if (Owner != owner)
                {
                    return false;
                }

                WakeMs = 0;
                return Sent(Protocol.TryClose(status, reason, 0, reason == null ? 0 : reason.Length));
            }
        }

        /// <summary>Gives the connection up; the pump closes the transport.</summary>
        internal void Abort(WebSocket owner)
        {
            lock (Protocol)
            {
                if (Owner == owner)
                {
                    WakeMs = 0;
                    Protocol.Abort();
                }
            }
        }

        /// <summary>The bytes that wait to be sent.</summary>
        internal int GetPendingCount(WebSocket owner)
        {
            lock (Protocol)
            {
                return Owner == owner ? Protocol.PendingCount : 0;
            }
        }

        /// <summary>Fails the connection with a status, from the pump.</summary>
        protected void Fail(WebSocketCloseStatus status)
        {
            lock (Protocol)
            {
                WakeMs = 0;
                Protocol.Fail(status);
                FlushLocked();
            }
        }

        /// <summary>Writes what waits and runs the deadlines that are due. Returns whether the transport should be closed.</summary>
        protected bool Settle(long nowMs)
        {
            lock (Protocol)
            {
                if (Protocol.WantsWrite)
                {
                    FlushLocked();
                }

                if (nowMs >= WakeMs)
                {
                    WakeMs = nowMs + Protocol.Tick(nowMs);
                    if (Protocol.WantsWrite)
                    {
                        FlushLocked();
                    }
                }

                WantsRead = Protocol.WantsRead && !_isHeld;
                return Protocol.WantsDisconnect;
            }
        }

        /// <summary>A Pong arrived; its payload is borrowed until the method returns.</summary>
        protected virtual void OnPong(byte[] buffer, int offset, int count)
        {
        }

        private bool Sent(bool isQueued)
        {
            if (isQueued && !IsInHandler)
            {
                FlushLocked();
            }

            return isQueued;
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
