using System;
using System.Threading;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>
    /// A WebSocket client that connects again whenever its connection is over, and is one connection to its application: with events,
    /// sends from any thread, and memory that is reserved at construction. <see cref="Start"/> runs it on a thread of its own; or
    /// an application calls <see cref="RunOnce"/>. Handlers get this object and run on that thread, the pump's.
    /// </summary>
    /// <remarks>
    /// A message is sent at most once: one that was handed to a connection which then was lost is gone, and only an answer of the server's
    /// tells. One that went out in part only counts as offline.
    /// <code>
    /// state      leaves when                                          to
    /// waiting    the wait is over, NetworkAvailable                   connecting
    /// connecting the handshake succeeds / fails                       open / waiting
    /// open       the connection is over                               waiting
    /// any        Stop, Dispose, the hook says no, no wait would help  stopped
    /// </code>
    /// </remarks>
    public sealed partial class ReconnectingClient : WebSocket, IDisposable
    {
        private const int RestWaitMs = 20;
        private const int OfflineWaitMs = 1000;
        private const int NoThread = -1;

        /// <summary>Where the next attempt connects to; the hook may change it.</summary>
        public string Uri;

        /// <summary>The options of the connections; see <see cref="BeforeAttemptHandler"/> for what may be changed.</summary>
        public readonly ClientWebSocketOptions ClientOptions;

        /// <summary>Asked before each attempt; null for none.</summary>
        public BeforeAttemptHandler BeforeAttempt;

        /// <summary>Why the last attempt failed, or what a hook or handler threw; null after an attempt that succeeded. For reading, as what follows.</summary>
        public Exception LastError;

        /// <summary>The wait in milliseconds that was decided on last.</summary>
        public int DelayMs;

        /// <summary>Attempts to connect.</summary>
        public int Attempts;

        /// <summary>Attempts that opened a connection.</summary>
        public int Openings;

        /// <summary>Messages that had to leave the queue for newer ones.</summary>
        public int MessagesDropped;

        /// <summary>Sends that were refused.</summary>
        public int MessagesRefused;

        private readonly ReconnectOptions _options;
        private readonly ClientWebSocket _client;
        private readonly ReconnectClock _clock;
        private readonly OfflineQueue _queue;

        /// <summary>Ends a wait; and what it is locked for: _delay, _dueMs, _notBeforeMs, _networkCame, _hasThread.</summary>
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly RetryDelay _delay;
        private long _dueMs;

        /// <summary>What the server asked for, which no network event shortens.</summary>
        private long _notBeforeMs;

        /// <summary>The network came up during an attempt, which may be the reason for its failure.</summary>
        private bool _networkCame;
        private bool _hasThread;

        private bool _isOpen;
        private long _openedMs;
        private bool _isStopping;
        private bool _isStopped;

        /// <summary>Makes the client and reserves its memory; nothing is connected yet.</summary>
        /// <param name="uri">Such as "ws://192.168.1.20/ws".</param>
        /// <param name="options">With a DeviceId at least.</param>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> or <paramref name="uri"/> is null.</exception>
        /// <exception cref="ArgumentException">It is not a ws or wss URI, or an option is out of range; the message names the numbers.</exception>
        /// <exception cref="NotSupportedException">It is a wss URI, and the client's options have no connector that speaks TLS.</exception>
        public ReconnectingClient(string uri, ReconnectOptions options)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            options.Validate();
            _options = options;
            Uri = uri;
            ClientOptions = options.Client ?? new ClientWebSocketOptions();
            if (new WebSocketUri(uri).IsSecure && ClientOptions.Connector == null)
            {
                throw new NotSupportedException("wss:// takes a connector with TLS");
            }

            _clock = options.Clock ?? new ReconnectClock();
            _delay = new RetryDelay(options, options.Entropy ?? new SeededEntropy(options.DeviceId));
            _queue = new OfflineQueue(options.MaxQueuedMessages, options.MaxQueuedBytes);
            _client = new ClientWebSocket(ClientOptions);
            _client.MessageReceived += OnMessageReceived;
        }

        /// <summary>A connection was opened: the place to subscribe again. What is sent here goes before all that waited.</summary>
        public event WebSocketHandler Opened;

        /// <summary>A message, or a piece of one, arrived.</summary>
        public event MessageReceivedHandler MessageReceived;

        /// <summary>A connection is over; CloseStatus says why, DelayMs when the next attempt is due.</summary>
        public event WebSocketHandler Closed;

        /// <summary>It does not try any more: Stop, Dispose, the hook said no, or an error that no wait would mend; then LastError has it.</summary>
        public event WebSocketHandler Stopped;

        /// <summary>
        /// Runs it on a thread of its own, from an attempt at once (or when the server allows it) until it is stopped. After a Stop it may be
        /// started again; what is in the queue is still there.
        /// </summary>
        public void Start()
        {
            lock (_wake)
            {
                _isStopping = false;
                _isStopped = false;
                _dueMs = _notBeforeMs;
                if (!_hasThread)
                {
                    // One that has not ended yet goes on instead.
                    _hasThread = true;
                    PumpThread.Start(Run);
                }
            }
        }

        /// <summary>
        /// One round: of the open connection, or of the wait for the next attempt; or an attempt, which takes as long as ConnectTimeoutMs and
        /// HandshakeTimeoutMs allow.
        /// </summary>
        /// <param name="waitMs">How long to wait at most in milliseconds where there is nothing to do; 0 only looks.</param>
        /// <returns>False when it is stopped.</returns>
        public bool RunOnce(int waitMs)
        {
            if (_isOpen)
            {
                if (_isStopping && _client.State == WebSocketState.Open)
                {
                    // Stop may have come between the handshake and here.
                    _client.Close();
                }

                SendQueued();
                if (!_client.RunOnce(waitMs))
                {
                    End();
                }

                return true;
            }

            if (_isStopping)
            {
                if (!_isStopped)
                {
                    _isStopped = true;
                    Raise(Stopped);
                }

                return false;
            }

            long leftMs = _dueMs - _clock.NowMs;
            if (leftMs <= 0)
            {
                Attempt();
            }
            else if (waitMs > 0)
            {
                _wake.WaitOne(leftMs < waitMs ? (int)leftMs : waitMs, false);
            }

            return true;
        }

        /// <summary>
        /// The network came up: an attempt at once, unless the server asked for a later one, and the backoff begins anew. An open connection is
        /// left alone; keep-alive finds out whether it lives.
        /// </summary>
        public void NetworkAvailable()
        {
            lock (_wake)
            {
                if (_isOpen)
                {
                    return;
                }

                _networkCame = true;
                _delay.Reset();
                _dueMs = _notBeforeMs;
            }

            _wake.Set();
        }

        /// <summary>
        /// No more attempts; an open connection is closed with a closing handshake. Returns at once; Stopped tells of the end, which a
        /// connector that is still connecting may delay by ConnectTimeoutMs.
        /// </summary>
        public void Stop()
        {
            Close(WebSocketCloseStatus.NormalClosure, null);
        }

        /// <summary>As <see cref="Stop"/>, with a status and a reason for the server.</summary>
        /// <inheritdoc/>
        public override bool Close(WebSocketCloseStatus status, string description)
        {
            bool isClosing = _client.Close(status, description);
            _isStopping = true;
            if (_client.State == WebSocketState.Connecting)
            {
                _client.Abort();
            }

            _wake.Set();
            return isClosing;
        }

        /// <summary>Gives up the connection at once, for which a new one is opened after the usual wait; <see cref="Dispose"/> ends both.</summary>
        public override void Abort()
        {
            _client.Abort();
        }

        /// <summary>No more attempts, and what is open is given up. Returns at once; the events come from the pump's thread.</summary>
        public void Dispose()
        {
            _isStopping = true;
            if (_hasThread)
            {
                _client.Abort();
            }
            else
            {
                // There may be no further round that would close the transport.
                _client.Dispose();
            }

            _wake.Set();
        }
    }
}
