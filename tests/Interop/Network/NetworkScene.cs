using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Network
{
    /// <summary>An echo server on its own thread, a client that behaves beside the one under test, and the proxy that misbehaves.</summary>
    internal sealed class NetworkScene : IDisposable
    {
        internal const string Request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        private readonly ClientWebSocket _bystander;
        private readonly byte[] _buffer = new byte[100];
        private volatile WebSocket _opened;
        private volatile WebSocket _closed;
        private int _exchanges;
        private int _openedCount;
        private int _closedCount;

        /// <param name="configure">Changes the server's options; the places are the bystander's and one that must come free.</param>
        /// <param name="proxyBuffer">As of the proxy.</param>
        internal NetworkScene(Action<WebSocketServerOptions> configure = null, int proxyBuffer = 0)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0, MaxConnections = 2 };
            configure?.Invoke(options);
            Server = new WebSocketServer(options);
            Server.Opened += OnOpened;
            Server.MessageReceived += (s, buffer, offset, count, type, end) => s.Send(buffer, offset, count, type);
            Server.Closed += OnClosed;
            Server.Start();
            Proxy = new FaultyProxy(Server.Port, proxyBuffer);
            _bystander = new ClientWebSocket();
            _bystander.Connect("ws://127.0.0.1:" + Server.Port + "/");
            Await(() => OpenedCount == 1, "the bystander");
        }

        internal WebSocketServer Server { get; }

        internal FaultyProxy Proxy { get; }

        internal int OpenedCount => Volatile.Read(ref _openedCount);

        internal int ClosedCount => Volatile.Read(ref _closedCount);

        /// <summary>The connection opened last.</summary>
        internal WebSocket Opened => _opened;

        /// <summary>The connection that ended last.</summary>
        internal WebSocket Closed => _closed;

        internal string ProxyUrl => "ws://127.0.0.1:" + Proxy.Port + "/";

        public void Dispose()
        {
            _bystander.Dispose();
            Proxy.Dispose();
            Server.Dispose();
        }

        /// <summary>The bystander has its message back.</summary>
        internal void Exchange()
        {
            string text = "bystander " + _exchanges++;
            _bystander.SendString(text);
            WebSocketReceiveResult result = _bystander.Receive(_buffer, 0, _buffer.Length);
            Assert.AreEqual(text, Encoding.ASCII.GetString(_buffer, 0, result.Count));
        }

        /// <summary>A connection to the proxy, whose link is given its cues first.</summary>
        internal Socket Dial(Action<FaultyLink> prepare)
        {
            Proxy.Prepare = prepare;
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = Patience.WireMs,
                SendTimeout = Patience.WireMs,
            };
            socket.Connect(IPAddress.Loopback, Proxy.Port);
            return socket;
        }

        /// <summary>The place is free again: a new client is served there, straight.</summary>
        internal void ServesAnother()
        {
            Await(() => Server.ConnectionCount == 1, "the place is free");

            // A request that came to nothing may have its place for a moment longer, and then the answer is 503.
            using ClientWebSocket client = new ClientWebSocket();
            Await(() => TryConnect(client), "a new client is let in");
            client.SendString("another");
            Assert.AreEqual(7, client.Receive(_buffer, 0, _buffer.Length).Count);
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Await(() => ClosedCount == OpenedCount - 1 && Server.ConnectionCount == 1, "and all have left but the bystander");
        }

        internal static void Await(Func<bool> condition, string what)
        {
            long untilMs = Environment.TickCount64 + Patience.Ms;
            while (!condition())
            {
                Assert.IsTrue(Environment.TickCount64 < untilMs, "in vain: " + what);
                Thread.Sleep(1);
            }
        }

        /// <summary>What comes to the end of a connection, however it ends.</summary>
        internal static string ReadToEnd(Socket socket)
        {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[1000];
            try
            {
                for (int read = socket.Receive(buffer); read > 0; read = socket.Receive(buffer))
                {
                    text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                }
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.TimedOut && e.SocketErrorCode != SocketError.WouldBlock)
            {
                // A reset is an end as well.
            }

            return text.ToString();
        }

        private bool TryConnect(ClientWebSocket client)
        {
            try
            {
                client.Connect("ws://127.0.0.1:" + Server.Port + "/");
                return true;
            }
            catch (WebSocketException e) when (e.HttpStatus == 503)
            {
                return false;
            }
        }

        private void OnOpened(WebSocket socket)
        {
            _opened = socket;
            Interlocked.Increment(ref _openedCount);
        }

        private void OnClosed(WebSocket socket)
        {
            _closed = socket;
            Interlocked.Increment(ref _closedCount);
        }
    }
}
