using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a handler may rely on, and what it may do.</summary>
    [TestClass]
    public sealed class ServerHandlerTests
    {
        [TestMethod]
        public void MessageHandler_Throws_ClosesWith1011AndTheServerLivesOn()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                if (count == 3)
                {
                    throw new InvalidOperationException("the application's own");
                }

                socket.Send(buffer, offset, count, type);
            };
            WirePeer other = host.Open();
            WirePeer peer = host.Open();
            peer.Send(WirePeer.Join(WirePeer.TextFrame("bad"), WirePeer.TextFrame("late")));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Close, peer.Opcode);
            Assert.AreEqual(1011, peer.CloseStatus);
            peer.Transport.Close();
            host.Settle();
            Assert.AreEqual(1, host.ClosedCount);
            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, host.ClosedSocket.CloseStatus);
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);

            other.Send(WirePeer.TextFrame("fine"));
            Assert.IsTrue(host.ReadFrame(other));
            Assert.AreEqual("fine", other.PayloadText);
        }

        [TestMethod]
        public void OpenedHandler_Throws_ClosesWith1011AndRaisesClosed()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Opened += socket => throw new InvalidOperationException("the application's own");
            WirePeer peer = host.Open();
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1011, peer.CloseStatus);
            peer.Transport.Close();
            host.Settle();
            Assert.AreEqual(1, host.ClosedCount);
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
            Assert.AreEqual(0, host.Server.ConnectionCount);
        }

        [TestMethod]
        public void ClosedHandler_Throws_IsCountedAndTheSlotIsFree()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            host.Server.Closed += socket => throw new InvalidOperationException("the application's own");
            for (int i = 1; i <= 3; i++)
            {
                WirePeer peer = host.Open();
                peer.Transport.Close();
                host.Settle();
                Assert.AreEqual(i, host.Server.Statistics.HandlerErrors);
            }
        }

        [TestMethod]
        public void OpenedHandler_Sends_ComesBehindThe101()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Opened += socket => socket.SendString("welcome");
            WirePeer peer = host.Open();
            Assert.IsTrue(peer.ReadFrame(), "not in the same round");
            Assert.AreEqual("welcome", peer.PayloadText);
        }

        [TestMethod]
        public void OpenedHandler_Closes_SendsThe101AndTheCloseFrame()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Opened += socket => Assert.IsTrue(socket.Close(WebSocketCloseStatus.PolicyViolation, "not you"));
            WirePeer peer = host.Open();
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1008, peer.CloseStatus);
            Assert.AreEqual("not you", peer.PayloadText.Substring(2));
            peer.Send(WirePeer.CloseFrame(1008));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(WebSocketState.Closed, host.ClosedSocket.State);
        }

        [TestMethod]
        public void OpenedHandler_Aborts_EndsTheConnection()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Opened += socket => socket.Abort();
            WirePeer peer = host.Connect();
            peer.Send(WirePeer.UpgradeRequest("/", ""));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.ClosedCount);
            Assert.AreEqual(WebSocketState.Aborted, host.ClosedSocket.State);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, host.ClosedSocket.CloseStatus);
        }

        [TestMethod]
        public void MessageHandler_Closes_LaterMessagesAreDropped()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            int messages = 0;
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                messages++;
                Assert.IsTrue(socket.Close(WebSocketCloseStatus.NormalClosure, null));
                Assert.IsFalse(socket.Close(), "closed twice");
                Assert.IsFalse(socket.SendString("late"));
                Assert.IsFalse(socket.Ping(null, 0, 0));
                Assert.AreEqual(WebSocketState.CloseSent, socket.State);
            };
            WirePeer peer = host.Open();
            peer.Send(WirePeer.Join(WirePeer.TextFrame("a"), WirePeer.Join(WirePeer.TextFrame("b"), WirePeer.CloseFrame(1000))));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1000, peer.CloseStatus);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, messages);
            Assert.AreEqual(WebSocketState.Closed, host.ClosedSocket.State);
            Assert.AreEqual(0, host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void MessageHandler_Aborts_LaterMessagesAreDropped()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            int messages = 0;
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                messages++;
                socket.SendString("never sent");
                socket.Abort();
            };
            WirePeer peer = host.Open();
            peer.Send(WirePeer.Join(WirePeer.TextFrame("a"), WirePeer.TextFrame("b")));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(0, peer.Received);
            Assert.AreEqual(1, messages);
            Assert.AreEqual(1, host.Server.Statistics.WebSocketsAborted);
        }

        [TestMethod]
        [DataRow(false, DisplayName = "closed")]
        [DataRow(true, DisplayName = "given up")]
        public void MessageThatWaitsForRoom_ConnectionIsEndedMeanwhile_IsDropped(bool aborts)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            WirePeer peer = host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            byte[] message = WirePeer.Pattern(800);
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, message, 0, 300));
            host.Run(3);
            peer.Send(WirePeer.Frame(WirePeer.Binary, true, message, 0, 800));
            host.Run(3);
            Assert.AreEqual(1, host.Server.Statistics.MessagesReceived, "the second has no room for an answer");
            if (aborts)
            {
                host.Socket.Abort();
            }
            else
            {
                host.Socket.Close();
            }

            host.Listener.LastServerEnd.MaxWrite = int.MaxValue;
            peer.Send(WirePeer.CloseFrame(1000));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.Server.Statistics.MessagesReceived);
            Assert.AreEqual(aborts ? WebSocketState.Aborted : WebSocketState.Closed, host.ClosedSocket.State);
        }

        [TestMethod]
        public void Socket_OfAnEndedConnection_NeverReachesTheNextInItsSlot()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            WirePeer first = host.Open("/first", "");
            ServerWebSocket stale = (ServerWebSocket)host.Socket;
            first.Send(WirePeer.CloseFrame(1001));
            Assert.IsTrue(host.ReadEnd(first));
            WirePeer second = host.Open("/second", "");
            Assert.AreNotSame(stale, host.Socket);

            byte[] bytes = { 1 };
            Assert.IsFalse(stale.Send(bytes, 0, 1, WebSocketMessageType.Binary));
            Assert.IsFalse(stale.SendFragment(bytes, 0, 1, WebSocketMessageType.Binary, true));
            Assert.IsFalse(stale.Ping(bytes, 0, 1));
            Assert.IsFalse(stale.Close());
            stale.Abort();
            Assert.AreEqual(0, stale.BufferedAmount);
            Assert.AreEqual(WebSocketState.Closed, stale.State);
            Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, stale.CloseStatus);
            Assert.AreEqual("/first", stale.Path);
            Assert.AreEqual("", stale.RemoteAddress);
            host.Settle();
            second.Receive();
            Assert.AreEqual(0, second.Received);
            Assert.IsFalse(second.IsEnded);
            Assert.AreEqual(WebSocketState.Open, host.Socket.State);
        }

        [TestMethod]
        public void Closed_StatusAndReasonOfThePeer_AreKept()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            byte[] body = Encoding.UTF8.GetBytes("..schluß");
            body[0] = 4000 >> 8;
            body[1] = 4000 & 255;
            peer.Send(WirePeer.Frame(WirePeer.Close, true, body, 0, body.Length));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(4000, peer.CloseStatus);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(4000, (int)host.ClosedSocket.CloseStatus);
            Assert.AreEqual("schluß", host.ClosedSocket.CloseStatusDescription);
        }

        [TestMethod]
        public void Closed_AfterAViolation_SaysWhatItWas()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            peer.Send(new byte[] { 0x81, 0x01, 0x41 });
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1002, peer.CloseStatus);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(WebSocketState.Aborted, host.ClosedSocket.State);
            Assert.AreEqual(WebSocketCloseStatus.ProtocolError, host.ClosedSocket.CloseStatus);
            Assert.AreNotEqual("", host.ClosedSocket.CloseStatusDescription);
        }
    }
}
