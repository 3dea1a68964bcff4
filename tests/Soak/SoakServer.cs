using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Soak
{
    /// <summary>The server under test: it answers each message with one as long, and of its own accord pushes, broadcasts and closes.</summary>
    internal sealed class SoakServer : IDisposable
    {
        internal const int BufferSize = 4096;

        /// <summary>The bytes of a message that passes through the send buffer in pieces.</summary>
        internal const int LargeSize = 3 * BufferSize;

        /// <summary>Deadlines that a soak of a minute meets many times.</summary>
        internal const int DeadlineMs = 1500;

        private readonly SoakLedger _ledger;
        private readonly WebSocketServer _server;
        private readonly SoakListener _listener;
        private readonly byte[] _answer = new byte[BufferSize];
        private readonly byte[] _push = new byte[BufferSize];
        private readonly List<WebSocket> _open = new List<WebSocket>();

        internal SoakServer(SoakLedger ledger, int connections)
        {
            _ledger = ledger;
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Path = "/soak",
                MaxConnections = connections,
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                PingIntervalMs = DeadlineMs,
                PongTimeoutMs = DeadlineMs,
                SendTimeoutMs = DeadlineMs,
                CloseTimeoutMs = DeadlineMs,
                RequestTimeoutMs = DeadlineMs,
            });
            _server.AddContent("/", new ByteArrayContent(SoakContent.Bytes, "text/plain", null, false));
            _server.Opened += OnOpened;
            _server.MessageReceived += OnMessageReceived;
            _server.Closed += OnClosed;
            _listener = new SoakListener();
            _server.Listen(_listener);
            _server.Start();
        }

        internal int Port => _listener.Port;

        internal int ConnectionCount => _server.ConnectionCount;

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        /// <summary>Broadcasts that connections took.</summary>
        internal long BroadcastsTaken { get; private set; }

        /// <summary>Broadcasts so far; the number of the last.</summary>
        internal int Broadcasts { get; private set; }

        public void Dispose()
        {
            _server.Stop();
            _server.Dispose();
            _listener.Dispose();
        }

        /// <summary>A message to all.</summary>
        internal void Broadcast(int count)
        {
            Broadcasts++;
            SoakMessage.Compose(_push.AsSpan(0, count), 'b', 0, Broadcasts);
            BroadcastsTaken += _server.Broadcast(_push, 0, count, WebSocketMessageType.Text);
        }

        /// <summary>A message, small or large, to one of those that are connected.</summary>
        internal void Push(Random random)
        {
            WebSocket socket = Pick(random);
            (socket?.Tag as SoakConnection)?.SendDown(socket, _push, random.Next(SoakMessage.HeadSize, 1000), random.Next(4) == 0);
        }

        /// <summary>Ends one of those that are connected from this side.</summary>
        internal void CloseOne(Random random)
        {
            WebSocket socket = Pick(random);
            if (socket?.Tag is SoakConnection connection)
            {
                lock (connection)
                {
                    // Set before, since the client may have answered when the call returns; the client's own wish came first otherwise.
                    if (connection.ClosedBy == '\0')
                    {
                        connection.ClosedBy = 's';
                        socket.Close(WebSocketCloseStatus.NormalClosure, "soak");
                    }
                }
            }
        }

        private WebSocket Pick(Random random)
        {
            lock (_open)
            {
                return _open.Count == 0 ? null : _open[random.Next(_open.Count)];
            }
        }

        private void OnOpened(WebSocket socket)
        {
            string path = ((ServerWebSocket)socket).Path;
            SoakConnection connection = _ledger.Find(int.Parse(path.AsSpan(path.IndexOf('?', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
            if (connection == null)
            {
                // Its request was under way for so long that nobody waits for it any more.
                socket.Abort();
                return;
            }

            connection.IsServerOpened = true;
            socket.Tag = connection;
            lock (_open)
            {
                _open.Add(socket);
            }
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (socket.Tag is SoakConnection connection)
            {
                connection.ArriveUp(buffer.AsSpan(offset, count));
                connection.SendDown(socket, _answer, Math.Max(count, SoakMessage.HeadSize), false);
            }
        }

        private void OnClosed(WebSocket socket)
        {
            lock (_open)
            {
                _open.Remove(socket);
            }

            if (socket.Tag is SoakConnection connection)
            {
                connection.IsServerClean = socket.State == WebSocketState.Closed;
                connection.IsServerEnded = true;
            }
        }
    }
}
