using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Statistics, a full house, start and stop.</summary>
    [TestClass]
    public sealed class ServerLifeTests
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

        [TestMethod]
        public void Server_Full_Answers503AndQueuesTheRest()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 2 }, 4096);
            WirePeer a = host.Open();
            host.Open();
            WirePeer third = host.Connect();
            WirePeer fourth = host.Connect();
            third.Send(WirePeer.UpgradeRequest("/", ""));
            fourth.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            host.Settle();
            third.Receive();
            fourth.Receive();
            string head = third.ReadHead();
            StringAssert.StartsWith(head, "HTTP/1.1 503 ");
            HttpContentTests.AssertHeader(head, "Retry-After", "5");
            Assert.AreEqual(0, fourth.Received, "one at a time");
            third.Transport.Close();
            host.Settle();
            fourth.Receive();
            StringAssert.StartsWith(fourth.ReadHead(), "HTTP/1.1 503 ");
            fourth.Transport.Close();
            Assert.AreEqual(2, host.Server.Statistics.GetRefused(503));
            Assert.AreEqual(4, host.Server.Statistics.ConnectionsAccepted);

            a.Transport.Close();
            host.Settle();
            Assert.IsNotNull(host.Open());
        }

        [TestMethod]
        public void Server_FullAndTheNextNeverSpeaks_AnswersAllTheSame()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            host.Open();
            WirePeer silent = host.Connect();
            Assert.IsTrue(host.ReadEnd(silent));
            StringAssert.StartsWith(silent.ReadHead(), "HTTP/1.1 503 ");
        }

        [TestMethod]
        public void Server_FullAndTheNextNeverReads_GoesOnToTheOneBehind()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            host.Open();
            WirePeer stuck = host.Connect();
            host.Listener.LastServerEnd.MaxWrite = 0;
            stuck.Send("GET / HTTP/1.1\r\n\r\n");
            WirePeer next = host.Connect();
            Assert.IsTrue(host.ReadEnd(next));
            StringAssert.StartsWith(next.ReadHead(), "HTTP/1.1 503 ");
            stuck.Receive();
            Assert.IsTrue(stuck.IsEnded);
        }

        [TestMethod]
        public void Server_FullAndTheNextFloods_EveryRoundEnds()
        {
            FloodingTransport flood = new FloodingTransport();
            MemoryTransport server;
            MemoryTransport.CreatePair(4096, out server);
            WebSocketServer full = new WebSocketServer(new WebSocketServerOptions { MaxConnections = 1 });
            full.Listen(new QueueListener(server, flood));
            for (int i = 0; i < 5000 && !flood.IsClosed; i++)
            {
                flood.Reads = 0;
                full.RunOnce(0);
                Assert.IsTrue(flood.Reads < 100, "reads in one round: " + flood.Reads);
                Thread.Sleep(1);
            }

            Assert.IsTrue(flood.IsClosed);
            Assert.AreEqual(1, full.Statistics.GetRefused(503));
        }

        [TestMethod]
        public void Stop_WithOpenConnections_ClosesThemWith1001AndEndsTheThread()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            int before = 0;
            Thread pump = null;
            host.Server.Opened += socket =>
            {
                pump = Thread.CurrentThread;
                Interlocked.Increment(ref before);
            };
            host.Server.Start();
            WirePeer[] peers = { Connect(host), Connect(host) };
            WirePeer idle = host.Connect();
            Await(() => Volatile.Read(ref before) == 2);
            Thread answering = new Thread(() =>
            {
                foreach (WirePeer peer in peers)
                {
                    Await(() => { peer.Receive(); return peer.ReadHead() != null; });
                    Await(() => { peer.Receive(); return peer.ReadFrame(); });
                    peer.Send(WirePeer.CloseFrame(peer.CloseStatus));
                }
            });
            answering.Start();
            host.Server.Stop();
            Assert.IsTrue(answering.Join(10000));
            Assert.IsTrue(pump.Join(10000), "the pump's thread goes on");
            Assert.AreEqual(2, host.ClosedCount);
            Assert.AreEqual(2, host.Server.Statistics.WebSocketsClosedCleanly);
            Assert.AreEqual(1001, peers[0].CloseStatus);
            Assert.AreEqual(1001, peers[1].CloseStatus);
            Assert.IsTrue(host.Listener.IsClosed);
            idle.Receive();
            Assert.IsTrue(idle.IsEnded);
            host.Server.Stop();
            host.Server.Dispose();
        }

        [TestMethod]
        public void Stop_PeersThatDoNotAnswer_IsBounded()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { CloseTimeoutMs = 50 }, 4096);
            host.Server.Start();
            WirePeer peer = Connect(host);
            Await(() => host.OpenedCount == 1);
            host.Server.Stop();
            Assert.AreEqual(1, host.ClosedCount);
            peer.Receive();
            Assert.IsTrue(peer.IsEnded);
        }

        [TestMethod]
        public void Stop_FromAHandler_ReturnsAtOnceAndEndsTheServer()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { CloseTimeoutMs = int.MaxValue }, 4096);
            Thread pump = null;
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                pump = Thread.CurrentThread;
                host.Server.Stop();
            };
            host.Server.Start();
            WirePeer peer = Connect(host);
            peer.Send(WirePeer.TextFrame("stop"));
            Await(() => { peer.Receive(); return peer.ReadHead() != null; });
            Await(() => { peer.Receive(); return peer.ReadFrame(); });
            Assert.AreEqual(1001, peer.CloseStatus);
            peer.Send(WirePeer.CloseFrame(1001));
            Await(() => host.ClosedCount == 1);
            Assert.IsTrue(pump.Join(10000));
        }

        [TestMethod]
        public void Dispose_FromAHandlerOfRunOnce_EndsTheConnections()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) => host.Server.Dispose();
            WirePeer other = host.Open();
            WirePeer peer = host.Open();
            peer.Send(WirePeer.Join(WirePeer.TextFrame("end"), WirePeer.TextFrame("more")));
            host.Run(3);
            peer.Receive();
            other.Receive();
            Assert.IsTrue(peer.IsEnded && other.IsEnded);
            Assert.AreEqual(2, host.ClosedCount);
            Assert.AreEqual(1, host.Server.Statistics.MessagesReceived);
        }

        [TestMethod]
        public void Start_Twice_Throws()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Start();
            Expect.Throws(typeof(InvalidOperationException), host.Server.Start);
            host.Server.Stop();
            Expect.Throws(typeof(InvalidOperationException), host.Server.Start);
        }

        [TestMethod]
        public void Listen_TwiceOrNever_Throws()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            Expect.Throws(typeof(InvalidOperationException), () => server.RunOnce(0));
            Assert.AreEqual(0, server.Port);
            server.Listen(new MemoryListener(1, 100));
            Expect.Throws(typeof(InvalidOperationException), () => server.Listen(new MemoryListener(1, 100)));
            Expect.Throws(typeof(InvalidOperationException), server.Listen);
        }

        [TestMethod]
        public void Dispose_WithoutAThread_ClosesWhatIsOpen()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 2 }, 4096);
            WirePeer open = host.Open();
            WirePeer asking = host.Connect();
            asking.Send("GET /");
            host.Settle();
            WirePeer third = host.Connect();
            host.Settle();
            host.Server.Dispose();
            foreach (WirePeer peer in new[] { open, asking, third })
            {
                peer.Receive();
                Assert.IsTrue(peer.IsEnded);
            }

            Assert.AreEqual(1, host.ClosedCount);
            Assert.IsTrue(host.Listener.IsClosed);
            host.Server.Dispose();
            Assert.AreEqual(1, host.ClosedCount);
        }

        [TestMethod]
        public void Stop_WithoutAThread_IsDoneByRunOnce()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            host.Server.Stop();
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1001, peer.CloseStatus);
            peer.Send(WirePeer.CloseFrame(1001));
            host.Settle();
            Assert.AreEqual(0, host.Server.ConnectionCount);
            Assert.AreEqual(1, host.Server.Statistics.WebSocketsClosedCleanly);
        }

        private static WirePeer Connect(HostingServer host)
        {
            WirePeer peer = host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/", ""));
            return peer;
        }

        private static void Await(Func<bool> condition)
        {
            for (int i = 0; i < 10000; i++)
            {
                if (condition())
                {
                    return;
                }

                Thread.Sleep(1);
            }

            Assert.Fail("in vain");
        }

        /// <summary>A peer that sends faster than anyone reads.</summary>
        private sealed class FloodingTransport : Transport
        {
            internal int Reads { get; set; }

            internal bool IsClosed { get; private set; }

            public override string RemoteAddress => "flood";

            public override bool WaitReadable(int waitMs)
            {
                return true;
            }

            public override bool WaitWritable(int waitMs)
            {
                return true;
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                // Not for ever, so that the test can fail.
                Reads++;
                return Reads > 1000 ? Nothing : count;
            }

            public override int Write(byte[] buffer, int offset, int count)
            {
                return count;
            }

            public override void Close()
            {
                IsClosed = true;
            }
        }

        private sealed class QueueListener : TransportListener
        {
            private readonly Transport[] _transports;
            private int _next;

            internal QueueListener(params Transport[] transports)
            {
                _transports = transports;
            }

            public override bool WaitPending(int waitMs)
            {
                return _next < _transports.Length;
            }

            public override Transport Accept()
            {
                return _transports[_next++];
            }

            public override void Close()
            {
            }
        }
    }
}
