using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a client is brought by its events, from the server in memory.</summary>
    [TestClass]
    public sealed class ClientEventTests
    {
        [TestMethod]
        public void RunOnce_Events_BringWholeMessagesAndTheEnd()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            List<string> got = new List<string>();
            client.MessageReceived += (s, buffer, offset, count, type, end) =>
            {
                Assert.AreSame(client, s);
                Assert.IsTrue(end);
                got.Add(Encoding.UTF8.GetString(buffer, offset, count));
                if (got.Count < 5)
                {
                    s.SendString("message " + got.Count);
                }
                else
                {
                    s.Close(WebSocketCloseStatus.NormalClosure, null);
                }
            };
            client.Closed += s => got.Add("closed " + (int)s.CloseStatus);
            client.SendString("message 0");
            for (int i = 0; client.RunOnce(1) && i < 1000; i++)
            {
            }

            Assert.AreEqual("message 0,message 1,message 2,message 3,message 4,closed 1000", string.Join(",", got));
            Assert.IsFalse(client.RunOnce(0));
        }

        [TestMethod]
        public void RunOnce_MessageLargerThanTheBuffer_ClosesWith1009OrComesInPieces()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            byte[] large = WirePeer.Pattern(5000);
            using (ClientWebSocket client = ClientFixture.Connect(host))
            {
                client.MessageReceived += (s, buffer, offset, count, type, end) => Assert.Fail("not whole");
                Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
                for (int i = 0; client.RunOnce(1) && i < 1000; i++)
                {
                }

                Assert.AreEqual(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
            }

            host.Settle();
            using (ClientWebSocket client = ClientFixture.Connect(host, o => o.AllowPartialMessages = true))
            {
                using MemoryStream got = new MemoryStream();
                bool isOver = false;
                client.MessageReceived += (s, buffer, offset, count, type, end) =>
                {
                    got.Write(buffer, offset, count);
                    isOver = end;
                };
                Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
                for (int i = 0; !isOver && client.RunOnce(1) && i < 1000; i++)
                {
                }

                CollectionAssert.AreEqual(large, got.ToArray());
            }
        }

        [TestMethod]
        public void RunOnce_HandlerThrows_ClosesWith1011()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            client.MessageReceived += (s, buffer, offset, count, type, end) => throw new InvalidOperationException("the application's own");
            host.Socket.SendString("x");
            for (int i = 0; client.RunOnce(1) && i < 1000; i++)
            {
            }

            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, host.ClosedSocket.CloseStatus);
        }
    }
}
