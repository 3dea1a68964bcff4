using System;
using System.Collections.Generic;
using System.Threading;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Fleet
{
    /// <summary>
    /// What a device has for its way to the brokers: Nanowire.Reconnect with Nanowire.Stomp on top, on one thread, going from node to node with each
    /// attempt; and a record of how it came back.
    /// </summary>
    internal abstract class StompLink : IDisposable
    {
        private const int WaitMs = 100;
        private const int StackSize = 256 * 1024;

        private readonly ReconnectOptions _options;
        private readonly ReconnectingClient _socket;
        private readonly Thread _thread;
        private readonly List<Outage> _outages = [];
        private volatile bool _isConnected;
        private volatile bool _isDisposed;
        private int _attemptsBefore;
        private int _givenUp;
        private long _lostMs;

        /// <param name="number">Tells it from all others.</param>
        /// <param name="uris">The nodes.</param>
        /// <param name="receiveBufferSize">As of the WebSocket.</param>
        /// <param name="maxReceipts">As of the STOMP client.</param>
        protected StompLink(int number, string[] uris, int receiveBufferSize, int maxReceipts)
        {
            _options = new ReconnectOptions
            {
                DeviceId = BitConverter.GetBytes(number),
                Client = new ClientWebSocketOptions
                {
                    SubProtocols = StompClient.GetSubProtocols(),
                    ReceiveBufferSize = receiveBufferSize,
                    AllowPartialMessages = true,
                    MaxMessageSize = 1 << 20,
                },
            };
            _socket = new ReconnectingClient(uris[0], _options)
            {
                BeforeAttempt = socket =>
                {
                    CheckWait(socket);
                    socket.Uri = uris[(number + socket.Attempts) % uris.Length];
                    return true;
                },
            };
            Stomp = new StompClient(new StompClientOptions { Host = "/", Login = "guest", Passcode = "guest", MaxReceipts = maxReceipts });
            _socket.Opened += Stomp.OnOpened;
            _socket.MessageReceived += Stomp.OnMessageReceived;
            _socket.Closed += Stomp.OnClosed;
            _socket.Closed += OnClosed;
            Stomp.Connected += OnConnected;
            Stomp.ErrorReceived += (_, error) => LastError = error.GetString("message");
            _thread = new Thread(Run, StackSize) { IsBackground = true };
        }

        /// <summary>Whether it has a session.</summary>
        internal bool IsConnected => _isConnected;

        /// <summary>Why the last session failed, where the broker said it.</summary>
        internal string LastError { get; private set; }

        /// <summary>Waits that were longer than the backoff allows; there should be none.</summary>
        internal int LateWaits { get; private set; }

        /// <summary>Sessions that this end gave up.</summary>
        internal virtual int GivenUp => _givenUp;

        protected StompClient Stomp { get; }

        public void Dispose()
        {
            End();
            if (_thread.IsAlive)
            {
                _thread.Join();
            }

            _socket.Dispose();
        }

        /// <summary>For the message of a wait that was in vain.</summary>
        public override string ToString()
        {
            return _socket.Uri + " " + Stomp.State + (LastError == null ? "" : " after " + LastError);
        }

        internal void Start()
        {
            _thread.Start();
        }

        /// <summary>Has its thread end, in a round at most.</summary>
        internal void End()
        {
            _isDisposed = true;
        }

        /// <summary>The outages that are over.</summary>
        internal Outage[] GetOutages()
        {
            lock (_outages)
            {
                return _outages.ToArray();
            }
        }

        /// <summary>Gives the session up for another one, on the next node, after the usual wait; of this object's thread.</summary>
        protected void GiveUp()
        {
            _givenUp++;
            _socket.Abort();
        }

        /// <summary>Once in each round.</summary>
        protected abstract void Work(long nowMs);

        private void Run()
        {
            while (!_isDisposed)
            {
                _socket.RunOnce(WaitMs);
                long nowMs = Environment.TickCount64;
                Stomp.Tick(nowMs);
                Work(nowMs);
            }
        }

        private void OnConnected(StompClient client)
        {
            if (_lostMs != 0)
            {
                lock (_outages)
                {
                    _outages.Add(new Outage(_lostMs, Environment.TickCount64, _socket.Attempts - _attemptsBefore));
                }

                _lostMs = 0;
            }

            _isConnected = true;
        }

        private void OnClosed(WebSocket socket)
        {
            if (_isConnected)
            {
                _lostMs = Environment.TickCount64;
                _attemptsBefore = _socket.Attempts;
                _isConnected = false;
            }
        }

        private void CheckWait(ReconnectingClient socket)
        {
            if (socket.Attempts == 1)
            {
                return;
            }

            // Each attempt may have doubled the window, up to the largest; a server may ask for more.
            long windowMs = Math.Min((long)_options.BaseDelayMs << Math.Min(socket.Attempts - 2, 20), _options.MaxDelayMs);
            windowMs = Math.Max(windowMs, socket.CloseStatus == WebSocketCloseStatus.ServiceRestart ? _options.RestartDelayMs : 0);
            windowMs += socket.CloseStatus == WebSocketCloseStatus.TryAgainLater ? _options.TryAgainLaterDelayMs : 0;
            if (socket.DelayMs > windowMs)
            {
                LateWaits++;
            }
        }
    }
}
