using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What only real sockets show. Everything is on loopback, at a port that the system chose.</summary>
    [TestClass]
    public sealed class SocketTests
    {
        [TestMethod]
        public void ClientAndServer_OverLoopback_ExchangeAndClose()
        {
            using WebSocketServer server = StartEcho(o => { });
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 4096 });
            client.Connect("ws://localhost:" + server.Port + "/ws?x=1");
            byte[] large = WirePeer.Pattern(800);
            byte[] buffer = new byte[1000];
            for (int i = 0; i < 50; i++)
            {
                client.Send(large, 0, large.Length, WebSocketMessageType.Binary);
                int got = 0;
                while (true)
                {
                    WebSocketReceiveResult result = client.Receive(buffer, got, buffer.Length - got);
                    got += result.Count;
                    if (result.EndOfMessage)
                    {
                        break;
                    }
                }

                CollectionAssert.AreEqual(large, buffer.AsSpan(0, got).ToArray());
            }

            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, "done"));
        }

        [TestMethod]
        public void Server_StartedAnewOnItsPort_Serves()
        {
            WebSocketServer first = StartEcho(o => { });
            int port = first.Port;
            using ClientWebSocket client = new ClientWebSocket();
            client.Connect("ws://127.0.0.1:" + port + "/");
            Thread stop = new Thread(first.Stop);
            stop.Start();
            byte[] buffer = new byte[10];
            WebSocketReceiveResult result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(WebSocketMessageType.Close, result.MessageType);
            Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, result.CloseStatus);
            Assert.IsTrue(stop.Join(10000));

            using WebSocketServer second = StartEcho(o => o.Port = port);
            Assert.AreEqual(port, second.Port);
            client.Connect("ws://127.0.0.1:" + port + "/");
            client.SendString("hi");
            Assert.AreEqual(2, client.Receive(buffer, 0, 10).Count);
            first.Dispose();
        }

        [TestMethod]
        public void Server_PortTaken_ThrowsAndMayBeTriedAgain()
        {
            using WebSocketServer first = StartEcho(o => { });
            using WebSocketServer second = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = first.Port });
            Assert.ThrowsExactly<SocketException>(second.Start);
            first.Dispose();
            second.Start();
        }

        [TestMethod]
        public void Peer_Resets_TheSlotIsFreeAndOthersGoOn()
        {
            using WebSocketServer server = StartEcho(o => o.MaxConnections = 2);
            int closed = 0;
            server.Closed += s => Interlocked.Increment(ref closed);
            using ClientWebSocket other = new ClientWebSocket();
            other.Connect("ws://127.0.0.1:" + server.Port + "/");
            for (int i = 0; i < 5; i++)
            {
                using Socket socket = Dial(server.Port);
                Upgrade(socket);
                if (i % 2 == 0)
                {
                    // With a frame half sent and an echo unread.
                    socket.Send(WirePeer.TextFrame("unread"));
                    socket.Send(new byte[] { 0x81, 0xFE });
                }

                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                int expected = i + 1;
                Await(() => Volatile.Read(ref closed) == expected);
            }

            other.SendString("hi");
            Assert.AreEqual(2, other.Receive(new byte[10], 0, 10).Count);
            Assert.AreEqual(0, server.Statistics.PumpErrors);
        }

        [TestMethod]
        public void Peer_EndsWithoutAClose_IsSeenAtOnce()
        {
            using WebSocketServer server = StartEcho(o => { });
            WebSocket ended = null;
            server.Closed += s => Volatile.Write(ref ended, s);
            using Socket socket = Dial(server.Port);
            Upgrade(socket);
            socket.Shutdown(SocketShutdown.Send);
            Await(() => Volatile.Read(ref ended) != null);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, ended.CloseStatus);
            Assert.AreEqual(0, socket.Receive(new byte[10]));
        }

        [TestMethod]
        public void Peer_StopsReading_OthersGoOnAndItIsGivenUp()
        {
            using WebSocketServer server = StartEcho(o => o.SendTimeoutMs = 200);
            WebSocket stuck = null;
            WebSocket ended = null;
            server.Opened += s => stuck ??= s;
            server.Closed += s => Volatile.Write(ref ended, s);
            using Socket deaf = Dial(server.Port);
            deaf.ReceiveBufferSize = 1024;
            Upgrade(deaf);
            using ClientWebSocket other = new ClientWebSocket();
            other.Connect("ws://127.0.0.1:" + server.Port + "/");

            // More than the system's buffers hold.
            byte[] large = new byte[16 * 1024 * 1024];
            Await(() => stuck != null);
            Assert.IsTrue(stuck.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            int echoes = 0;
            byte[] buffer = new byte[10];
            while (Volatile.Read(ref ended) == null && echoes < 100000)
            {
                other.SendString("hi");
                Assert.AreEqual(2, other.Receive(buffer, 0, 10).Count);
                echoes++;
            }

            Assert.AreSame(stuck, ended);
            Assert.IsTrue(echoes > 10, echoes.ToString());
        }

        [TestMethod]
        public async Task Server_Full_HttpClientGetsThe503()
        {
            using WebSocketServer server = StartEcho(o => o.MaxConnections = 1);
            server.AddContent("/", new Nanowire.WebSockets.ByteArrayContent(Encoding.ASCII.GetBytes("page"), "text/plain", null, false));
            using ClientWebSocket taken = new ClientWebSocket();
            taken.Connect("ws://127.0.0.1:" + server.Port + "/");
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            string address = "http://127.0.0.1:" + server.Port + "/";
            for (int i = 0; i < 5; i++)
            {
                using HttpResponseMessage response = await http.GetAsync(address);
                Assert.AreEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode);
                Assert.AreEqual(5, (int)response.Headers.RetryAfter.Delta.Value.TotalSeconds);
                Assert.AreNotEqual("", await response.Content.ReadAsStringAsync());
            }

            using ClientWebSocket refused = new ClientWebSocket();
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => refused.Connect("ws://127.0.0.1:" + server.Port + "/"));
            Assert.AreEqual(503, e.HttpStatus);

            // A large request comes in several pieces; all of it is read, so that no reset destroys the answer.
            using Socket raw = Dial(server.Port);
            raw.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('x', 6000) + "\r\n\r\n"));
            StringAssert.StartsWith(ReadToEnd(raw), "HTTP/1.1 503 ");

            taken.CloseAndWait(WebSocketCloseStatus.NormalClosure, null);
            Assert.AreEqual("page", await http.GetStringAsync(address));
        }

        [TestMethod]
        public async Task Content_HttpClient_GetsItWhole()
        {
            using WebSocketServer server = StartEcho(o => o.SendBufferSize = 1024);
            byte[] content = WirePeer.Pattern(300000);
            server.AddContent("/large", new Nanowire.WebSockets.ByteArrayContent(content, "application/octet-stream", "\"1\"", false));
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            string address = "http://127.0.0.1:" + server.Port;
            CollectionAssert.AreEqual(content, await http.GetByteArrayAsync(address + "/large"));

            using HttpRequestMessage head = new HttpRequestMessage(System.Net.Http.HttpMethod.Head, address + "/large");
            using HttpResponseMessage headResponse = await http.SendAsync(head);
            Assert.AreEqual(300000, headResponse.Content.Headers.ContentLength);

            using HttpRequestMessage conditional = new HttpRequestMessage(System.Net.Http.HttpMethod.Get, address + "/large");
            conditional.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
            using HttpResponseMessage unchanged = await http.SendAsync(conditional);
            Assert.AreEqual(HttpStatusCode.NotModified, unchanged.StatusCode);

            using System.Net.Http.ByteArrayContent body = new System.Net.Http.ByteArrayContent(new byte[100000]);
            using HttpResponseMessage refused = await http.PostAsync(address + "/large", body);
            Assert.AreEqual(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        }

        [TestMethod]
        public void Connect_NobodyListens_FailsWithTheError()
        {
            int port;
            using (Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                // Bound and never listening, so that nobody else takes the port meanwhile.
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                port = ((IPEndPoint)socket.LocalEndPoint).Port;
                using ClientWebSocket client = new ClientWebSocket();
                WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://127.0.0.1:" + port + "/"));
                Assert.AreEqual(WebSocketError.ConnectionFailed, e.Error);
                e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://127.0.0.999:" + port + "/"));
                Assert.AreEqual(WebSocketError.HostNotFound, e.Error);
            }
        }

        [TestMethod]
        [DataRow(4294968)]
        [DataRow(int.MaxValue)]
        public void Transport_WaitOfMoreMicrosecondsThanAnInt_IsAWait(int waitMs)
        {
            using WebSocketServer server = StartEcho(o => { });
            using Socket socket = Dial(server.Port);
            SocketTransport transport = new SocketTransport(socket);
            using Timer timer = new Timer(s => transport.Write(Encoding.ASCII.GetBytes("\0"), 0, 1), null, 200, Timeout.Infinite);
            Assert.IsTrue(transport.WaitReadable(waitMs), "the server's refusal is awaited");
            Assert.IsTrue(transport.WaitWritable(waitMs));
            transport.Close();
        }

        [TestMethod]
        public void Connect_NobodyAccepts_TimesOutInTheHandshake()
        {
            using Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { HandshakeTimeoutMs = 50 });
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(
                () => client.Connect("ws://127.0.0.1:" + ((IPEndPoint)listener.LocalEndPoint).Port + "/"));
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
        }

        [TestMethod]
        public void Client_AbortedWhileAnotherThreadReceives_Throws()
        {
            using WebSocketServer server = StartEcho(o => { });
            using ClientWebSocket client = new ClientWebSocket();
            client.Connect("ws://127.0.0.1:" + server.Port + "/");
            WebSocketException thrown = null;
            Thread receiver = new Thread(() =>
            {
                try
                {
                    client.Receive(new byte[10], 0, 10);
                }
                catch (WebSocketException e)
                {
                    thrown = e;
                }
            });
            receiver.Start();
            Thread.Sleep(20);
            client.Abort();
            Assert.IsTrue(receiver.Join(10000));
            Assert.IsNotNull(thrown);
        }

        private static WebSocketServer StartEcho(Action<WebSocketServerOptions> configure)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0 };
            configure(options);
            WebSocketServer server = new WebSocketServer(options);
            server.MessageReceived += (s, buffer, offset, count, type, end) => s.Send(buffer, offset, count, type);
            server.Start();
            return server;
        }

        private static Socket Dial(int port)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10000, NoDelay = true };
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }

        private static void Upgrade(Socket socket)
        {
            socket.Send(Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", "")));
            byte[] buffer = new byte[129];
            for (int got = 0; got < buffer.Length;)
            {
                int read = socket.Receive(buffer, got, buffer.Length - got, SocketFlags.None);
                Assert.AreNotEqual(0, read);
                got += read;
            }

            StringAssert.StartsWith(Encoding.ASCII.GetString(buffer), "HTTP/1.1 101 ");
        }

        private static string ReadToEnd(Socket socket)
        {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[1000];
            for (int read = socket.Receive(buffer); read > 0; read = socket.Receive(buffer))
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            return text.ToString();
        }

        private static void Await(Func<bool> condition)
        {
            for (int i = 0; i < 10000 && !condition(); i++)
            {
                Thread.Sleep(1);
            }

            Assert.IsTrue(condition(), "in vain");
        }
    }
}
