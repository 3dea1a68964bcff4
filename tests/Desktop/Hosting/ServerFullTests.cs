using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A full house, and those who come all the same.</summary>
    [TestClass]
    public sealed class ServerFullTests
    {
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
        public void Server_PlaceIsFreeWhileOneIsStillRefused_TakesTheNext()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 2 }, 4096);
            WirePeer a = host.Open();
            host.Open();
            WirePeer silent = host.Connect();
            host.Settle();
            WirePeer next = host.Connect();
            next.Send(WirePeer.UpgradeRequest("/", ""));
            a.Transport.Close();
            host.Settle();
            next.Receive();
            StringAssert.StartsWith(next.ReadHead(), "HTTP/1.1 101 ");
            Assert.AreEqual(1, host.Server.Statistics.GetRefused(503));
            silent.Transport.Close();
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
