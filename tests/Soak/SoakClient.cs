using System;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Soak
{
    /// <summary>One client: connects, sends for a while, closes, and connects again, with the same object all the time.</summary>
    internal sealed class SoakClient : IDisposable
    {
        private readonly SoakLedger _ledger;
        private readonly int _port;
        private readonly Random _random;
        private readonly SoakConnector _connector = new SoakConnector();
        private readonly ClientWebSocket _client;
        private readonly byte[] _message = new byte[SoakServer.BufferSize - WebSocketServerOptions.ReceiveBufferReserve];
        private readonly AutoResetEvent _closed = new AutoResetEvent(false);
        private readonly Thread _thread;
        private volatile SoakConnection _connection;
        private volatile bool _isQuiet;
        private volatile bool _isStopping;

        internal SoakClient(SoakLedger ledger, int port, int seed)
        {
            _ledger = ledger;
            _port = port;
            _random = new Random(seed);
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = _connector,
                ReceiveBufferSize = SoakServer.LargeSize + 1024,

                // Smaller than most messages now and then, so that some are lent.
                SendBufferSize = 2048,
                HandshakeTimeoutMs = SoakServer.DeadlineMs,
                PingIntervalMs = SoakServer.DeadlineMs,
                PongTimeoutMs = SoakServer.DeadlineMs,
                SendTimeoutMs = SoakServer.DeadlineMs,
                CloseTimeoutMs = SoakServer.DeadlineMs,
            });
            _client.MessageReceived += (s, buffer, offset, count, type, end) => _connection.ArriveDown(buffer.AsSpan(offset, count));
            _client.Closed += s => _closed.Set();
            _thread = new Thread(Run) { IsBackground = true, Name = "soak client" };
            _thread.Start();
        }

        /// <summary>Connections that could not be made, most of them cut in the handshake.</summary>
        internal int ConnectsFailed { get; private set; }

        /// <summary>Connections whose end was not told of; there must be none.</summary>
        internal int ClosedMissing { get; private set; }

        /// <summary>Whether it is connected.</summary>
        internal bool IsOpen => _client.State == WebSocketState.Open;

        /// <summary>Nothing is sent from here on, and the connection is kept.</summary>
        internal void BeQuiet()
        {
            _isQuiet = true;
        }

        internal void Stop()
        {
            _isStopping = true;
        }

        public void Dispose()
        {
            Stop();
            _thread.Join();
            _client.Dispose();
            _closed.Dispose();
        }

        private void Run()
        {
            while (!_isStopping)
            {
                SoakConnection connection = _ledger.Begin();
                _connector.Connection = connection;
                _connection = connection;
                try
                {
                    _client.Connect("ws://127.0.0.1:" + _port + "/soak?" + connection.Id);
                    connection.IsClientOpened = true;
                    _client.Start();
                    Talk(connection);
                    Close(connection);
                }
                catch (WebSocketException)
                {
                    ConnectsFailed++;
                    Thread.Sleep(_random.Next(20, 200));
                }

                connection.IsClientEnded = true;
            }
        }

        private void Talk(SoakConnection connection)
        {
            long untilMs = Environment.TickCount64 + _random.Next(500, 20000);
            while (!_isStopping && _client.State == WebSocketState.Open && (_isQuiet || Environment.TickCount64 < untilMs))
            {
                if (_isQuiet)
                {
                    Thread.Sleep(10);
                    continue;
                }

                int burst = _random.Next(20) == 0 ? 20 : 1;
                for (int i = 0; i < burst; i++)
                {
                    if (!TrySend(connection))
                    {
                        return;
                    }
                }

                Thread.Sleep(_random.Next(25));
            }
        }

        private bool TrySend(SoakConnection connection)
        {
            int count = _random.Next(SoakMessage.HeadSize, _random.Next(8) == 0 ? _message.Length + 1 : 300);
            SoakMessage.Compose(_message.AsSpan(0, count), 'u', connection.Id, connection.UpTaken + 1);
            WebSocketMessageType type = _random.Next(2) == 0 ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            try
            {
                if (_random.Next(4) == 0)
                {
                    int first = _random.Next(count);
                    _client.SendFragment(_message, 0, first, type, false);
                    _client.SendFragment(_message, first, count - first, type, true);
                }
                else
                {
                    _client.Send(_message, 0, count, type);
                }

                connection.UpTaken++;
                return true;
            }
            catch (WebSocketException)
            {
                connection.UpRefused++;
                return false;
            }
        }

        private void Close(SoakConnection connection)
        {
            lock (connection)
            {
                if (connection.ClosedBy == '\0')
                {
                    connection.ClosedBy = 'c';
                }
            }

            if (_client.Close() && connection.ClosedBy == 's')
            {
                // Both at once: behind their Close frames both drop what is still under way.
                connection.ClosedBy = 'b';
            }

            if (!_closed.WaitOne(Nanowire.Interop.Patience.Ms))
            {
                ClosedMissing++;
                _ledger.Violation(connection, "the client was not told of its end");
            }

            connection.IsClientClean = _client.State == WebSocketState.Closed;
        }
    }
}
