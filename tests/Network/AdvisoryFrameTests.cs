using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>What was published about how others read and write frames, tried on this server. Its source stands above each.</summary>
    [TestClass]
    public sealed class AdvisoryFrameTests
    {
        // gorilla/websocket CVE-2020-27813: lengths of several frames were added up until the sum overflowed the read limit.
        // baresip/re pull request 1584, ASPLes/nopoll issue 84, ios-webkit-debug-proxy pull request 435: so did a header's own.
        [TestMethod]
        [DataRow("02 81 00000000 41", "80 FF 7FFFFFFFFFFFFFFF 00000000", 1009)]
        [DataRow("02 81 00000000 41", "80 FF 7FFFFFFFFFFFFFFE 00000000", 1009)]
        [DataRow("02 81 00000000 41", "80 FF FFFFFFFFFFFFFFFF 00000000", 1002)]
        [DataRow("82 FF FFFFFFFFFFFFFFFC 00000000", "", 1002)]
        [DataRow("82 FF 0000000100000000 00000000", "", 1009)]
        [DataRow("82 FF 00000000FFFFFFFF 00000000", "", 1009)]
        [DataRow("82 FF 0000000080000000 00000000", "", 1009)]
        public void LengthOverflow_PastTheLimit_IsRefusedAtTheHeader(string first, string second, int status)
        {
            AssertViolation(Bytes(first + second), status);
        }

        // Apache Tomcat CVE-2020-13935: a length that is negative as a signed number sent the reader into an endless loop.
        [TestMethod]
        [DataRow("82 FF 8000000000000000 00000000")]
        [DataRow("81 FF FFFFFFFF00000000 00000000")]
        public void NegativeLength_IsAViolationInOneRound(string frame)
        {
            AssertViolation(Bytes(frame), 1002);
        }

        // riceharvest/notnet issue 182 (CWE-436): the rest of a frame above the limit was read as the next frames.
        [TestMethod]
        public void FrameAboveTheLimit_ItsPayloadIsNotReadAsFrames()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            byte[] smuggled = WirePeer.TextFrame("smuggled");
            byte[] payload = new byte[2000];
            for (int at = 0; at + smuggled.Length <= payload.Length; at += smuggled.Length)
            {
                smuggled.CopyTo(payload, at);
            }

            // With a mask of zero the payload lies on the wire as it is.
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, payload, 0, payload.Length, new byte[4]));
            int before = scene.Statistics.MessagesReceived;
            scene.Pump();
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame() && peer.CloseStatus == 1009);
            scene.Rest(2000);
            Assert.AreEqual(0, peer.Received);
            scene.AssertOver(1, WebSocketCloseStatus.MessageTooBig, "too big");
            Assert.IsTrue(scene.Statistics.MessagesReceived - before <= 3, "the bystander's alone");
        }

        // ws GHSA-96hv-2xvq-fx4p and websockets/ws issue 2331: fragments of one byte that never end their message are kept one by one,
        // each in an object many times its size. Here they are moved together in the connection's own array.
        [TestMethod]
        public void TinyFragments_OnEverySlot_TakeNoMemory()
        {
            WebSocketServerOptions options = Scene.Options();
            options.MaxConnections = 16;
            Scene scene = new Scene(options);
            byte[] next = WirePeer.Frame(WirePeer.Continuation, false, [65], 0, 1);
            WirePeer[] peers = new WirePeer[15];
            for (int i = 0; i < peers.Length; i++)
            {
                peers[i] = scene.Host.Open();
                peers[i].Send(WirePeer.Frame(WirePeer.Binary, false, [65], 0, 1));
                scene.Pump();
            }

            scene.Exchange();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 800; i++)
            {
                for (int k = 0; k < peers.Length; k++)
                {
                    peers[k].TrySend(next, 0, next.Length);
                }

                scene.Host.Run(3);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsTrue(allocated < 12000, allocated + " bytes for 12,000 fragments");
            Assert.AreEqual(0, scene.ClosedCount);
            scene.Exchange();
        }

        // ws GHSA-2mhh-w6q8-5hxw (CVE-2016-10518): a ping made of a number sent as many bytes of uninitialised memory. OpenSSL's
        // Heartbleed, CVE-2014-0160: an answer as long as was promised instead of as came. A slot's arrays are used again and again.
        [TestMethod]
        public void BytesOfTheConnectionBefore_AreNeverSentToTheNext()
        {
            WebSocketServerOptions options = Scene.Options();
            Scene scene = new Scene(options);
            byte[] secret = new byte[800];
            Array.Fill(secret, (byte)'S');
            byte[][] tries =
            [
                Bytes("89 FD 00000000 41414141"),
                Bytes("89 84 00000000 41414141 8A 80 00000000"),
                Bytes("82 FE 0300 00000000 4141"),
                Bytes("82 80 00000000 81 80 00000000"),
                Bytes("88 80 00000000"),
                Bytes("88 81 00000000 41"),
                Bytes("02 80 00000000 00 82 00000000 4141 80 80 00000000"),
                Bytes("8F 80 00000000"),
            ];
            foreach (byte[] attempt in tries)
            {
                WirePeer owner = scene.Host.Open();
                owner.Send(WirePeer.Frame(WirePeer.Text, true, secret, 0, secret.Length));
                owner.Send(WirePeer.Frame(WirePeer.Ping, true, secret, 0, 125));
                scene.Pump();
                ((MemoryTransport)owner.Transport).Lose();
                scene.Pump();

                WirePeer peer = scene.Host.Open();
                peer.Send(attempt);
                scene.Pump();
                ((MemoryTransport)peer.Transport).EndWriting();
                scene.Rest(2100);
                peer.Receive();
                string got = peer.Take(peer.Received);
                Assert.IsFalse(got.Contains('S', StringComparison.Ordinal), Convert.ToHexString(attempt) + ": " + got);

                // Nor in an answer to a request that is not complete, or refused.
                WirePeer http = scene.Host.Connect();
                http.Send("GET /none HTTP/1.1\r\nhost: a\r\n\r\n");
                scene.Rest(500);
                http.Receive();
                got = http.Take(http.Received);
                StringAssert.StartsWith(got, "HTTP/1.1 404", StringComparison.Ordinal);
                Assert.IsFalse(got.Contains("SS", StringComparison.Ordinal), got);
            }
        }

        // Compression bombs, such as Netty CVE-2020-11612. Compression is declined, so that its bit is a violation.
        [TestMethod]
        public void CompressionBomb_MeetsNoDecompressor()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits; server_max_window_bits=8\r\n"));
            scene.Pump();
            peer.Receive();
            Assert.IsFalse(peer.ReadHead().Contains("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase));
            byte[] bomb = WirePeer.Frame(WirePeer.Binary, true, new byte[100], 0, 100);
            bomb[0] |= 0x40;
            peer.Send(bomb);
            scene.Pump();
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame() && peer.CloseStatus == 1002);
        }

        // RFC 6455 section 10.3, after Huang, Chen, Barth and others, "Talking to Yourself for Fun and Profit" (2011): bytes that a page
        // chose must not stand on the wire as they are. So a client's frame without a mask is refused.
        [TestMethod]
        public void UnmaskedFrame_IsRefused()
        {
            AssertViolation(Bytes("81 05 474554202F"), 1002);
        }

        // Apache Tomcat CVE-2021-42340, Eclipse Jetty CVE-2024-22201: connections that ended in an unusual moment were kept for ever.
        // Spring CVE-2022-22971 and others: so were those of clients that never said what they came for.
        [TestMethod]
        public void EndsInUnusualMoments_LeaveNothing()
        {
            Scene scene = new Scene();
            long before = 0;
            for (int i = 0; i < 4000; i++)
            {
                if (i == 400)
                {
                    before = Heap.Measure();
                }

                WirePeer peer = scene.Host.Open();
                switch (i % 4)
                {
                    case 0:
                        peer.Send(WirePeer.CloseFrame(1000));
                        break;
                    case 1:
                        scene.Host.Socket.Close(WebSocketCloseStatus.NormalClosure, "bye");
                        break;
                    case 2:
                        scene.Host.Socket.Send(new byte[5000], 0, 5000, WebSocketMessageType.Binary);
                        break;
                    default:
                        peer.Send([0xFF]);
                        break;
                }

                if (i % 3 != 0)
                {
                    scene.Host.Run(3);
                }

                ((MemoryTransport)peer.Transport).Go(i % 2 == 0 ? Going.Fin : Going.Reset);
                scene.Host.Run(8);
                Environment.TickCount64 += 300;
                scene.Host.Run(3);
                if (scene.Server.ConnectionCount > 1)
                {
                    scene.Rest(5000);
                }

                Assert.AreEqual(i + 1, scene.ClosedCount, i.ToString());
            }

            Assert.IsTrue(Heap.Measure() - before < 64 * 1024, "the heap has grown");

            // Until here the server has to live.
            scene.ServesAnother();
        }

        private static void AssertViolation(byte[] frames, int status)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            peer.Send(frames);
            scene.Server.RunOnce(0);
            scene.Server.RunOnce(0);
            scene.Server.RunOnce(0);
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame(), "no verdict yet");
            Assert.AreEqual(status, peer.CloseStatus);
            scene.Exchange();
            scene.Rest(2000);
            scene.AssertOver(1, (WebSocketCloseStatus)status, Convert.ToHexString(frames));
            scene.ServesAnother();
        }

        private static byte[] Bytes(string hex)
        {
            return Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        }
    }
}
