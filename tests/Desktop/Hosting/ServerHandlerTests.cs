using System;
using System.Collections.Generic;
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
        public void Answers_OfHalfTheSendBufferToAPeerThatReadsLate_AreAllTaken()
        {
            const int Messages = 60;
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 1024 }, 4096);
            byte[] answer = WirePeer.Pattern(440);
            int taken = 0;
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                Assert.IsTrue(socket.Send(answer, 0, answer.Length, WebSocketMessageType.Binary), taken.ToString());
                taken++;
            };
            WirePeer peer = host.Open();
            int sent = 0;
            int answered = 0;
            for (int round = 0; answered < Messages && round < 10000; round++)
            {
                if (sent < Messages && peer.TrySend(WirePeer.TextFrame("?"), 0, 7) == 7)
                {
                    sent++;
                }

                host.Run(1);
                if (round % 20 == 0)
                {
                    peer.Receive();
                }

                while (peer.ReadFrame())
                {
                    Assert.IsTrue(peer.PayloadIs(answer, 0, answer.Length));
                    answered++;
                }
            }

            Assert.AreEqual(Messages, answered);
            Assert.AreEqual(Messages, taken);
        }

        [TestMethod]
        public void Answers_ToMessagesOfOneRead_ShareAWrite()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            WirePeer peer = host.Open();
            int writes = host.Listener.LastServerEnd.Writes;
            byte[] all = Array.Empty<byte>();
            for (int i = 0; i < 10; i++)
            {
                all = WirePeer.Join(all, WirePeer.TextFrame("message " + i));
            }

            peer.Send(all);
            host.Settle();
            peer.Receive();
            for (int i = 0; i < 10; i++)
            {
                Assert.IsTrue(peer.ReadFrame());
                Assert.AreEqual("message " + i, peer.PayloadText);
            }

            Assert.AreEqual(writes + 1, host.Listener.LastServerEnd.Writes);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(97)]
        [DataRow(4096)]
        public void Echo_LargerThanTheSendBufferToASlowReader_IsBorrowedAndRight(int maxWrite)
        {
            const int Count = 7000;
            HostingServer host = new HostingServer(
                new WebSocketServerOptions { ReceiveBufferSize = 8192, SendBufferSize = 1024 }, 1500);
            host.Echo();
            WirePeer peer = host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            end.MaxWrite = maxWrite;
            byte[] first = WirePeer.Pattern(Count);
            byte[] second = Encoding.ASCII.GetBytes(new string('x', Count));
            byte[] all = WirePeer.Join(
                WirePeer.Frame(WirePeer.Binary, true, first, 0, Count),
                WirePeer.Join(WirePeer.Frame(WirePeer.Ping, true, first, 0, 5), WirePeer.Frame(WirePeer.Text, true, second, 0, Count)));
            int sent = 0;
            List<string> got = new List<string>();
            WirePeer reader = new WirePeer(peer.Transport, 32768);
            int readsWhileBorrowing = 0;
            for (int round = 0; got.Count < 3 && round < 200000; round++)
            {
                sent += peer.TrySend(all, sent, all.Length - sent);
                int reads = end.Reads;
                bool isBorrowing = host.Socket.BufferedAmount > 1024;
                host.Run(1);
                readsWhileBorrowing += isBorrowing ? end.Reads - reads : 0;
                if (round % 5 == 0)
                {
                    reader.Receive();
                }

                while (reader.ReadFrame())
                {
                    Assert.IsTrue(
                        reader.Opcode == WirePeer.Binary ? reader.PayloadIs(first, 0, Count)
                        : reader.Opcode == WirePeer.Text ? reader.PayloadIs(second, 0, Count)
                        : reader.PayloadIs(first, 0, 5));
                    got.Add(reader.Opcode.ToString());
                }
            }

            Assert.AreEqual("2 10 1", string.Join(" ", got));
            Assert.AreEqual(0, readsWhileBorrowing, "the array that is being sent was read into");
            Assert.AreEqual(0, host.EchoesRefused);
        }

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

        [TestMethod]
        public void Send_WrongArguments_ThrowBeforeAnythingIsSent()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            WebSocket socket = host.Socket;
            byte[] bytes = new byte[200];
            Expect.Throws(typeof(ArgumentNullException), () => socket.Send(null, 0, 0, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => socket.Send(bytes, 1, 200, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => socket.Send(bytes, -1, 1, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentException), () => socket.Send(bytes, 0, 1, WebSocketMessageType.Close));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => socket.Ping(bytes, 0, 126));
            Expect.Throws(typeof(ArgumentException), () => socket.Close(WebSocketCloseStatus.AbnormalClosure, null));
            host.Settle();
            peer.Receive();
            Assert.AreEqual(0, peer.Received);
            Assert.AreEqual(WebSocketState.Open, socket.State);
        }

        [TestMethod]
        public void SendFragment_PartsOfAMessage_LetNoOtherBetween()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            byte[] bytes = Encoding.ASCII.GetBytes("abc");
            Assert.IsTrue(host.Socket.SendFragment(bytes, 0, 1, WebSocketMessageType.Text, false));
            Assert.IsFalse(host.Socket.SendString("other"));
            Assert.AreEqual(0, host.Server.Broadcast(bytes, 0, 3, WebSocketMessageType.Text));
            Assert.IsTrue(host.Socket.Ping(bytes, 0, 2));
            Assert.IsTrue(host.Socket.SendFragment(bytes, 1, 2, WebSocketMessageType.Text, true));
            Assert.IsTrue(host.Socket.SendString("other"));
            peer.Receive();
            List<string> frames = new List<string>();
            while (peer.ReadFrame())
            {
                frames.Add(peer.Opcode + (peer.IsFinal ? "!" : "+") + peer.PayloadText);
            }

            Assert.AreEqual("1+a 9!ab 0!bc 1!other", string.Join(" ", frames));
        }
    }
}
