using System;
using System.Threading;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A WebSocket client. Connect, then either call <see cref="Receive"/>, which waits, or take events: from
    /// <see cref="Start"/> on a thread of the client's own, or from calls of <see cref="RunOnce"/>. Sends may come from any
    /// thread; they wait until the message is in the send buffer, or throw.
    /// </summary>
    /// <remarks>Memory is reserved at construction; after it a message costs no garbage. A client may connect again when its connection is over.</remarks>
    public sealed partial class ClientWebSocket : WebSocket, IDisposable
    {
        private const int RestWaitMs = 20;
        private const int NoThread = -1;
        private const int NewThread = -2;

        private readonly ClientWebSocketOptions _options;
        private readonly ClientChannel _channel;
        private readonly WebSocketReceiveResult _result = new WebSocketReceiveResult();

        /// <summary>The thread that takes events, by its number; one that was started says its own as soon as it runs.</summary>
        private int _threadId = NoThread;

        /// <summary>Whether the last connection that ended was closed cleanly; a handler may have connected anew by then.</summary>
        private bool _wasClean;

        /// <summary>A client with the default options.</summary>
        public ClientWebSocket()
            : this(new ClientWebSocketOptions())
        {
        }

        /// <summary>Reserves the memory of the connection.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range; the message names the numbers.</exception>
        public ClientWebSocket(ClientWebSocketOptions options)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            options.Validate();
            _options = options;
            _channel = new ClientChannel(options, new RandomEntropy());
            Channel = _channel;
        }

        /// <summary>The connection was opened; raised by Connect.</summary>
        public event WebSocketHandler Opened;

        /// <summary>A message, or a piece of one, arrived; not raised when Receive is used.</summary>
        public event MessageReceivedHandler MessageReceived;

        /// <summary>The connection is over.</summary>
        public event WebSocketHandler Closed;

        /// <summary>Waits for a message, or the next piece of one, and copies it into the caller's buffer.</summary>
        /// <param name="buffer">Gets the bytes.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many at most, at least 1.</param>
        /// <returns>
        /// What arrived; the same object every time. When the server has closed the connection, a Close with its status.
        /// </returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or empty.</exception>
        /// <exception cref="InvalidOperationException">The client is not connected, or takes events.</exception>
        /// <exception cref="WebSocketException">
        /// The connection was lost or failed; CloseStatus says with what. Or nothing arrived within ReceiveTimeoutMs (Error is Timeout); then
        /// the connection is as it was.
        /// </exception>
        public WebSocketReceiveResult Receive(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer, nameof(buffer));
            if (offset < 0 || count < 1 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            RequirePump();
            WebSocketReceiveResult result = _result;
            result.CloseStatus = 0;
            result.CloseStatusDescription = null;
            long deadlineMs = _options.ReceiveTimeoutMs == 0 ? long.MaxValue : Environment.TickCount64 + _options.ReceiveTimeoutMs;
            while (!_channel.TryTake(buffer, offset, count, result))
            {
                if (_channel.IsOver)
                {
                    Finish();
                    if (!_wasClean)
                    {
                        throw new WebSocketException("the connection was lost", WebSocketError.ConnectionClosed, 0);
                    }

                    result.Count = 0;
                    result.MessageType = WebSocketMessageType.Close;
                    result.EndOfMessage = true;
                    break;
                }

                if (!_channel.Wait(deadlineMs))
                {
                    throw WebSocketException.Late("receiving", _options.ReceiveTimeoutMs);
                }
            }

            return result;
        }

        /// <summary>Takes events on a thread of the client's own, until the connection is over.</summary>
        /// <exception cref="InvalidOperationException">The client is not connected, or takes events already.</exception>
        public void Start()
        {
            RequirePump();
            _threadId = NewThread;
            Platform.StartThread(Run);
        }

        /// <summary>
        /// One round of the client: reads, calls handlers, writes and keeps the deadlines; where nothing happened it waits for
        /// something that the next round finds.
        /// </summary>
        /// <param name="waitMs">How long to wait at most in milliseconds; 0 only looks.</param>
        /// <returns>False when the connection is over.</returns>
        public bool RunOnce(int waitMs)
        {
            return Round(waitMs, _options.AllowPartialMessages);
        }

        /// <summary>
        /// Where Receive is used: closes the connection and waits for the end of the closing handshake, dropping messages
        /// that still arrive, at most CloseTimeoutMs.
        /// </summary>
        /// <returns>Whether the connection was closed cleanly.</returns>
        /// <exception cref="InvalidOperationException">The client takes events.</exception>
        public bool CloseAndWait(WebSocketCloseStatus status, string description)
        {
            if (_channel.Owner != null)
            {
                RequirePump();
            }

            Close(status, description);
            while (Round(RestWaitMs, true))
            {
                // Messages are dropped on the way, whole or not.
            }

            return _wasClean;
        }

        /// <summary>Gives up what is open, at once; a <see cref="Receive"/> that waits on another thread throws.</summary>
        public void Dispose()
        {
            Abort();
            if (_threadId == NoThread)
            {
                Finish();
            }
        }

        internal void RaiseMessageReceived(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            MessageReceivedHandler handler = MessageReceived;
            if (handler != null)
            {
                handler(this, buffer, offset, count, messageType, endOfMessage);
            }
        }

        private bool Round(int waitMs, bool allowsPartialMessages)
        {
            if (_channel.Owner == null)
            {
                return false;
            }

            bool isActive = _channel.Work(this, allowsPartialMessages);
            if (_channel.IsOver)
            {
                Finish();
                return false;
            }

            if (!isActive)
            {
                _channel.Wait(Environment.TickCount64 + waitMs);
            }

            return true;
        }

        private void Run()
        {
            int id = Thread.CurrentThread.ManagedThreadId;
            _threadId = id;
            do
            {
                try
                {
                    RunOnce(RestWaitMs);
                }
                catch (Exception)
                {
                    // A Closed handler threw, or the transport was taken away under a wait; the next round sees the end.
                    Thread.Sleep(1);
                }
            }
            while (_threadId == id);
        }

        private void RequirePump()
        {
            if (_channel.Owner == null)
            {
                throw new InvalidOperationException("the client is not connected");
            }

            if (_threadId != NoThread && _threadId != Thread.CurrentThread.ManagedThreadId)
            {
                throw new InvalidOperationException("another thread takes the events");
            }
        }

        private void Finish()
        {
            if (!_channel.Shut())
            {
                return;
            }

            // The handler may connect and start anew; Receive and CloseAndWait tell of the connection that ended.
            _threadId = NoThread;
            bool wasClean = StateWithout == WebSocketState.Closed;
            _result.CloseStatus = CloseStatus;
            _result.CloseStatusDescription = CloseStatusDescription;
            WebSocketHandler handler = Closed;
            if (handler != null)
            {
                handler(this);
            }

            _wasClean = wasClean;
        }
    }
}
