using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Requests that are neither an upgrade that may be nor content that is there.</summary>
    [TestClass]
    public sealed class HttpRefusalTests
    {
        private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
        private const string Key = "Sec-WebSocket-Key: " + WirePeer.Key + "\r\n";

        [TestMethod]
        [DataRow("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
        [DataRow("GET /page/ HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
        [DataRow("GET /../page HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n", 426)]
        [DataRow("GET /ws?x HTTP/1.1\r\nHost: a\r\n\r\n", 426)]
        [DataRow("POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 405)]
        [DataRow("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
        [DataRow("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
        [DataRow("GET /page HTTP/1.1\r\n\r\n", 400)]
        [DataRow("GET /page HTTP/2.0\r\nHost: a\r\n\r\n", 505)]
        [DataRow("GET /page HTTP/1.1\nHost: a\n\n", 400)]
        [DataRow("\u0016\u0003\u0001", 400)]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + "\r\n", 400)]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + "Sec-WebSocket-Key: short\r\n\r\n", 400)]
        [DataRow("POST /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + "\r\n", 405)]
        [DataRow("GET /else HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + "\r\n", 404)]
        [DataRow("GET /WS HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + "\r\n", 404)]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n" + Key + "\r\n", 426)]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n" + Upgrade + Key + "\r\nabc", 400)]
        public void Request_ThatCannotBeServed_IsRefusedAndCounted(string request, int status)
        {
            HostingServer host = Start();
            string head = HttpContentTests.Request(host, request, out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
            HttpContentTests.AssertHeader(head, "Content-Length", Encoding.UTF8.GetByteCount(body).ToString());
            HttpContentTests.AssertHeader(head, "Connection", status == 426 ? "Upgrade, close" : "close");
            HttpContentTests.AssertHeader(head, "Sec-WebSocket-Version", status == 426 ? "13" : null);
            Assert.AreEqual(1, host.Server.Statistics.GetRefused(status));
            Assert.AreEqual(0, host.OpenedCount);
            Assert.AreEqual(0, host.Server.Statistics.ContentServed);
        }

        [TestMethod]
        public void Post_Content_IsToldWhatIsAllowed()
        {
            HostingServer host = Start();
            string head = HttpContentTests.Request(host, "POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", out _);
            HttpContentTests.AssertHeader(head, "Allow", "GET, HEAD");
            head = HttpContentTests.Request(host, "POST /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + "\r\n", out _);
            HttpContentTests.AssertHeader(head, "Allow", "GET");
        }

        [TestMethod]
        public void Head_OfNothing_IsRefusedWithoutABody()
        {
            // RFC 9110 section 9.3.2: a response to HEAD has no content, whatever its Content-Length says.
            HostingServer host = Start();
            string get = HttpContentTests.Request(host, "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", out string getBody);
            string head = HttpContentTests.Request(host, "HEAD /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
            Assert.AreEqual(get, head);
            Assert.AreNotEqual("", getBody);
            Assert.AreEqual("", body);

            // And one that times out afterwards on the shared parser is a GET's again.
            string late = HttpContentTests.Request(host, "GET /page HTTP/1.1\nHost: a\n\n", out body);
            StringAssert.StartsWith(late, "HTTP/1.1 400 ");
            Assert.AreNotEqual("", body);
        }

        [TestMethod]
        public void Request_OfTheBuffersSize_FitsAndOneMoreIs431()
        {
            const int BufferSize = 600;

            // All but the decoder's scratch: the reserve less the one byte for a frame behind the message.
            int room = BufferSize - WebSocketServerOptions.ReceiveBufferReserve + 1;
            string start = "GET /page HTTP/1.1\r\nHost: a\r\nX: ";
            HostingServer host = Start(BufferSize);
            string fits = start + new string('x', room - start.Length - 4) + "\r\n\r\n";
            StringAssert.StartsWith(HttpContentTests.Request(host, fits, out _), "HTTP/1.1 200 ");

            // Its very last byte does not fit.
            string above = start + new string('x', room - start.Length - 3) + "\r\n\r\n";
            StringAssert.StartsWith(HttpContentTests.Request(host, above, out _), "HTTP/1.1 431 ");
            StringAssert.StartsWith(HttpContentTests.Request(host, start + new string('x', 3000), out _), "HTTP/1.1 431 ");
            Assert.AreEqual(2, host.Server.Statistics.GetRefused(431));
        }

        [TestMethod]
        public void Request_WithManyHeaders_Is431()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxHeaders = 4 }, 4096);
            host.Server.AddContent("/", new ByteArrayContent(new byte[1], "text/plain", null, false));
            string four = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\nE: f\r\n";
            StringAssert.StartsWith(HttpContentTests.Request(host, four + "\r\n", out _), "HTTP/1.1 200 ");
            StringAssert.StartsWith(HttpContentTests.Request(host, four + "G: h\r\n\r\n", out _), "HTTP/1.1 431 ");
        }

        [TestMethod]
        public void Request_WithALongBody_IsReadAndDropped()
        {
            HostingServer host = Start();
            WirePeer peer = host.Connect();
            peer.Send("POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n");
            byte[] body = new byte[20000];
            int sent = 0;
            for (int i = 0; i < 1000 && sent < body.Length; i++)
            {
                sent += peer.TrySend(body, sent, body.Length - sent);
                host.Run(1);
            }

            Assert.AreEqual(body.Length, sent, "the server stopped reading before its answer was read");
            ((MemoryTransport)peer.Transport).EndWriting();
            Assert.IsTrue(host.ReadEnd(peer));
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 405 ");
        }

        [TestMethod]
        public void Request_BehindAnother_IsNotAnsweredAndHarmsNothing()
        {
            HostingServer host = Start();
            string one = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";
            string head = HttpContentTests.Request(host, one + one + "GET /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + "\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
            Assert.AreEqual("page", body);
            Assert.AreEqual(1, host.Server.Statistics.ContentServed);
            Assert.AreEqual(0, host.OpenedCount);
        }

        [TestMethod]
        public void Answer_PeerKeepsItsEndOpen_IsClosedInTime()
        {
            HostingServer host = Start();
            WirePeer peer = host.Connect();
            peer.Send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.IsTrue(host.ReadEnd(peer));
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 200 ");
        }

        [TestMethod]
        public void Get_Http10AndAbsoluteForm_AreServed()
        {
            HostingServer host = Start();
            StringAssert.StartsWith(HttpContentTests.Request(host, "GET /page HTTP/1.0\r\n\r\n", out _), "HTTP/1.1 200 ");
            StringAssert.StartsWith(
                HttpContentTests.Request(host, "GET http://a:80/page?q HTTP/1.1\r\nHost: b\r\n\r\n", out _), "HTTP/1.1 200 ");
        }

        [TestMethod]
        public void Upgrade_ToAnyPath_IsTakenWhereNoneIsNamed()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Open("/anything?at=all", "");
            Assert.AreEqual("/anything?at=all", ((ServerWebSocket)host.Socket).Path);
            host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            host.Open("/ws?token=1", "");
            Assert.AreEqual("/ws?token=1", ((ServerWebSocket)host.Socket).Path);
        }

        [TestMethod]
        [DataRow("b, a", "a")]
        [DataRow("c, b", "b")]
        [DataRow("c", null)]
        [DataRow(null, null)]
        public void Upgrade_SubProtocols_TheServersFirstIsChosen(string offered, string chosen)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SubProtocols = new[] { "a", "b" } }, 4096);
            WirePeer peer = host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/", offered == null ? "" : "Sec-WebSocket-Protocol: " + offered + "\r\n"));
            host.Settle();
            peer.Receive();
            HttpContentTests.AssertHeader(peer.ReadHead(), "Sec-WebSocket-Protocol", chosen);
            Assert.AreEqual(chosen, host.Socket.SubProtocol);
        }

        private static HostingServer Start(int receiveBufferSize = 1024)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", ReceiveBufferSize = receiveBufferSize }, 4096);
            host.Server.AddContent("/page", new ByteArrayContent(Encoding.ASCII.GetBytes("page"), "text/plain", null, false));
            return host;
        }
    }
}
