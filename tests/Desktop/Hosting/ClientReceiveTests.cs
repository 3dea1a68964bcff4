using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a client asks for with Receive, from the server in memory and from scripts.</summary>
    [TestClass]
    public sealed class ClientReceiveTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(5000)]
        public void Receive_IntoBuffersOfAnySize_BringsTheMessageWhole(int size)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 8192 }, 4096);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            byte[] message = WirePeer.Pattern(3000);
            byte[] buffer = new byte[size + 4];
            for (int round = 0; round < 2; round++)
            {
                WebSocketMessageType type = round == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
                if (round == 1)
                {
                    message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("äöü€", 300)));
                }

                Assert.IsTrue(client.Send(message, 0, message.Length, type));
                using MemoryStream got = new MemoryStream();
                WebSocketReceiveResult result;
                do
                {
                    result = client.Receive(buffer, 2, size);
                    Assert.IsTrue(result.Count <= size);
                    Assert.AreEqual(type, result.MessageType);
                    Assert.IsNull(result.CloseStatusDescription);
                    got.Write(buffer, 2, result.Count);
                }
                while (!result.EndOfMessage);
                CollectionAssert.AreEqual(message, got.ToArray());
                Assert.AreEqual(0, buffer[0] + buffer[1] + buffer[size + 2] + buffer[size + 3]);
            }
        }

        [TestMethod]
        public void Receive_EmptyMessagesAndFragments_AreSeen()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            server.Send(WirePeer.Frame(WirePeer.Text, true, new byte[1], 0, 0, null));
            server.Send(WirePeer.Frame(WirePeer.Binary, false, new byte[1], 0, 0, null));
            server.Send(WirePeer.Frame(WirePeer.Continuation, true, new byte[] { 9 }, 0, 1, null));
            byte[] buffer = new byte[10];
            WebSocketReceiveResult result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(0, result.Count);
            Assert.IsTrue(result.EndOfMessage);
            Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
            result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(0, result.Count);
            Assert.IsFalse(result.EndOfMessage);
            result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(1, result.Count);
            Assert.IsTrue(result.EndOfMessage);
            Assert.AreEqual(WebSocketMessageType.Binary, result.MessageType);
        }

        [TestMethod]
        public void Receive_ServerNeverPauses_PingsAreAnsweredAllTheSame()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            byte[] buffer = new byte[100];
            byte[] message = WirePeer.Frame(WirePeer.Binary, true, WirePeer.Pattern(50), 0, 50, null);
            server.Send(WirePeer.Frame(WirePeer.Ping, true, new byte[] { 1, 2 }, 0, 2, null));
            int rounds = 0;
            while (server.Frames.Count == 0 && rounds < 200)
            {
                // There always is another message before the client asks for one.
                server.Send(message);
                server.Send(message);
                server.Work();
                server.Work();
                Assert.AreEqual(50, client.Receive(buffer, 0, 100).Count);
                rounds++;
            }

            Assert.AreEqual(1, server.Frames.Count);
            Assert.AreEqual(0x8A, server.Frames[0].Key);
            CollectionAssert.AreEqual(new byte[] { 1, 2 }, server.Frames[0].Value);
        }

        [TestMethod]
        public void Receive_ServerCloses_BringsItsStatusAndReason()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            int closed = 0;
            client.Closed += s => closed++;
            host.Socket.SendString("last");
            host.Socket.Close((WebSocketCloseStatus)4001, "genug für heute");
            byte[] buffer = new byte[100];
            Assert.AreEqual(4, client.Receive(buffer, 0, 100).Count);
            WebSocketReceiveResult result = client.Receive(buffer, 0, 100);
            Assert.AreEqual(WebSocketMessageType.Close, result.MessageType);
            Assert.AreEqual(0, result.Count);
            Assert.AreEqual(4001, (int)result.CloseStatus);
            Assert.AreEqual("genug für heute", result.CloseStatusDescription);
            Assert.AreEqual(4001, (int)client.CloseStatus);
            Assert.AreEqual("genug für heute", client.CloseStatusDescription);
            Assert.AreEqual(WebSocketState.Closed, client.State);
            Assert.AreEqual(1, closed);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(buffer, 0, 100));
            Assert.AreEqual(1, host.Server.Statistics.WebSocketsClosedCleanly);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Receive_ServerVanishes_Throws(bool isReset)
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            server.Send(new byte[] { 0x82, 10, 1 });
            byte[] buffer = new byte[10];
            Assert.AreEqual(1, client.Receive(buffer, 0, 10).Count);
            if (isReset)
            {
                server.End.Lose();
            }
            else
            {
                server.End.Close();
            }

            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Receive(buffer, 0, 10));
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, client.CloseStatus);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.ThrowsExactly<WebSocketException>(() => client.SendString("x"));
        }

        [TestMethod]
        public void Receive_ServerBreaksARule_FailsWithItsStatus()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 50);
            client.Connect("ws://h/");
            server.Send(WirePeer.TextFrame("masked"));
            byte[] buffer = new byte[10];
            Assert.ThrowsExactly<WebSocketException>(() => client.Receive(buffer, 0, 10));
            Assert.AreEqual(WebSocketCloseStatus.ProtocolError, client.CloseStatus);
            server.Work();
            Assert.AreEqual(0x88, server.Frames.Single().Key);
            CollectionAssert.AreEqual(new byte[] { 1002 >> 8, 1002 & 255 }, server.Frames[0].Value);
        }

        [TestMethod]
        public void Receive_WrongArguments_Throw()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            byte[] buffer = new byte[10];
            Expect.Throws(typeof(ArgumentNullException), () => client.Receive(null, 0, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 10, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, -1, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 0, 11));
        }
    }
}
