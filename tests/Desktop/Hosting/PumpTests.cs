using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Whom the pump serves, when it waits, and what it does not do any more for a connection that is over.</summary>
    [TestClass]
    public sealed class PumpTests
    {
        private const string PageRequest = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        public void RunOnce_AnswerWaitsAndTheRequesterTalksOn_WaitsInsteadOfSpinning()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            CountedContent page = new CountedContent(5000);
            host.Server.AddContent("/page", page);
            WirePeer peer = host.Connect();
            MemoryTransport end = host.Listener.LastServerEnd;
            end.MaxWrite = 0;
            peer.Send(PageRequest + PageRequest);
            host.Run(3);
            int waits = 0;
            end.Pump = () => waits++;
            for (int i = 0; i < 5; i++)
            {
                host.Server.RunOnce(1);
            }

            Assert.IsTrue(waits >= 5, "rounds that did not wait for room: " + (5 - waits));
        }

        [TestMethod]
        [DataRow(100, DisplayName = "less than half of the send buffer waits")]
        [DataRow(800, DisplayName = "more than half of the send buffer waits")]
        public void RunOnce_OneConnectionDoesNotRead_OthersAreServedAtOnce(int waiting)
        {
            const int Others = 12;
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = Others + 1 }, 4096);
            host.Echo();
            WirePeer[] others = new WirePeer[Others];
            for (int i = 0; i < Others; i++)
            {
                others[i] = host.Open();
            }

            host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            Assert.IsTrue(host.Socket.Send(new byte[waiting], 0, waiting, WebSocketMessageType.Binary));
            host.Run(20);
            foreach (WirePeer peer in others)
            {
                // Such rounds cost a wait each, so they are what the others would wait for.
                peer.Send(WirePeer.TextFrame("x"));
                host.Run(2);
                peer.Receive();
                Assert.IsTrue(peer.ReadFrame(), "not in two rounds");
                host.Run(3);
            }
        }

        [TestMethod]
        public void Answer_ConnectionLostInTheMidst_ContentIsNotReadToItsEnd()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            CountedContent page = new CountedContent(200000);
            host.Server.AddContent("/page", page);
            WirePeer peer = host.Connect();
            page.Reading = () => peer.Transport.Close();
            peer.Send(PageRequest);
            host.Settle();
            Assert.AreEqual(1, page.Reads, "what comes behind the first piece is read for nobody");
            Assert.AreEqual(0, host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Answer_LengthOfContentThrows_EndsTheConnectionAndTheServerLivesOn()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            CountedContent page = new CountedContent(20000);
            host.Server.AddContent("/page", page);
            WirePeer peer = host.Connect();
            peer.Send(PageRequest);
            host.Settle();
            page.IsBroken = true;
            peer.Receive();
            peer.Take(peer.Received);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void MessageHandler_DisposesOfTheServer_EndsEveryConnectionInThatRound()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 4 }, 4096);
            WirePeer[] peers = new WirePeer[4];
            for (int i = 0; i < peers.Length; i++)
            {
                peers[i] = host.Open();
            }

            int messages = 0;
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                messages++;
                host.Server.Dispose();
                Assert.AreEqual(WebSocketState.Aborted, socket.State);
                Assert.IsFalse(socket.Send(buffer, offset, count, type));
                throw new InvalidOperationException("and the handler throws as well");
            };
            for (int i = 0; i < peers.Length; i++)
            {
                peers[i].Send(WirePeer.Join(WirePeer.TextFrame("a"), WirePeer.TextFrame("b")));
            }

            host.Run(10);
            Assert.AreEqual(1, messages);
            Assert.AreEqual(4, host.ClosedCount);
            Assert.AreEqual(0, host.Server.ConnectionCount);
            foreach (WirePeer peer in peers)
            {
                peer.Receive();
                Assert.IsTrue(peer.IsEnded);
            }
        }

        [TestMethod]
        public void MessageHandler_AbortsAllOthers_TheirSlotsServeTheNext()
        {
            const int Count = 5;
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = Count }, 4096);
            WebSocket[] sockets = new WebSocket[Count];
            WirePeer[] peers = new WirePeer[Count];
            for (int i = 0; i < Count; i++)
            {
                peers[i] = host.Open();
                sockets[i] = host.Socket;
            }

            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                foreach (WebSocket other in sockets)
                {
                    if (other != sockets[2])
                    {
                        other.Abort();
                    }
                }

                socket.Send(buffer, offset, count, type);
            };
            peers[2].Send(WirePeer.TextFrame("stay"));
            Assert.IsTrue(host.ReadFrame(peers[2]));
            host.Settle();
            Assert.AreEqual(Count - 1, host.ClosedCount);
            for (int i = 0; i < Count; i++)
            {
                WirePeer peer = i == 2 ? peers[2] : host.Open();
                peer.Send(WirePeer.TextFrame("next"));
                Assert.IsTrue(host.ReadFrame(peer));
                Assert.AreEqual("next", peer.PayloadText);
            }

            Assert.AreEqual(Count, host.Server.ConnectionCount);
        }

        [TestMethod]
        public void MessageHandler_BorrowsItsMessageAndThrows_TheMessageGoesOutAsItWas()
        {
            const int Count = 3000;
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 4096, SendBufferSize = 1024 }, 4000);
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                Assert.IsTrue(socket.Send(buffer, offset, count, type));
                throw new InvalidOperationException("the application's own");
            };
            WirePeer peer = host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            byte[] message = WirePeer.Pattern(Count);
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, message, 0, Count));
            host.Run(5);

            // More comes in, for the array that the answer lies in.
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, new byte[Count], 0, Count));
            host.Run(5);
            host.Listener.LastServerEnd.MaxWrite = int.MaxValue;
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.IsTrue(peer.PayloadIs(message, 0, Count), "the answer was written over");
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1011, peer.CloseStatus);
        }

        [TestMethod]
        public void Failed_MuchWaitsToBeSent_InputIsDroppedAllTheSame()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                Assert.IsTrue(socket.Send(new byte[800], 0, 800, WebSocketMessageType.Binary));
                throw new InvalidOperationException("the application's own");
            };
            WirePeer peer = host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            peer.Send(WirePeer.TextFrame("bad"));
            host.Run(5);

            // A peer that reads only when it has sent everything.
            byte[] rest = WirePeer.Frame(WirePeer.Binary, true, new byte[20000], 0, 20000);
            int sent = 0;
            for (int i = 0; i < 100 && sent < rest.Length; i++)
            {
                sent += peer.TrySend(rest, sent, rest.Length - sent);
                host.Run(2);
            }

            Assert.AreEqual(rest.Length, sent);
            host.Listener.LastServerEnd.MaxWrite = int.MaxValue;
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1011, peer.CloseStatus);
        }

        private sealed class CountedContent : StaticContent
        {
            private readonly int _length;

            internal CountedContent(int length)
            {
                _length = length;
            }

            public int Reads { get; private set; }

            public bool IsBroken { get; set; }

            /// <summary>What happens while a piece is read.</summary>
            public Action Reading { get; set; }

            public override string ContentType => "text/plain";

            public override int Length => IsBroken ? throw new InvalidOperationException("the flash is worn out") : _length;

            public override string ETag => null;

            public override bool IsGzip => false;

            public override int Read(int position, byte[] buffer, int offset, int count)
            {
                Reads++;
                Reading?.Invoke();
                int taken = Math.Min(count, _length - position);
                Encoding.ASCII.GetBytes(new string('x', taken)).CopyTo(buffer, offset);
                return taken;
            }
        }
    }
}
