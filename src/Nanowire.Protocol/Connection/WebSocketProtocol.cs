using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// One WebSocket connection after its opening handshake (RFC 6455 sections 5 to 7), without I/O: bytes in, events out,
    /// bytes out. It is reusable: <see cref="Reset"/> makes it ready for the next connection in its place.
    /// </summary>
    /// <remarks>
    /// States (<see cref="State"/>) and what moves them; each moves only when the frame that announces it is queued:
    /// <code>
    /// None       --Open-->                    Open
    /// Open       --TryClose, idle-->          CloseSent      a Close frame is queued
    /// Open       --peer's Close, Reply-->     Closed         the answer is queued, input is dropped from here on
    /// CloseSent  --peer's Close, Reply-->     Closed
    /// Open, CloseSent --Violation, Fail-->    Aborted        a Close frame is queued when none was; input is dropped
    /// any but Closed --end, Abort, deadline-->Aborted
    /// </code>
    /// There are two halves, for two threads at most: Receive, ReceiveEnd and Read (with the payload properties) take
    /// input apart and touch nothing else; all other members belong to the sending half and want one lock around them
    /// when several threads send. An event that demands an answer is answered by <see cref="Reply"/>, in the sending half.
    /// </remarks>
    public partial class WebSocketProtocol
    {
        /// <summary>Where the connection stands; from Closed on input is dropped. A field, as it is asked for all the time; read only.</summary>
        public WebSocketState State;

        private ProtocolOptions _options;
        internal ProtocolEvent Due;
        private bool _ended;
        private int _openFragment;
        private int _closeStatus;
        internal long ReceivedMs;
        internal long MessageMs;
        internal long PingSentMs;
        private long _closingSinceMs;
        internal long SendingSinceMs;

        /// <summary>Takes the arrays into use; they belong to this object from now on.</summary>
        /// <param name="options">Limits and deadlines; may serve many connections.</param>
        /// <param name="mask">May serve all connections whose masking is done by one thread.</param>
        /// <param name="entropy">Where a client's masking keys come from; null makes this the server's end.</param>
        /// <param name="receiveScratch">Its last <see cref="FrameDecoder.ScratchSize"/> bytes are used.</param>
        /// <param name="sendBuffer">At least <see cref="MinSendBufferSize"/> bytes.</param>
        /// <exception cref="ArgumentNullException">An argument other than the entropy is null.</exception>
        /// <exception cref="ArgumentException">An array is too small.</exception>
        public WebSocketProtocol(ProtocolOptions options, FrameMask mask, EntropySource entropy, byte[] receiveScratch, byte[] sendBuffer)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            ArgumentNullException.ThrowIfNull(sendBuffer, nameof(sendBuffer));
            if (sendBuffer.Length < MinSendBufferSize)
            {
                throw new ArgumentException("sendBuffer has " + sendBuffer.Length.ToString() + " bytes, below " + MinSendBufferSize.ToString());
            }

            _options = options;
            Entropy = entropy;
            OutputBuffer = sendBuffer;
            FrameCapacity = sendBuffer.Length - SendBufferReserve;
            Decoder = new FrameDecoder(entropy == null, options.Limits, mask, receiveScratch);
            EndBorrowing();
        }

        /// <summary>
        /// Why it was closed: the peer's status (<see cref="WebSocketCloseStatus.Empty"/> where it sent none), or the one
        /// this end failed it with, or <see cref="WebSocketCloseStatus.AbnormalClosure"/>.
        /// </summary>
        public WebSocketCloseStatus CloseStatus => (WebSocketCloseStatus)(_closeStatus == 0 ? (int)WebSocketCloseStatus.AbnormalClosure : _closeStatus);

        /// <summary>Whether both Close frames were exchanged (RFC 6455 section 7.1.4).</summary>
        public bool WasClean => State == WebSocketState.Closed;

        /// <summary>
        /// Whether the transport should be closed now. A server closes first, a client waits for the server to do so
        /// (section 7.1.1), both within their deadline.
        /// </summary>
        public bool WantsDisconnect =>
            State >= WebSocketState.Closed && Tail == 0 && (_ended || (State == WebSocketState.Closed && Entropy == null));

        /// <summary>Whether the transport should be read: not after its end, and not while answers would find no room.</summary>
        public bool WantsRead => !_ended && CanReply;

        /// <summary>Makes this object ready for another connection.</summary>
        /// <param name="rawCount">
        /// The first bytes of the send buffer, written there by the caller (a handshake's head), go out as they are; at
        /// most its size less <see cref="SendBufferReserve"/>.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">It is below 0, or a Close frame would not fit behind it.</exception>
        public void Reset(int rawCount)
        {
            if (rawCount < 0 || rawCount > FrameCapacity)
            {
                throw new ArgumentOutOfRangeException(nameof(rawCount));
            }

            State = WebSocketState.None;
            CopyLimit = -1;
            Due = ProtocolEvent.NeedInput;
            _ended = false;
            _openFragment = 0;
            _closeStatus = 0;
            PingSentMs = 0;
            _closingSinceMs = 0;
            SendingSinceMs = 0;
            OutputOffset = 0;
            Tail = rawCount;
            if (Borrowed != null)
            {
                EndBorrowing();
            }

            Decoder.Reset();
        }

        /// <summary>Other limits and deadlines from here on; between connections, as a message must not meet two.</summary>
        internal void UseOptions(ProtocolOptions options)
        {
            _options = options;
            Decoder.Limits = options.Limits;
        }

        /// <summary>The opening handshake is done.</summary>
        public void Open(long nowMs)
        {
            State = WebSocketState.Open;
            SetCopyLimit();
            ReceivedMs = nowMs;
            MessageMs = nowMs;
        }

        /// <summary>The peer's end of the connection was closed. What is not a complete closing handshake by now never will be.</summary>
        public void ReceiveEnd()
        {
            _ended = true;

            // The answer to the peer's Close, or the Close of a failed connection, may still wait to be sent.
            if (State < WebSocketState.Closed)
            {
                Abort();
            }
        }

        /// <summary>Gives the answer that the last event demands.</summary>
        /// <returns>False when a Pong finds no room now; the event comes again from <see cref="Read"/>.</returns>
        public bool Reply()
        {
            switch (Due)
            {
                case ProtocolEvent.Ping:
                    // After a Close frame nothing else may be sent (section 5.5.1), and no Pong is owed (section 5.5.2).
                    if (State == WebSocketState.Open
                        && !TryAppendControl(Opcode.Pong, Decoder.PayloadBuffer, Decoder.PayloadOffset, Decoder.PayloadCount))
                    {
                        return false;
                    }

                    break;
                case ProtocolEvent.Close:
                    AcceptClose();
                    break;
                case ProtocolEvent.Violation:
                    Fail(ViolationInfo.GetCloseStatus(Decoder.Violation));
                    break;
            }

            Due = ProtocolEvent.NeedInput;
            return true;
        }

        /// <summary>Starts the closing handshake (section 7.1.2). Nothing but control frames is received from here on.</summary>
        /// <param name="status">The status to send, which the peer will see; <see cref="WebSocketCloseStatus.Empty"/> without a reason for none.</param>
        /// <param name="reason">UTF-8, cut at a character's end at <see cref="Protocol.CloseStatus.MaxReasonSize"/> bytes; may be null.</param>
        /// <param name="offset">Where the reason starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when the connection is not open.</returns>
        /// <exception cref="ArgumentException">The status may not be sent, or the reason is not UTF-8 or not within its array.</exception>
        public bool TryClose(WebSocketCloseStatus status, byte[] reason, int offset, int count)
        {
            if (reason == null)
            {
                count = 0;
            }
            else
            {
                Ascii.CheckRange(reason, offset, count);
                if (Utf8.Validate(reason, offset, count, Utf8.Complete) != Utf8.Complete)
                {
                    throw new ArgumentException("the reason is not UTF-8");
                }
            }

            // 1005 is not sent: it is what the peer makes of a Close frame without a body (section 7.1.5).
            bool isEmpty = status == WebSocketCloseStatus.Empty && count == 0;
            if (!isEmpty)
            {
                CheckStatus(status);
            }

            if (State != WebSocketState.Open)
            {
                return false;
            }

            count = count > 0 ? Utf8.Truncate(reason, offset, count, Protocol.CloseStatus.MaxReasonSize) : 0;
            AppendClose(isEmpty ? 0 : (int)status, reason, offset, count);
            MoveTo(WebSocketState.CloseSent);
            return true;
        }

        /// <summary>
        /// Fails the connection (section 7.1.7): sends a Close frame with the status when none was sent, and drops input
        /// from here on.
        /// </summary>
        /// <exception cref="ArgumentException">The status may not be sent.</exception>
        public void Fail(WebSocketCloseStatus status)
        {
            CheckStatus(status);
            if (State == WebSocketState.Open)
            {
                AppendClose((int)status, null, 0, 0);
            }

            if (State < WebSocketState.Closed && State != WebSocketState.None)
            {
                _closeStatus = (int)status;
                MoveTo(WebSocketState.Aborted);
            }
        }

        /// <summary>Gives the connection up at once: what waits is dropped, nothing more is sent or received.</summary>
        public void Abort()
        {
            if (State != WebSocketState.Closed)
            {
                MoveTo(WebSocketState.Aborted);
            }

            _ended = true;
            OutputOffset = 0;
            Tail = 0;
        }

        private static void CheckStatus(WebSocketCloseStatus status)
        {
            if (!Protocol.CloseStatus.MayBeSent((int)status))
            {
                throw new ArgumentException("status " + ((int)status).ToString() + " may not be sent");
            }
        }

        /// <summary>Answers a Close frame with its own status (section 5.5.1), or takes it as the answer to ours.</summary>
        private void AcceptClose()
        {
            byte[] body = Decoder.PayloadBuffer;
            int offset = Decoder.PayloadOffset;
            int status = Decoder.PayloadCount < 2 ? 0 : (body[offset] << 8) | body[offset + 1];
            if (State == WebSocketState.Open)
            {
                AppendClose(status, null, 0, 0);
            }

            if (State < WebSocketState.Closed && State != WebSocketState.None)
            {
                _closeStatus = status != 0 ? status : (int)WebSocketCloseStatus.Empty;
                MoveTo(WebSocketState.Closed);
            }
        }

        /// <summary>To a state in which no message is taken.</summary>
        private void MoveTo(WebSocketState state)
        {
            State = state;
            CopyLimit = -1;
        }
    }
}
