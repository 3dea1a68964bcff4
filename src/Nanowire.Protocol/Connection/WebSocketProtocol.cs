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
    public sealed partial class WebSocketProtocol
    {
        private readonly ProtocolOptions _options;
        private readonly FrameDecoder _decoder;
        private readonly SendBuffer _send;
        private readonly bool _isServer;

        private WebSocketState _state;
        private ProtocolEvent _due;
        private bool _dropsInput;
        private bool _ended;
        private bool _disconnects;
        private int _openFragment;
        private int _closeStatus;
        private long _receivedMs;
        private long _messageMs;
        private long _pingSentMs;
        private long _closingSinceMs;
        private long _sendingSinceMs;

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
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            if (sendBuffer == null)
            {
                throw new ArgumentNullException(nameof(sendBuffer));
            }

            if (sendBuffer.Length < MinSendBufferSize)
            {
                throw new ArgumentException("the send buffer is below " + MinSendBufferSize.ToString() + " bytes", nameof(sendBuffer));
            }

            _options = options;
            _isServer = entropy == null;
            _decoder = new FrameDecoder(_isServer, options.Limits, mask, receiveScratch);
            _send = new SendBuffer(sendBuffer, mask, entropy);
        }

        /// <summary>The least size of a send buffer in bytes.</summary>
        public const int MinSendBufferSize = SendBuffer.MinCapacity;

        /// <summary>The bytes of a send buffer that no data frame takes, so that a Close frame always fits.</summary>
        public const int SendBufferReserve = SendBuffer.CloseReserve;

        /// <summary>Where the connection stands.</summary>
        public WebSocketState State => _state;

        /// <summary>
        /// Why it was closed: the peer's status (<see cref="WebSocketCloseStatus.Empty"/> where it sent none), or the one
        /// this end failed it with, or <see cref="WebSocketCloseStatus.AbnormalClosure"/>.
        /// </summary>
        public WebSocketCloseStatus CloseStatus => (WebSocketCloseStatus)(_closeStatus == 0 ? (int)WebSocketCloseStatus.AbnormalClosure : _closeStatus);

        /// <summary>Whether both Close frames were exchanged (RFC 6455 section 7.1.4).</summary>
        public bool WasClean => _state == WebSocketState.Closed;

        /// <summary>The rule that the peer broke.</summary>
        public Violation Violation => _decoder.Violation;

        /// <summary>
        /// Whether the transport should be closed now. A server closes first, a client waits for the server to do so
        /// (section 7.1.1), both within their deadline.
        /// </summary>
        public bool WantsDisconnect =>
            _disconnects || (_send.IsEmpty && (_state == WebSocketState.Closed ? _isServer || _ended : _state == WebSocketState.Aborted && _ended));

        /// <summary>Whether the transport should be read: not after its end, and not while answers would find no room.</summary>
        public bool WantsRead => !_ended && !_disconnects && (_dropsInput || CanReply);

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

            _state = WebSocketState.None;
            _due = ProtocolEvent.NeedInput;
            _dropsInput = false;
            _ended = false;
            _disconnects = false;
            _openFragment = 0;
            _closeStatus = 0;
            _pingSentMs = 0;
            _closingSinceMs = 0;
            _sendingSinceMs = 0;
            _decoder.Reset();
            _send.Reset(rawCount);
        }

        /// <summary>The opening handshake is done.</summary>
        public void Open(long nowMs)
        {
            _state = WebSocketState.Open;
            _receivedMs = nowMs;
            _messageMs = nowMs;
        }

        /// <summary>The peer's end of the connection was closed. What is not a complete closing handshake by now never will be.</summary>
        public void ReceiveEnd()
        {
            _ended = true;

            // The answer to the peer's Close, or the Close of a failed connection, may still wait to be sent.
            if (_state != WebSocketState.Closed && _state != WebSocketState.Aborted)
            {
                Abort();
            }
        }

        /// <summary>Gives the answer that the last event demands.</summary>
        /// <returns>False when a Pong finds no room now; the event comes again from <see cref="Read"/>.</returns>
        public bool Reply()
        {
            switch (_due)
            {
                case ProtocolEvent.Ping:
                    // After a Close frame nothing else may be sent (section 5.5.1), and no Pong is owed (section 5.5.2).
                    if (_state == WebSocketState.Open
                        && !_send.TryAppendControl(Opcode.Pong, _decoder.PayloadBuffer, _decoder.PayloadOffset, _decoder.PayloadCount))
                    {
                        return false;
                    }

                    break;
                case ProtocolEvent.Close:
                    AcceptClose();
                    break;
                case ProtocolEvent.Violation:
                    Fail(ViolationInfo.GetCloseStatus(_decoder.Violation));
                    break;
            }

            _due = ProtocolEvent.NeedInput;
            return true;
        }

        /// <summary>Starts the closing handshake (section 7.1.2). Nothing but control frames is received from here on.</summary>
        /// <param name="status">The status to send, which the peer will see.</param>
        /// <param name="reason">UTF-8, cut at a character's end at <see cref="Protocol.CloseStatus.MaxReasonSize"/> bytes; may be null.</param>
        /// <param name="offset">Where the reason starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when the connection is not open.</returns>
        /// <exception cref="ArgumentException">The status may not be sent, or the reason is not UTF-8 or not within its array.</exception>
        public bool TryClose(WebSocketCloseStatus status, byte[] reason, int offset, int count)
        {
            CheckStatus(status);
            if (reason == null)
            {
                count = 0;
            }
            else
            {
                CheckRange(reason, offset, count);
                if (Utf8.Validate(reason, offset, count, Utf8.Complete) != Utf8.Complete)
                {
                    throw new ArgumentException("the close reason is not UTF-8", nameof(reason));
                }
            }

            if (_state != WebSocketState.Open)
            {
                return false;
            }

            count = count > 0 ? Utf8.Truncate(reason, offset, count, Protocol.CloseStatus.MaxReasonSize) : 0;
            _send.AppendClose((int)status, reason, offset, count);
            _state = WebSocketState.CloseSent;
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
            if (_state == WebSocketState.Open)
            {
                _send.AppendClose((int)status, null, 0, 0);
            }

            if (_state == WebSocketState.Open || _state == WebSocketState.CloseSent)
            {
                _closeStatus = (int)status;
                _state = WebSocketState.Aborted;
                _dropsInput = true;
            }
        }

        /// <summary>Gives the connection up at once: nothing more is sent or received.</summary>
        public void Abort()
        {
            if (_state != WebSocketState.Closed)
            {
                _state = WebSocketState.Aborted;
            }

            _dropsInput = true;
            _disconnects = true;
        }

        private static void CheckStatus(WebSocketCloseStatus status)
        {
            if (!Protocol.CloseStatus.MayBeSent((int)status))
            {
                throw new ArgumentException("close status " + ((int)status).ToString() + " may not be sent", nameof(status));
            }
        }

        /// <summary>Answers a Close frame with its own status (section 5.5.1), or takes it as the answer to ours.</summary>
        private void AcceptClose()
        {
            bool hasStatus = _decoder.PayloadCount >= 2;
            int status = hasStatus
                ? (_decoder.PayloadBuffer[_decoder.PayloadOffset] << 8) | _decoder.PayloadBuffer[_decoder.PayloadOffset + 1]
                : 0;
            if (_state == WebSocketState.Open)
            {
                _send.AppendClose(status, null, 0, 0);
            }

            if (_state == WebSocketState.Open || _state == WebSocketState.CloseSent)
            {
                _closeStatus = hasStatus ? status : (int)WebSocketCloseStatus.Empty;
                _state = WebSocketState.Closed;
                _dropsInput = true;
            }
        }
    }
}
