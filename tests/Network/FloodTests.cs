using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>Floods, bounded in count: memory stays flat, and who behaves is served within two deadlines.</summary>
    [TestClass]
    public sealed class FloodTests
    {
        private const int Million = 1000000;

        /// <summary>What 10,000 events may leave behind: nothing that grows with them.</summary>
        private const int FlatBytes = 64 * 1024;

        [TestMethod]
        public void Connects_10000ThatEndAtOnce_LeaveNothingAndOthersAreServed()
        {
            Scene scene = new Scene();
            long before = 0;
            for (int i = 0; i < 10000; i++)
            {
                if (i == 100)
                {
                    before = Heap.Measure();
                }

                WirePeer peer = scene.Host.Connect();
                switch (i % 4)
                {
                    case 0:
                        peer.Send("GET / HTTP/1.1\r\n");
                        break;
                    case 1:
                        peer.Send(WirePeer.UpgradeRequest("/", ""));
                        break;
                    case 2:
                        peer.Send("\0\0\0");
                        break;
                }

                ((MemoryTransport)peer.Transport).Go(i % 3 == 0 ? Going.Reset : Going.Fin);
                scene.Host.Run(6);
                if (i % 100 == 0)
                {
                    scene.Exchange();
                    Environment.TickCount64 += 250;
                    scene.Pump();
                    scene.ServesAnother();
                }
            }

            Assert.IsTrue(Heap.Measure() - before < FlatBytes, "the heap has grown");
            Assert.AreEqual(0, scene.Statistics.PumpErrors);
            Environment.TickCount64 += 250;
            scene.Pump();
            scene.ServesAnother();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Handshakes_ThatNeverEndOnEverySlot_GiveTheirPlacesBackWithinTwoDeadlines(bool trickles)
        {
            WebSocketServerOptions options = Scene.Options();
            options.MaxConnections = 16;
            options.ReceiveBufferSize = 65536;
            Scene scene = new Scene(options);
            List<WirePeer> flood = [];
            for (int i = 0; i < 40; i++)
            {
                // 15 have all places but the bystander's; the others are in the system's queue, in front of the one who behaves.
                WirePeer peer = scene.Host.Connect();
                peer.Send("GET / HTTP/1.1\r\nX: ");
                flood.Add(peer);
            }

            long beganMs = Environment.TickCount64;
            int attempts = 0;
            WirePeer good = null;
            while (good == null)
            {
                attempts++;
                WirePeer peer = scene.Host.Connect();
                peer.Send(WirePeer.UpgradeRequest("/", ""));
                for (int i = 0; i < 400 && good == null && !peer.IsEnded; i++)
                {
                    foreach (WirePeer one in trickles ? flood : [])
                    {
                        one.TrySend([(byte)'x'], 0, 1);
                    }

                    scene.Rest(20);
                    peer.Receive();
                    string head = peer.ReadHead();
                    if (head != null && head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
                    {
                        good = peer;
                    }
                }

                Assert.IsTrue(Environment.TickCount64 - beganMs <= 2 * options.RequestTimeoutMs + 250, "not served within two deadlines");
            }

            good.Send(WirePeer.TextFrame("served"));
            Assert.IsTrue(scene.Host.ReadFrame(good) && good.PayloadText == "served");
        }

        [TestMethod]
        public void Pings_100000_AreAnsweredWithoutGarbageAndOthersAreServed()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            byte[] ping = WirePeer.Frame(WirePeer.Ping, true, WirePeer.Pattern(125), 0, 125);
            int pongs = 0;
            AssertNoGarbage(scene, 100000, () =>
            {
                peer.TrySend(ping, 0, ping.Length);
                scene.Server.RunOnce(0);
                peer.Receive();
                while (peer.ReadFrame())
                {
                    pongs++;
                }
            });
            Assert.IsTrue(pongs >= 100000, pongs.ToString());
            Assert.AreEqual(0, scene.ClosedCount);
        }

        [TestMethod]
        public void EmptyFragments_AMillion_EndWithTheFirstAboveMaxFragments()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            byte[] first = WirePeer.Frame(WirePeer.Text, false, [0], 0, 0);
            byte[] next = WirePeer.Frame(WirePeer.Continuation, false, [0], 0, 0);
            peer.Send(first);
            int sent = 1;
            while (sent < Million && !peer.IsEnded)
            {
                for (int i = 0; i < 20 && peer.TrySend(next, 0, next.Length) == next.Length; i++)
                {
                    sent++;
                }

                scene.Server.RunOnce(0);
                peer.Receive();
                Environment.TickCount64++;
                if (sent % 1000 == 0)
                {
                    scene.Exchange();
                }
            }

            Assert.IsTrue(peer.ReadFrame() && peer.CloseStatus == 1008);
            scene.Pump();
            scene.AssertOver(1, WebSocketCloseStatus.PolicyViolation, "one fragment too many");
            Assert.IsTrue(sent < Million, "the flood had to end by itself");
            scene.ServesAnother();
        }

        [TestMethod]
        [DataRow(WirePeer.Pong)]
        [DataRow(WirePeer.Binary)]
        [DataRow(WirePeer.Text)]
        public void EmptyFrames_AMillion_MakeNoGarbageAndOthersAreServed(int opcode)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            byte[] one = WirePeer.Frame(opcode, true, [0], 0, 0);
            byte[] many = [];
            for (int i = 0; i < 100; i++)
            {
                many = WirePeer.Join(many, one);
            }

            AssertNoGarbage(scene, Million / 100, () =>
            {
                int sent = 0;
                for (int i = 0; i < 1000 && sent < many.Length; i++)
                {
                    sent += peer.TrySend(many, sent, many.Length - sent);
                    scene.Server.RunOnce(0);
                    peer.Receive();
                    while (peer.ReadFrame())
                    {
                    }
                }

                if (sent < many.Length)
                {
                    throw new InvalidOperationException("not all is taken");
                }
            });
            Assert.AreEqual(0, scene.ClosedCount);
        }

        [TestMethod]
        [DataRow("82 FF 80 00 00 00 00 00 00 00", 1002)]
        [DataRow("82 FF FF FF FF FF FF FF FF FF", 1002)]
        [DataRow("82 FF 7F FF FF FF FF FF FF FF", 1009)]
        [DataRow("02 FF 7F FF FF FF FF FF FF FF", 1009)]
        [DataRow("89 FF 7F FF FF FF FF FF FF FF", 1002)]
        public void Length_Of2To63_IsRefusedAtItsHeaderWithoutMemory(string header, int status)
        {
            foreach (bool allowsPartial in new[] { false, true })
            {
                WebSocketServerOptions options = Scene.Options();
                options.AllowPartialMessages = allowsPartial;
                options.MaxMessageSize = allowsPartial ? 1L << 40 : 0;
                Scene scene = new Scene(options);
                WirePeer peer = scene.Host.Open();
                byte[] bytes = Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal) + "00000000");
                scene.Pump();
                long before = GC.GetAllocatedBytesForCurrentThread();
                peer.Send(bytes);
                scene.Server.RunOnce(0);
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                scene.Pump();
                peer.Receive();
                Assert.IsTrue(peer.ReadFrame());
                Assert.AreEqual(status, peer.CloseStatus);
                Assert.IsTrue(allocated < 4096, allocated.ToString());
                scene.Rest(2000);
                scene.AssertOver(1, (WebSocketCloseStatus)status, header);
                scene.ServesAnother();
            }
        }

        [TestMethod]
        [DataRow("a: b\r\n")]
        [DataRow("x")]
        [DataRow("Cookie: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")]
        [DataRow("\r\n")]
        public void Headers_WithoutEnd_AreRefusedWith431AndThePlaceIsFree(string more)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            peer.Send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
            byte[] bytes = Encoding.ASCII.GetBytes(more);
            long beganMs = Environment.TickCount64;
            long before = Heap.Measure();
            for (int i = 0; i < 10000 && !scene.ServerEnd.IsClosed; i++)
            {
                peer.TrySend(bytes, 0, bytes.Length);
                scene.Server.RunOnce(0);
                Environment.TickCount64++;
                if (i % 500 == 0)
                {
                    scene.Exchange();
                }
            }

            Assert.IsTrue(scene.ServerEnd.IsClosed);
            Assert.IsTrue(Environment.TickCount64 - beganMs <= 2 * 3000, "two deadlines");
            Assert.IsTrue(Heap.Measure() - before < FlatBytes);
            peer.Receive();
            StringAssert.Matches(peer.ReadHead(), new System.Text.RegularExpressions.Regex("^HTTP/1\\.1 (431|400|404) "));
            scene.ServesAnother();
        }

        /// <summary>An event many times over; what it allocates is nothing, but for what the bystander's texts take.</summary>
        private static void AssertNoGarbage(Scene scene, int times, Action action)
        {
            long garbage = 0;
            for (int i = 0; i < times; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                action();
                garbage += i < times / 10 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
                if (i % 1000 == 0)
                {
                    scene.Exchange();
                    Environment.TickCount64++;
                }
            }

            // The runtime makes an object of its own now and then; one an event would be 24 bytes at least.
            Assert.IsTrue(garbage < times, garbage + " bytes in " + times + " events");
            scene.Exchange();
        }
    }
}
