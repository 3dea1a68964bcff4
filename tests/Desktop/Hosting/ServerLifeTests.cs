using System;
using System.Net;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Start, stop and dispose.</summary>
    [TestClass]
    public sealed class ServerLifeTests
    {
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
            Expect.Throws(typeof(ArgumentNullException), () => server.Listen(null));
            server.Listen(new MemoryListener(1, 100));
            Expect.Throws(typeof(InvalidOperationException), () => server.Listen(new MemoryListener(1, 100)));
            Expect.Throws(typeof(InvalidOperationException), server.Listen);
        }

        [TestMethod]
        public void Listen_Twice_LeavesNoPortOpen()
        {
            // The options' port is taken: had the second call gone as far as to bind it, that is what it would say.
            using SocketListener taken = new SocketListener(IPAddress.Loopback, 0, 1);
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = taken.Port });
            server.Listen(new MemoryListener(1, 100));
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
    }
}
