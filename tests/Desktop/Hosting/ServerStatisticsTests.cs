using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a server counts.</summary>
    [TestClass]
    public sealed class ServerStatisticsTests
    {
        [TestMethod]
        public void Statistics_OfAConversation_AreExact()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            host.Echo();
            host.Server.AddContent("/", new ByteArrayContent(new byte[10], "text/plain", null, false));
            WebSocketServerStatistics statistics = host.Server.Statistics;
            long sent = 0;
            long received = 0;

            string request = WirePeer.UpgradeRequest("/ws", "");
            WirePeer peer = host.Connect();
            peer.Send(request);
            sent += request.Length;
            host.Settle();
            peer.Receive();
            received += peer.Received;
            Assert.IsNotNull(peer.ReadHead());
            byte[] message = WirePeer.TextFrame("hello");
            peer.Send(message);
            peer.Send(message);
            sent += 2 * message.Length;
            host.Settle();
            peer.Send(WirePeer.CloseFrame(1000));
            sent += WirePeer.CloseFrame(1000).Length;
            Assert.IsTrue(host.ReadEnd(peer));
            received += peer.Received;

            WirePeer lost = host.Open("/ws", "");
            sent += request.Length;
            received += 129;
            lost.Transport.Close();
            host.Settle();

            string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
            string head = HttpContentTests.Request(host, get, out string body);
            sent += get.Length;
            received += head.Length + body.Length;

            Assert.AreEqual(3, statistics.ConnectionsAccepted);
            Assert.AreEqual(2, statistics.WebSocketsOpened);
            Assert.AreEqual(1, statistics.WebSocketsClosedCleanly);
            Assert.AreEqual(1, statistics.WebSocketsAborted);
            Assert.AreEqual(1, statistics.ContentServed);
            Assert.AreEqual(2, statistics.MessagesReceived);
            Assert.AreEqual(0, statistics.HandlerErrors);
            Assert.AreEqual(0, statistics.PumpErrors);
            Assert.AreEqual(sent, statistics.BytesReceived);
            Assert.AreEqual(received, statistics.BytesSent);
            Assert.AreEqual(0, statistics.GetRefused(404));
            Assert.AreEqual(0, statistics.GetRefused(418));
        }
    }
}
