using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Tests.SockJS
{
    /// <summary>WebSockets with SockJS's frames and without.</summary>
    [TestClass]
    public sealed class SockJSSocketTests
    {
        [TestMethod]
        public void WebSocket_CarriesAndTwoMayShareAnId()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer first = Open(fixture);
            WirePeer second = Open(fixture);
            Assert.AreEqual(SockJSTransport.WebSocket, fixture.Session.Transport);
            first.Send(WirePeer.TextFrame(""));
            first.Send(WirePeer.TextFrame("[]"));
            first.Send(WirePeer.TextFrame("[\"a\"]"));
            Assert.AreEqual("a[\"a\"]", Read(fixture, first));
            second.Send(WirePeer.TextFrame("\"b\\u00e4\""));
            Assert.AreEqual("a[\"bä\"]", Read(fixture, second));
            first.Send(WirePeer.CloseFrame(1000));
            Assert.IsTrue(fixture.Host.ReadEnd(first));
            Assert.AreEqual("opened | opened | a | bä | closed 1000 clean", fixture.Events);
        }

        [TestMethod]
        [DataRow("[\"a")]
        [DataRow("[1]")]
        [DataRow("x")]
        public void WebSocket_BrokenJson_Ends(string message)
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer peer = Open(fixture);
            peer.Send(WirePeer.TextFrame(message));
            Assert.AreEqual("c[1007,\"Broken JSON encoding.\"]", Read(fixture, peer));
            Assert.IsTrue(fixture.Host.ReadFrame(peer));
            Assert.AreEqual(1007, peer.CloseStatus);
        }

        [TestMethod]
        public void WebSocket_Binary_Ends()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer peer = Open(fixture);
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, new byte[3], 0, 3));
            Assert.AreEqual("c[1003,\"\"]", Read(fixture, peer));
        }

        [TestMethod]
        public void WebSocket_ClosedByTheApplication_IsToldInBothWays()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer peer = Open(fixture);
            fixture.Session.Close(3000, "Go away!");
            Assert.AreEqual("c[3000,\"Go away!\"]", Read(fixture, peer));
            Assert.IsTrue(fixture.Host.ReadFrame(peer));
            Assert.AreEqual(3000, peer.CloseStatus);
            peer.Send(WirePeer.CloseFrame(3000));
            Assert.IsTrue(fixture.Host.ReadEnd(peer));
            Assert.AreEqual("opened | closed 3000 clean", fixture.Events);
        }

        [TestMethod]
        public void WebSocket_Lost_IsClosedUncleanly()
        {
            SockJSFixture fixture = new SockJSFixture();
            Open(fixture).Transport.Close();
            fixture.Host.Settle();
            Assert.AreEqual("opened | closed 1006", fixture.Events);
        }

        [TestMethod]
        public void RawWebSocket_HasNoFramesNorHeartbeats()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer peer = fixture.Host.Open("/echo/websocket", "");
            peer.Send(WirePeer.TextFrame("Hello world!\uffff"));
            Assert.AreEqual("Hello world!\uffff", Read(fixture, peer));
            Assert.AreEqual(SockJSTransport.RawWebSocket, fixture.Session.Transport);
            fixture.Pass(100000);
            fixture.Session.Close(3000, "Go away!");
            Assert.IsTrue(fixture.Host.ReadFrame(peer));
            Assert.AreEqual(3000, peer.CloseStatus);
            StringAssert.EndsWith(peer.PayloadText, "Go away!");
        }

        [TestMethod]
        public void WebSocket_NothingIsSentTo_GetsAHeartbeat()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer peer = Open(fixture);
            fixture.Pass(1000);
            fixture.Session.SendString("x");
            fixture.Pass(2000);
            Assert.AreEqual("a[\"x\"]", Read(fixture, peer));
            fixture.Pass(26000);
            Assert.IsFalse(peer.ReadFrame());
            fixture.Pass(27100);
            Assert.AreEqual("h", Read(fixture, peer));
        }

        [TestMethod]
        public void WebSocket_ThatDoesNotRead_IsClosedAsASlowPollIs()
        {
            SockJSFixture fixture = new SockJSFixture(null, o => o.CloseTimeoutMs = 1);
            WirePeer peer = Open(fixture);
            fixture.Host.Listener.LastServerEnd.MaxWrite = 0;
            int taken = 0;
            while (fixture.Session.SendString(new string('x', 100)))
            {
                taken++;
            }

            Assert.IsTrue(taken > 3 && taken < 20, taken.ToString());
            Assert.AreEqual(1008, fixture.Session.CloseStatus);
            Assert.AreEqual(1, fixture.Server.SessionsOverflowed);
            Assert.IsTrue(fixture.Host.ReadEnd(peer));
        }

        [TestMethod]
        public void Broadcast_ReachesEveryTransport()
        {
            SockJSFixture fixture = new SockJSFixture();
            WirePeer socket = Open(fixture);
            WirePeer raw = fixture.Host.Open("/echo/websocket", "");
            string url = fixture.Open();
            SockJSReply stream = fixture.BeginPost("/echo/0/s/xhr_streaming");
            SockJSReply events = fixture.BeginGet("/echo/0/e/eventsource");
            byte[] message = Encoding.UTF8.GetBytes("{\"t\":21.5}");
            Assert.AreEqual(5, fixture.Server.Broadcast(message, 0, message.Length));
            Assert.AreEqual("a[\"{\\\"t\\\":21.5}\"]", Read(fixture, socket));
            Assert.AreEqual("{\"t\":21.5}", Read(fixture, raw));
            Assert.AreEqual("a[\"{\\\"t\\\":21.5}\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("a[\"{\\\"t\\\":21.5}\"]\n", stream.Read());
            Assert.AreEqual("data: a[\"{\\\"t\\\":21.5}\"]\r\n\r\n", events.Read());
        }

        [TestMethod]
        public void Upgrade_Elsewhere_IsNoSession()
        {
            SockJSFixture fixture = new SockJSFixture();
            fixture.Host.Open("/ws", "");
            Assert.AreEqual("", fixture.Events);
            foreach (string path in new[] { "/echo", "/echo/a/websocket", "/echo/a./b/websocket", "/echo/a/b/xhr", "/other" })
            {
                StringAssert.StartsWith(Hosting.HttpContentTests.Request(fixture.Host, WirePeer.UpgradeRequest(path, ""), out _), "HTTP/1.1 404 ");
            }

            SockJSFixture without = new SockJSFixture(o => o.WebSocket = false);
            StringAssert.StartsWith(Hosting.HttpContentTests.Request(without.Host, WirePeer.UpgradeRequest("/echo/0/a/websocket", ""), out _), "HTTP/1.1 404 ");
        }

        private static WirePeer Open(SockJSFixture fixture)
        {
            WirePeer peer = fixture.Host.Open("/echo/000/same/websocket?t=1", "");
            Assert.AreEqual("o", Read(fixture, peer));
            return peer;
        }

        private static string Read(SockJSFixture fixture, WirePeer peer)
        {
            Assert.IsTrue(fixture.Host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Text, peer.Opcode);
            return peer.PayloadText;
        }
    }
}
