using System;
using Nanowire.WebSockets;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>A server and a peer on a network in memory: upgrade, messages in and out, however they are cut.</summary>
    [TestClass]
    public class HostingEchoTests
    {
        [TestMethod]
        public void Upgrade_RequestOfTheRfc_IsAnsweredWithItsAcceptValue()
        {
            HostingServer host = Start(1024);
            WirePeer peer = host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/chat?room=1", "Origin: http://device.local\r\n"));
            host.Settle();
            peer.Receive();

            Assert.AreEqual(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + WirePeer.Accept + "\r\n\r\n",
                peer.ReadHead());
            Assert.AreEqual(0, peer.Received);
            Assert.AreEqual(1, host.OpenedCount);
            Assert.AreEqual("/chat?room=1", ((ServerWebSocket)host.Socket).Path);
            Assert.AreEqual("memory", ((ServerWebSocket)host.Socket).RemoteAddress);
            Assert.IsTrue(host.Socket.State == WebSocketState.Open, "state");
        }

        [TestMethod]
        public void Echo_TextAndBinary_ComeBackAsTheyWere()
        {
            HostingServer host = Start(1024);
            WirePeer peer = host.Open();
            peer.Send(WirePeer.TextFrame("Grüße"));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Text, peer.Opcode);
            Assert.IsTrue(peer.IsFinal);
            Assert.AreEqual("Grüße", peer.PayloadText);

            byte[] payload = WirePeer.Pattern(300);
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, payload, 0, payload.Length));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Binary, peer.Opcode);
            Assert.IsTrue(peer.PayloadIs(payload, 0, payload.Length));
        }

        [TestMethod]
        public void Upgrade_HeadCutAnywhereWithFramesBehindIt_Echoes()
        {
            byte[] head = System.Text.Encoding.UTF8.GetBytes(WirePeer.UpgradeRequest("/", ""));
            byte[] all = WirePeer.Join(head, WirePeer.Join(WirePeer.TextFrame("first"), WirePeer.TextFrame("second")));
            HostingServer host = Start(1024);
            for (int cut = 1; cut < all.Length; cut++)
            {
                WirePeer peer = host.Connect();
                peer.Send(all, 0, cut);
                host.Settle();
                peer.Send(all, cut, all.Length - cut);
                host.Settle();
                AssertEchoes(host, peer, cut);
                peer.Transport.Close();
                host.Settle();
            }
        }

        [TestMethod]
        public void Upgrade_ByteByByte_Echoes()
        {
            byte[] head = System.Text.Encoding.UTF8.GetBytes(WirePeer.UpgradeRequest("/", ""));
            byte[] all = WirePeer.Join(head, WirePeer.Join(WirePeer.TextFrame("first"), WirePeer.TextFrame("second")));
            HostingServer host = Start(1024);
            WirePeer peer = host.Connect();
            for (int i = 0; i < all.Length; i++)
            {
                peer.Send(all, i, 1);
                host.Settle();
            }

            AssertEchoes(host, peer, -1);
        }

        [TestMethod]
        public void Message_OfEverySizeToTheLimit_IsHandedOverWhole()
        {
            const int BufferSize = 512;
            int limit = BufferSize - WebSocketServerOptions.ReceiveBufferReserve;
            HostingServer host = Start(BufferSize);
            WirePeer peer = host.Open();
            byte[] payload = WirePeer.Pattern(limit);
            for (int count = 0; count <= limit; count++)
            {
                peer.Send(WirePeer.Frame(WirePeer.Binary, true, payload, 0, count));
                Assert.IsTrue(host.ReadFrame(peer), count.ToString());
                Assert.IsTrue(peer.PayloadIs(payload, 0, count), count.ToString());
                Assert.IsTrue(peer.IsFinal);
            }

            Assert.AreEqual(limit + 1, host.Server.Statistics.MessagesReceived);
        }

        [TestMethod]
        public void Message_OneAboveTheLimit_ClosesWith1009()
        {
            const int BufferSize = 512;
            int above = BufferSize - WebSocketServerOptions.ReceiveBufferReserve + 1;
            HostingServer host = Start(BufferSize);
            WirePeer peer = host.Open();
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, WirePeer.Pattern(above), 0, above));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Close, peer.Opcode);
            Assert.AreEqual(1009, peer.CloseStatus);
            Assert.AreEqual(0, host.Server.Statistics.MessagesReceived);
        }

        [TestMethod]
        public void Fragments_WithPingsBetweenInANearlyFullBuffer_BecomeOneMessage()
        {
            const int BufferSize = 512;
            int limit = BufferSize - WebSocketServerOptions.ReceiveBufferReserve;
            byte[] payload = WirePeer.Pattern(limit);
            byte[] ping = WirePeer.Frame(WirePeer.Ping, true, payload, 0, 125);

            // Every place for the cut near the limit, and the rest in single bytes with a ping before each.
            for (int first = limit - 9; first <= limit; first++)
            {
                HostingServer host = Start(BufferSize);
                WirePeer peer = host.Open();
                peer.Send(WirePeer.Frame(WirePeer.Binary, false, payload, 0, first));
                for (int i = first; i < limit; i++)
                {
                    peer.Send(ping);
                    peer.Send(WirePeer.Frame(WirePeer.Continuation, false, payload, i, 1));
                }

                peer.Send(ping);
                peer.Send(WirePeer.Frame(WirePeer.Continuation, true, payload, 0, 0));
                int pongs = 0;
                while (host.ReadFrame(peer) && peer.Opcode == WirePeer.Pong)
                {
                    Assert.IsTrue(peer.PayloadIs(payload, 0, 125));
                    pongs++;
                }

                Assert.AreEqual(WirePeer.Binary, peer.Opcode);
                Assert.IsTrue(peer.PayloadIs(payload, 0, limit), first.ToString());
                Assert.AreEqual(limit - first + 1, pongs);
                Assert.AreEqual(1, host.Server.Statistics.MessagesReceived);
            }
        }

        [TestMethod]
        public void Messages_InOneReadOrCutAnywhere_ComeBackInOrder()
        {
            byte[] all = WirePeer.TextFrame("");
            byte[] payload = WirePeer.Pattern(200);
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Binary, true, payload, 0, 130));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Text, false, payload, 0, 0));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Ping, true, payload, 0, 3));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Continuation, false, System.Text.Encoding.UTF8.GetBytes("äö"), 0, 3));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Continuation, true, System.Text.Encoding.UTF8.GetBytes("äö"), 3, 1));
            all = WirePeer.Join(all, WirePeer.TextFrame("last"));
            for (int cut = 1; cut <= all.Length; cut++)
            {
                HostingServer host = Start(1024);
                WirePeer peer = host.Open();
                peer.Send(all, 0, cut);
                host.Settle();
                peer.Send(all, cut, all.Length - cut);
                host.Settle();
                peer.Receive();
                AssertFrame(peer, WirePeer.Text, "", cut);
                Assert.IsTrue(peer.ReadFrame() && peer.PayloadIs(payload, 0, 130), cut.ToString());
                Assert.IsTrue(peer.ReadFrame() && peer.Opcode == WirePeer.Pong && peer.PayloadIs(payload, 0, 3), cut.ToString());
                AssertFrame(peer, WirePeer.Text, "äö", cut);
                AssertFrame(peer, WirePeer.Text, "last", cut);
                Assert.AreEqual(0, peer.Received);
            }
        }

        [TestMethod]
        public void PartialMessages_LargerThanTheBuffers_ComeBackWhole()
        {
            AssertStreamed(16 * 1024, 512, 700, 8192);
            AssertStreamed(16 * 1024, 1024, 7, 600);

            // The network holds less than a piece, so that a part of the one before still waits.
            AssertStreamed(64 * 1024, 1024, 4096, 600);
            AssertStreamed(1024 * 1024, 1024, 4096, 8192);
        }

        [TestMethod]
        public void Echo_OfAnySizeToAReaderThatIsBehind_IsTaken()
        {
            // Half of the send buffer is 446 bytes; a message that fills it needs it empty, a larger one is borrowed.
            const int Messages = 40;
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 2048, SendBufferSize = 1024 }, 700);
            host.Echo();
            WirePeer peer = host.Open();
            byte[] payload = WirePeer.Pattern(1000);
            int sent = 0;
            int got = 0;
            byte[] all = new byte[0];
            for (int i = 0; i < Messages; i++)
            {
                all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Binary, true, payload, 0, 1000 - (i * 23)));
            }

            for (int round = 0; got < Messages && round < 20000; round++)
            {
                sent += peer.TrySend(all, sent, all.Length - sent);
                host.Server.RunOnce(0);
                if (round % 4 == 0)
                {
                    peer.Receive();
                }

                while (peer.ReadFrame())
                {
                    Assert.IsTrue(peer.PayloadIs(payload, 0, 1000 - (got * 23)), got.ToString());
                    got++;
                }
            }

            Assert.AreEqual(Messages, got);
            Assert.AreEqual(0, host.EchoesRefused);
        }

        private static void AssertStreamed(int count, int sendBufferSize, int maxRead, int capacity)
        {
            HostingServer host = new HostingServer(
                new WebSocketServerOptions { ReceiveBufferSize = 1024, SendBufferSize = sendBufferSize < 524 ? 524 : sendBufferSize, AllowPartialMessages = true },
                capacity);
            host.Echo();
            WirePeer peer = host.Open();
            host.Listener.LastServerEnd.MaxRead = maxRead;
            byte[] payload = WirePeer.Pattern(count);
            byte[] frame = WirePeer.Frame(WirePeer.Binary, true, payload, 0, count);
            int sent = 0;
            int back = 0;
            bool isOver = false;
            for (int round = 0; !isOver && round < 1000000; round++)
            {
                sent += peer.TrySend(frame, sent, frame.Length - sent);
                host.Server.RunOnce(0);

                // A peer that reads now and then.
                if (round % 3 == 0)
                {
                    peer.Receive();
                }

                while (peer.ReadFrame())
                {
                    Assert.AreEqual(back == 0 ? WirePeer.Binary : WirePeer.Continuation, peer.Opcode);
                    Assert.IsTrue(peer.PayloadIs(payload, back, peer.PayloadCount), back.ToString());
                    back += peer.PayloadCount;
                    isOver = peer.IsFinal;
                }
            }

            Assert.AreEqual(count, back);
            Assert.AreEqual(0, host.EchoesRefused);
        }

        private static HostingServer Start(int receiveBufferSize)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = receiveBufferSize }, 4096);
            host.Echo();
            return host;
        }

        private static void AssertEchoes(HostingServer host, WirePeer peer, int cut)
        {
            peer.Receive();
            Assert.IsNotNull(peer.ReadHead(), cut.ToString());
            AssertFrame(peer, WirePeer.Text, "first", cut);
            AssertFrame(peer, WirePeer.Text, "second", cut);
            Assert.AreEqual(0, host.EchoesRefused);
        }

        private static void AssertFrame(WirePeer peer, int opcode, string text, int cut)
        {
            Assert.IsTrue(peer.ReadFrame(), "no frame, cut at " + cut.ToString());
            Assert.AreEqual(opcode, peer.Opcode);
            Assert.AreEqual(text, peer.PayloadText);
        }
    }
}
