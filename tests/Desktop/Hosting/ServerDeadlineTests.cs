using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Peers that vanish, stop reading, stop speaking or end in the middle. No duration is asserted: rounds are bounded.</summary>
    [TestClass]
    public sealed class ServerDeadlineTests
    {
        private const int ShortMs = 30;

        [TestMethod]
        public void Peer_StopsReading_OthersGoOnAndTheSlotIsFreeInTime()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendTimeoutMs = ShortMs, MaxConnections = 2 }, 4096);
            host.Echo();
            WirePeer stuck = host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            WebSocket stuckSocket = host.Socket;
            WirePeer other = host.Open();
            byte[] bytes = WirePeer.Pattern(100);
            int queued = 0;
            while (stuckSocket.Send(bytes, 0, bytes.Length, WebSocketMessageType.Binary))
            {
                queued++;
            }

            Assert.IsTrue(queued > 3 && queued < 20, queued.ToString());
            int echoes = 0;
            while (host.ClosedCount == 0 && echoes < 10000)
            {
                other.Send(WirePeer.TextFrame("m" + echoes));
                Assert.IsTrue(host.ReadFrame(other));
                Assert.AreEqual("m" + echoes, other.PayloadText);
                host.Server.RunOnce(1);
                echoes++;
            }

            Assert.AreEqual(1, host.ClosedCount);
            Assert.AreSame(stuckSocket, host.ClosedSocket);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, stuckSocket.CloseStatus);
            Assert.IsTrue(echoes > 1);
            Assert.IsNotNull(host.Open(), "the slot serves another");
        }

        [TestMethod]
        public void Peer_StopsReadingInABorrowedMessage_IsGivenUp()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendTimeoutMs = ShortMs }, 2048);
            WirePeer peer = host.Open();
            byte[] large = WirePeer.Pattern(100000);
            Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            Assert.IsTrue(host.Socket.BufferedAmount > 90000);
            Assert.IsFalse(host.Socket.Send(large, 0, 1, WebSocketMessageType.Binary));
            RunUntilClosed(host, 1);
            Assert.AreEqual(0, host.Socket.BufferedAmount);
            Assert.AreEqual(WebSocketState.Aborted, host.ClosedSocket.State);
            peer.Receive();
        }

        [TestMethod]
        public void Peer_ReadsSlowlyButReads_IsKept()
        {
            // Each round takes a few bytes; the deadline is for progress, not for the whole.
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendTimeoutMs = 200 }, 4096);
            WirePeer peer = host.Open();
            host.Listener.LastServerEnd.MaxWrite = 40;
            byte[] large = WirePeer.Pattern(4000);
            Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.IsTrue(peer.PayloadIs(large, 0, large.Length));
            Assert.AreEqual(0, host.ClosedCount);
        }

        [TestMethod]
        public void Peer_IsSilent_IsPingedAndThenGivenUp()
        {
            HostingServer host = new HostingServer(
                new WebSocketServerOptions { PingIntervalMs = ShortMs, PongTimeoutMs = ShortMs }, 4096);
            WirePeer peer = host.Open();
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Ping, peer.Opcode);
            Assert.AreEqual(0, peer.PayloadCount);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, host.ClosedSocket.CloseStatus);
            Assert.AreEqual(0, peer.Received);
        }

        [TestMethod]
        public void Peer_AnswersPings_IsKept()
        {
            HostingServer host = new HostingServer(
                new WebSocketServerOptions { PingIntervalMs = 10, PongTimeoutMs = 5000 }, 4096);
            WirePeer peer = host.Open();
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(host.ReadFrame(peer));
                Assert.AreEqual(WirePeer.Ping, peer.Opcode);
                peer.Send(WirePeer.Frame(WirePeer.Pong, true, new byte[1], 0, 0));
                host.Settle();
            }

            Assert.AreEqual(0, host.ClosedCount);
        }

        [TestMethod]
        public void Peer_SendsNoMessage_IsClosedWith1001AfterTheIdleTime()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { IdleTimeoutMs = ShortMs, PingIntervalMs = 0 }, 4096);
            WirePeer peer = host.Open();
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1001, peer.CloseStatus);
            peer.Send(WirePeer.CloseFrame(1001));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.Server.Statistics.WebSocketsClosedCleanly);
        }

        [TestMethod]
        public void Peer_NeverAnswersTheCloseFrame_IsGivenUp()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { CloseTimeoutMs = ShortMs }, 4096);
            WirePeer peer = host.Open();
            Assert.IsTrue(host.Socket.Close());
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1000, peer.CloseStatus);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(WebSocketState.Aborted, host.ClosedSocket.State);
            Assert.AreEqual(0, host.Server.ConnectionCount);
        }

        [TestMethod]
        public void Peer_GoesOnTalkingAfterAViolation_IsDroppedInTime()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { CloseTimeoutMs = 60 }, 4096);
            WirePeer peer = host.Open();
            peer.Send(new byte[] { 0xFF });
            for (int rounds = 0; !peer.IsEnded && rounds < 5000; rounds++)
            {
                // The server always finds something to read, so it does not wait.
                peer.TrySend(WirePeer.Pattern(100), 0, 100);
                host.Server.RunOnce(0);
                peer.Receive();
                Thread.Sleep(1);
            }

            Assert.IsTrue(peer.IsEnded);
            Assert.IsTrue(peer.ReadFrame());
            Assert.AreEqual(1002, peer.CloseStatus);
            Assert.AreEqual(0, peer.Received);
        }

        [TestMethod]
        public void Request_ThatNeverCompletes_IsRefusedWith408()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { RequestTimeoutMs = ShortMs }, 4096);
            WirePeer peer = host.Connect();
            peer.Send("GET / HTTP/1.1\r\nHost");
            Assert.IsTrue(host.ReadEnd(peer));
            string head = peer.ReadHead();
            Assert.IsNotNull(head);
            StringAssert.StartsWith(head, "HTTP/1.1 408 ");
            Assert.AreEqual(1, host.Server.Statistics.GetRefused(408));
        }

        [TestMethod]
        public void Request_ThatNeverBegins_IsClosedWithoutAnAnswer()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { RequestTimeoutMs = ShortMs }, 4096);
            WirePeer peer = host.Connect();
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(0, peer.Received);
            Assert.AreEqual(0, host.Server.Statistics.GetRefused(408));
        }

        [TestMethod]
        public void Request_TrickledAllTheTime_IsRefusedInTime()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { RequestTimeoutMs = ShortMs, ReceiveBufferSize = 16384 }, 4096);
            WirePeer peer = host.Connect();
            peer.Send("GET / HTTP/1.1\r\nX: ");
            for (int rounds = 0; !peer.IsEnded && rounds < 5000; rounds++)
            {
                peer.TrySend(new[] { (byte)'x' }, 0, 1);
                host.Server.RunOnce(0);
                peer.Receive();
                Thread.Sleep(1);
            }

            Assert.IsTrue(peer.IsEnded);
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 408 ");
        }

        [TestMethod]
        public void End_AtEveryByteOfTheRequest_FreesTheSlot()
        {
            byte[] request = System.Text.Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", ""));
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            for (int count = 0; count < request.Length; count++)
            {
                WirePeer peer = host.Connect();
                peer.Send(request, 0, count);
                ((MemoryTransport)peer.Transport).EndWriting();
                host.Settle();
                peer.Receive();
                Assert.IsTrue(peer.IsEnded, count.ToString());
                Assert.AreEqual(0, peer.Received);
            }

            Assert.AreEqual(0, host.OpenedCount);
            Assert.AreEqual(request.Length, host.Server.Statistics.ConnectionsAccepted);
        }

        [TestMethod]
        public void End_RightBehindTheRequest_OpensAndCloses()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            WirePeer peer = host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/", ""));
            ((MemoryTransport)peer.Transport).EndWriting();
            host.Settle();
            Assert.AreEqual(1, host.OpenedCount);
            Assert.AreEqual(1, host.ClosedCount);
        }

        [TestMethod]
        public void EndOrLoss_AtEveryByteOfAFrame_ClosesWith1006()
        {
            byte[] frame = WirePeer.Frame(WirePeer.Binary, true, WirePeer.Pattern(130), 0, 130);
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            host.Echo();
            for (int i = 0; i < 2 * frame.Length; i++)
            {
                WirePeer peer = host.Open();
                peer.Send(frame, 0, i / 2);
                MemoryTransport transport = (MemoryTransport)peer.Transport;
                if (i % 2 == 0)
                {
                    transport.EndWriting();
                }
                else
                {
                    host.Settle();
                    transport.Lose();
                }

                host.Settle();
                Assert.AreEqual(i + 1, host.ClosedCount);
                Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, host.ClosedSocket.CloseStatus);
                Assert.AreEqual(WebSocketState.Aborted, host.ClosedSocket.State);
                Assert.IsTrue(host.Listener.LastServerEnd.IsClosed);
            }

            Assert.AreEqual(0, host.Server.Statistics.MessagesReceived);
        }

        [TestMethod]
        public void Loss_WhileAMessageWaitsToBeSent_FreesTheSlot()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 2048);
            WirePeer peer = host.Open();
            byte[] large = WirePeer.Pattern(50000);
            Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            ((MemoryTransport)peer.Transport).Lose();
            host.Settle();
            Assert.AreEqual(1, host.ClosedCount);
            Assert.AreEqual(0, host.Server.ConnectionCount);
        }

        [TestMethod]
        public void Content_PeerStopsReading_IsGivenUp()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendTimeoutMs = ShortMs, MaxConnections = 1 }, 2048);
            host.Server.AddContent("/", new ByteArrayContent(new byte[100000], "text/plain", null, false));
            WirePeer peer = host.Connect();
            peer.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 5000 && !host.Listener.LastServerEnd.IsClosed; i++)
            {
                host.Server.RunOnce(1);
            }

            Assert.IsTrue(host.Listener.LastServerEnd.IsClosed);
            Assert.IsNotNull(host.Open(), "the slot serves another");
        }

        private static void RunUntilClosed(HostingServer host, int closed)
        {
            for (int i = 0; i < 5000 && host.ClosedCount < closed; i++)
            {
                host.Server.RunOnce(1);
            }

            Assert.AreEqual(closed, host.ClosedCount);
        }
    }
}
