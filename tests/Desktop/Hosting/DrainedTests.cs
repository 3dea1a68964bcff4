using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What the server tells of a connection that had no room.</summary>
    [TestClass]
    public sealed class DrainedTests
    {
        private static readonly byte[] Frame = { 0x82, 0x03, 0x01, 0x02, 0x03 };

        [TestMethod]
        public void Drained_AfterASendWasRefused_IsRaisedOnceWhenAllIsOut()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WebSocket drained = null;
            int count = 0;
            host.Server.Drained += socket =>
            {
                drained = socket;
                count++;
            };
            WirePeer peer = host.Open();
            host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            WebSocket slow = host.Socket;
            end.MaxWrite = 0;
            byte[] bytes = new byte[400];
            int sent = 0;
            while (slow.Send(bytes, 0, bytes.Length, WebSocketMessageType.Binary))
            {
                sent++;
            }

            Assert.IsTrue(sent > 0);
            host.Run(50);
            Assert.AreEqual(0, count);
            end.MaxWrite = 1000;
            host.Settle();
            Assert.AreEqual(1, count);
            Assert.AreSame(slow, drained);
            Assert.AreEqual(0, slow.BufferedAmount);
            host.Run(50);
            Assert.AreEqual(1, count);
        }

        [TestMethod]
        public void Drained_WhereNothingWasRefused_IsNotRaised()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            int count = 0;
            host.Server.Drained += socket => count++;
            host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            end.MaxWrite = 0;
            Assert.IsTrue(host.Socket.Send(new byte[400], 0, 400, WebSocketMessageType.Binary));
            host.Run(20);
            end.MaxWrite = 1000;
            host.Settle();
            Assert.AreEqual(0, host.Socket.BufferedAmount);
            Assert.AreEqual(0, count);
        }

        [TestMethod]
        public void Drained_AskedFor_IsRaisedOnceWhenAllIsOutAndNobodyIsCalledSlow()
        {
            SlowObserver observer = new SlowObserver();
            HostingServer host = new HostingServer(new WebSocketServerOptions { Observer = observer }, 4096);
            int count = 0;
            host.Server.Drained += socket => count++;
            host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            ServerWebSocket asked = (ServerWebSocket)host.Socket;
            end.MaxWrite = 0;
            Assert.IsTrue(asked.Send(new byte[400], 0, 400, WebSocketMessageType.Binary));
            Assert.IsTrue(asked.RequestDrained());
            host.Run(50);
            Assert.AreEqual(0, count);
            end.MaxWrite = 100;
            host.Settle();
            Assert.AreEqual(1, count);
            Assert.AreEqual(0, asked.BufferedAmount);
            host.Run(50);
            Assert.AreEqual(1, count);
            Assert.AreEqual(0, observer.Slow);

            // Where nothing waits, at once.
            Assert.IsTrue(asked.RequestDrained());
            host.Run(1);
            Assert.AreEqual(2, count);
            host.Server.Dispose();
            Assert.IsFalse(asked.RequestDrained());
        }

        [TestMethod]
        public void Drained_HandlerThatSends_IsHeardAndOneThatThrowsEndsItsConnectionOnly()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            bool throws = false;
            host.Server.Drained += socket =>
            {
                if (throws)
                {
                    throw new InvalidOperationException();
                }

                Assert.IsTrue(((ServerWebSocket)socket).SendFrame(Frame, 0, Frame.Length));
            };
            WirePeer other = host.Open();
            WebSocket otherSocket = host.Socket;
            WirePeer peer = host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            Stall(host, end);
            host.Settle();
            peer.Receive();
            int frames = 0;
            while (peer.ReadFrame())
            {
                frames++;
            }

            Assert.AreEqual(WirePeer.Binary, peer.Opcode);
            Assert.AreEqual(3, peer.PayloadCount);
            Assert.IsTrue(frames > 1);

            throws = true;
            Stall(host, end);
            host.Settle();
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
            Assert.AreEqual(WebSocketState.Aborted, host.Socket.State);
            Assert.AreEqual(WebSocketState.Open, otherSocket.State);
            Assert.IsTrue(otherSocket.Send(new byte[1], 0, 1, WebSocketMessageType.Binary));
        }

        [TestMethod]
        public void SendFrame_OfAClosedConnectionOrWithoutRoom_IsRefusedAndABadRangeThrows()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            ServerWebSocket socket = (ServerWebSocket)host.Socket;
            Assert.Throws<ArgumentNullException>(() => socket.SendFrame(null, 0, 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => socket.SendFrame(Frame, 1, Frame.Length));
            Assert.IsFalse(socket.SendFrame(new byte[5000], 0, 5000));
            Assert.IsTrue(socket.SendFrame(Frame, 0, Frame.Length));
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame() && peer.PayloadCount == 3);
            socket.Abort();
            host.Settle();
            Assert.IsFalse(socket.SendFrame(Frame, 0, Frame.Length));
        }

        [TestMethod]
        public void Refused_ForWantOfRoom_IsToldOnceUntilAllIsOut()
        {
            SlowLog log = new SlowLog();
            HostingServer host = new HostingServer(new WebSocketServerOptions { Observer = log }, 4096);
            host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            for (int i = 1; i < 3; i++)
            {
                Stall(host, end);
                end.MaxWrite = 0;
                host.Run(20);
                Assert.IsFalse(host.Socket.Send(new byte[400], 0, 400, WebSocketMessageType.Binary));
                host.Run(20);
                Assert.AreEqual(i, log.Count);
                end.MaxWrite = 1000;
                host.Settle();
            }
        }

        private sealed class SlowLog : ServerObserver
        {
            public int Count { get; private set; }

            public override void Happened(ServerEventKind kind, string address, int status, RefusalReason reason)
            {
                if (kind == ServerEventKind.Slow)
                {
                    Count++;
                }
            }
        }

        private static void Stall(HostingServer host, MemoryTransport end)
        {
            end.MaxWrite = 0;
            while (host.Socket.Send(new byte[400], 0, 400, WebSocketMessageType.Binary))
            {
            }

            end.MaxWrite = 1000;
        }

        private sealed class SlowObserver : ServerObserver
        {
            public int Slow { get; private set; }

            public override void Happened(ServerEventKind kind, string address, int status, RefusalReason reason)
            {
                Slow += kind == ServerEventKind.Slow ? 1 : 0;
            }
        }
    }
}
