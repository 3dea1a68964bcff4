using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a server's socket sends: answers, echoes that are borrowed, fragments, and what it refuses to send.</summary>
    [TestClass]
    public sealed class ServerSendTests
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
