using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// A client of a STOMP 1.2 or 1.1 broker on a WebSocket that the application has: a <see cref="ClientWebSocket"/> with the
    /// <see cref="GetSubProtocols"/>, or one that connects again by itself. It has no thread and no clock; the application puts
    /// <see cref="OnOpened"/>, <see cref="OnMessageReceived"/> and <see cref="OnClosed"/> on the events of the same names and
    /// calls <see cref="Tick"/> every some milliseconds.
    /// </summary>
    /// <remarks>
    /// What sends may be used from any thread; events come from the threads that call the four. Subscriptions outlive a connection: they are
    /// asked for again on the next. Nothing else is sent again: a frame whose receipt did not come is the application's. A WebSocket that
    /// keeps messages for the next connection must keep none here, since a frame belongs to its session.
    /// </remarks>
    public sealed partial class StompClient
    {
        /// <summary>What a sending member returns when the frame was not sent: not connected, no room for another receipt or subscription.</summary>
        public const int Refused = -1;

        /// <summary>Where it stands.</summary>
        public StompState State;

        /// <summary>Why the last connection ended, or what it is about to end for; reset by the next.</summary>
        public StompFailure Failure;

        /// <summary>What was wrong, when Failure is Violation.</summary>
        public StompViolation Violation;

        /// <summary>Whether 1.1 was agreed on rather than 1.2.</summary>
        public bool IsVersion11;

        /// <summary>The agreed intervals in milliseconds at which this end sends, and receives, something; 0 for none.</summary>
        public int SendIntervalMs;

        /// <summary>As <see cref="SendIntervalMs"/>, the other way.</summary>
        public int ReceiveIntervalMs;

        /// <summary>Messages of subscriptions that had ended.</summary>
        public int MessagesDropped;

        /// <summary>CONNECTED came. Subscriptions have been asked for again.</summary>
        public event StompClientHandler Connected;

        /// <summary>The connection is over; Failure says why.</summary>
        public event StompClientHandler Disconnected;

        /// <summary>A message of a subscription came.</summary>
        public event StompMessageHandler MessageReceived;

        /// <summary>The broker sent ERROR, after which it ends the connection.</summary>
        public event StompErrorHandler ErrorReceived;

        /// <summary>A receipt came, or will not.</summary>
        public event StompReceiptHandler ReceiptReceived;

        private readonly StompWords _words = StompWords.Get();
        private readonly StompClientOptions _options;
        private readonly StompDecoder _decoder;

        /// <summary>Also the lock for what follows and for State.</summary>
        private readonly StompEncoder _encoder;
        private readonly ReceiptTable _receipts;
        private readonly SubscriptionTable _subscriptions;
        private readonly byte[] _heartBeat = new byte[] { (byte)'\n' };
        private WebSocket _socket;
        private int _disconnectReceipt;

        /// <summary>What was since the last Tick, and when that was seen; the deadline of CONNECTED, 0 until a Tick sees it.</summary>
        private bool _hasReceived;
        private bool _hasSent;
        private long _receivedMs;
        private long _sentMs;
        private long _connectDueMs;

        /// <summary>Reserves the memory; nothing is sent yet.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is missing or out of range; the message names the numbers.</exception>
        public StompClient(StompClientOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            options.Validate();
            _options = options;
            _decoder = new StompDecoder(options.Limits);
            _encoder = new StompEncoder(options.SendBufferSize);
            _receipts = new ReceiptTable(options.MaxReceipts);
            _subscriptions = new SubscriptionTable(options.MaxSubscriptions);

            // For what it throws.
            options.WriteConnect(_encoder, "1.1,1.2");
        }

        /// <summary>What the WebSocket's options need as SubProtocols.</summary>
        public static string[] GetSubProtocols()
        {
            return new string[] { "v12.stomp", "v11.stomp" };
        }

        /// <summary>For the event Opened of the WebSocket: asks for a session.</summary>
        public void OnOpened(WebSocket socket)
        {
            bool isSent;
            lock (_encoder)
            {
                _socket = socket;
                _decoder.Reset();
                _encoder.IsVersion11 = false;
                State = StompState.Connecting;
                Failure = StompFailure.None;
                Violation = StompViolation.None;
                IsVersion11 = false;
                SendIntervalMs = 0;
                ReceiveIntervalMs = 0;
                _disconnectReceipt = ReceiptTable.None;
                _connectDueMs = 0;
                isSent = Transmit(_options.WriteConnect(_encoder, socket.SubProtocol == "v11.stomp" ? "1.1" : "1.1,1.2"), WebSocketMessageType.Text);
            }

            if (!isSent)
            {
                GiveUp(StompFailure.SendFailed);
            }
        }

        /// <summary>For the event MessageReceived of the WebSocket; where frames lie in its messages does not matter.</summary>
        public void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (State == StompState.Disconnected || Failure != StompFailure.None)
            {
                return;
            }

            _hasReceived = true;
            _decoder.SetInput(buffer, offset, count);
            while (Failure == StompFailure.None)
            {
                StompEvent found = _decoder.Read();
                if (found == StompEvent.NeedInput)
                {
                    return;
                }

                if (found == StompEvent.Frame)
                {
                    TakeFrame(_decoder.Frame);
                }
                else if (found == StompEvent.Violation)
                {
                    Break(_decoder.Violation);
                }
            }
        }

        /// <summary>For the event Closed of the WebSocket.</summary>
        public void OnClosed(WebSocket socket)
        {
            lock (_encoder)
            {
                if (State == StompState.Disconnected)
                {
                    return;
                }

                if (Failure == StompFailure.None && State != StompState.Disconnecting)
                {
                    Failure = StompFailure.ConnectionLost;
                }

                State = StompState.Disconnected;
            }

            while (true)
            {
                int number;
                lock (_encoder)
                {
                    number = _receipts.TakeAny();
                }

                if (number == ReceiptTable.None)
                {
                    break;
                }

                RaiseReceipt(number, false);
            }

            Raise(Disconnected);
        }

        /// <summary>Sends heart-beats and keeps the deadlines. To be called more often than a quarter of the shortest interval is long.</summary>
        /// <param name="nowMs">Milliseconds since any moment, 0 or more, such as Environment.TickCount64.</param>
        public void Tick(long nowMs)
        {
            StompFailure failure;
            lock (_encoder)
            {
                failure = TickLocked(nowMs);
            }

            if (failure != StompFailure.None)
            {
                GiveUp(failure);
            }

            while (State != StompState.Disconnected)
            {
                int number;
                lock (_encoder)
                {
                    number = _receipts.TakeLate(nowMs, _options.ReceiptTimeoutMs);
                }

                if (number == ReceiptTable.None)
                {
                    return;
                }

                TakeReceipt(number, false);
            }
        }

        /// <summary>For the outbox: ends the connection because a receipt is late. Returns false when it is about to end already.</summary>
        internal bool GiveUpLate()
        {
            if (State != StompState.Connected || Failure != StompFailure.None)
            {
                return false;
            }

            GiveUp(StompFailure.ReceiptTimeout);
            return true;
        }

        /// <summary>For the outbox: a message of that size with these headers and a receipt must fit a frame.</summary>
        internal void RequireRoom(byte[] headers, int count)
        {
            lock (_encoder)
            {
                _encoder.Begin(StompCommand.Send);
                _encoder.AddSpace(_words.Receipt, ReceiptTable.MaxDigits);
                _encoder.AddLines(headers);
                if (_encoder.End(new byte[count], 0, count) == 0)
                {
                    throw TooLarge();
                }
            }
        }

        private StompFailure TickLocked(long nowMs)
        {
            if (State == StompState.Disconnected || Failure != StompFailure.None)
            {
                return StompFailure.None;
            }

            if (_hasReceived)
            {
                _hasReceived = false;
                _receivedMs = nowMs;
            }

            if (_hasSent)
            {
                _hasSent = false;
                _sentMs = nowMs;
            }

            if (State == StompState.Connecting)
            {
                if (_connectDueMs == 0)
                {
                    _connectDueMs = nowMs + _options.ConnectTimeoutMs;
                }

                return nowMs < _connectDueMs ? StompFailure.None : StompFailure.ConnectTimeout;
            }

            // A quarter early, so that what a Tick sees late is still in time.
            if (SendIntervalMs != 0 && nowMs - _sentMs >= SendIntervalMs - (SendIntervalMs >> 2) && SendHeartBeat())
            {
                _hasSent = false;
                _sentMs = nowMs;
            }

            return ReceiveIntervalMs != 0 && nowMs - _receivedMs >= (long)ReceiveIntervalMs + _options.HeartBeatToleranceMs
                ? StompFailure.HeartBeatTimeout : StompFailure.None;
        }

        /// <summary>Ends the connection for a failure. Abort, since closing would also stop a WebSocket that connects again by itself.</summary>
        private void GiveUp(StompFailure failure)
        {
            Failure = failure;
            WebSocket socket = _socket;
            if (socket != null)
            {
                socket.Abort();
            }
        }

        private void Break(StompViolation violation)
        {
            Violation = violation;
            GiveUp(StompFailure.Violation);
        }

        private void Raise(StompClientHandler handler)
        {
            if (handler != null)
            {
                handler(this);
            }
        }
    }
}
