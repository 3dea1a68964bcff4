using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    [TestClass]
    public sealed class BroadcastTests
    {
        [TestMethod]
        public void Broadcast_ToAll_IsTheSameFrameForEach()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 4 }, 4096);
            WirePeer[] peers = { host.Open(), host.Open(), host.Open() };
            WirePeer stranger = host.Connect();
            stranger.Send("GET / HT");
            host.Settle();
            byte[] bytes = Encoding.UTF8.GetBytes("...Grüße an alle...");
            byte[] before = (byte[])bytes.Clone();

            Assert.AreEqual(3, host.Server.Broadcast(bytes, 3, bytes.Length - 6, WebSocketMessageType.Text));
            foreach (WirePeer peer in peers)
            {
                peer.Receive();
                Assert.IsTrue(peer.ReadFrame());
                Assert.AreEqual(WirePeer.Text, peer.Opcode);
                Assert.AreEqual("Grüße an alle", peer.PayloadText);
                Assert.AreEqual(0, peer.Received);
            }

            CollectionAssert.AreEqual(before, bytes);
            stranger.Receive();
            Assert.AreEqual(0, stranger.Received);
            Assert.AreEqual(0, host.Server.Statistics.BroadcastsSkipped);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        public void BroadcastFrame_OfAnySize_IsFramedInPlace(int count)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 70000 }, 80000);
            WirePeer a = host.Open();
            WirePeer b = host.Open();
            MessageFrame frame = new MessageFrame(65536);
            Assert.AreEqual(65536, frame.Capacity);
            byte[] bytes = WirePeer.Pattern(count);
            Array.Copy(bytes, 0, frame.Buffer, MessageFrame.PayloadOffset, count);
            for (int i = 0; i < 2; i++)
            {
                Assert.AreEqual(2, host.Server.Broadcast(frame, count, WebSocketMessageType.Binary));
                a.Receive();
                b.Receive();
                Assert.IsTrue(a.ReadFrame() && a.Opcode == WirePeer.Binary && a.PayloadIs(bytes, 0, count));
                Assert.IsTrue(b.ReadFrame() && b.PayloadIs(bytes, 0, count));
            }
        }

        [TestMethod]
        public void Broadcast_ToAConnectionWithoutRoom_IsSkippedAndCounted()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer stuck = host.Open();
            MemoryTransport stuckEnd = host.Listener.LastServerEnd;
            stuckEnd.MaxWrite = 0;
            WirePeer other = host.Open();
            byte[] bytes = new byte[400];
            for (int i = 0; i < 5; i++)
            {
                bytes[0] = (byte)i;
                Assert.AreEqual(i < 2 ? 2 : 1, host.Server.Broadcast(bytes, 0, bytes.Length, WebSocketMessageType.Binary));
                other.Receive();
                Assert.IsTrue(other.ReadFrame());
                Assert.AreEqual(i, other.Buffer[other.PayloadOffset]);
            }

            Assert.AreEqual(3, host.Server.Statistics.BroadcastsSkipped);
            stuckEnd.MaxWrite = 1000;
            host.Settle();
            stuck.Receive();
            Assert.IsTrue(stuck.ReadFrame() && stuck.Buffer[stuck.PayloadOffset] == 0);
            Assert.IsTrue(stuck.ReadFrame() && stuck.Buffer[stuck.PayloadOffset] == 1);
            Assert.AreEqual(0, stuck.Received);
        }

        [TestMethod]
        public void Broadcast_ToAClosingConnection_IsNeitherSentNorCounted()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            WirePeer peer = host.Open();
            host.Socket.Close();
            Assert.AreEqual(0, host.Server.Broadcast(new byte[1], 0, 1, WebSocketMessageType.Binary));
            Assert.AreEqual(0, host.Server.Statistics.BroadcastsSkipped);
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame());
            Assert.AreEqual(WirePeer.Close, peer.Opcode);
            Assert.AreEqual(0, peer.Received);
        }

        [TestMethod]
        public void Broadcast_OfTheLargestSize_FitsAndOneMoreIsRefused()
        {
            const int Largest = 1024 - Nanowire.WebSockets.Protocol.WebSocketProtocol.SendBufferReserve - 4;
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 1024 }, 4096);
            WirePeer peer = host.Open();
            byte[] bytes = WirePeer.Pattern(Largest + 1);
            Assert.AreEqual(1, host.Server.Broadcast(bytes, 0, Largest, WebSocketMessageType.Binary));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.IsTrue(peer.PayloadIs(bytes, 0, Largest));
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(
                () => host.Server.Broadcast(bytes, 0, Largest + 1, WebSocketMessageType.Binary));
            StringAssert.Contains(e.Message, "1024");
            StringAssert.Contains(e.Message, (Largest + 1).ToString());
        }

        [TestMethod]
        public void Broadcast_WrongArguments_Throw()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            byte[] bytes = new byte[10];
            MessageFrame frame = new MessageFrame(10);
            Expect.Throws(typeof(ArgumentNullException), () => server.Broadcast(null, 0, 0, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.Broadcast(bytes, 1, 10, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.Broadcast(bytes, -1, 1, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentException), () => server.Broadcast(bytes, 0, 1, WebSocketMessageType.Close));
            Expect.Throws(typeof(ArgumentNullException), () => server.Broadcast(null, 1, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.Broadcast(frame, 11, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.Broadcast(frame, -1, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => GC.KeepAlive(new MessageFrame(0)));
        }

        [TestMethod]
        public void Broadcast_FromAHandler_ReachesTheSenderToo()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
                Assert.AreEqual(2, host.Server.Broadcast(buffer, offset, count, type));
            WirePeer a = host.Open();
            WirePeer b = host.Open();
            a.Send(WirePeer.TextFrame("hi"));
            Assert.IsTrue(host.ReadFrame(b) && b.PayloadText == "hi");
            Assert.IsTrue(host.ReadFrame(a) && a.PayloadText == "hi");
        }
    }
}
