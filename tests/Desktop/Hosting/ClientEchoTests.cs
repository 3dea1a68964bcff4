using System.Net;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A client that sends more than all buffers on the way hold, to a server that answers while it still receives.</summary>
    [TestClass]
    public class ClientEchoTests
    {
        private const int Size = 16 * 1024 * 1024;

        [TestMethod]
        [Timeout(60000)]
        public void Send_MessageThatComesBackMeanwhile_ArrivesWholeBothWays()
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback, Port = 0, AllowPartialMessages = true, ReceiveBufferSize = 4096, SendBufferSize = 4096,
            });
            server.MessageReceived += (socket, buffer, offset, count, type, end) =>
                Assert.IsTrue(socket.SendFragment(buffer, offset, count, type, end));
            server.Start();

            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions
            {
                AllowPartialMessages = true, MaxFragments = Size, ReceiveBufferSize = 4096, SendBufferSize = 4096,
            });
            byte[] message = new byte[Size];
            for (int i = 0; i < Size; i++)
            {
                message[i] = (byte)(i ^ (i >> 8));
            }

            int received = 0;
            int wrong = 0;
            using ManualResetEventSlim isWhole = new ManualResetEventSlim();
            client.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                for (int i = 0; i < count; i++)
                {
                    wrong += buffer[offset + i] == message[received + i] ? 0 : 1;
                }

                received += count;
                if (end)
                {
                    isWhole.Set();
                }
            };
            client.Connect("ws://127.0.0.1:" + server.Port + "/");
            client.Start();

            // Both kinds of buffers on the way hold less than half of it, so a client that read nothing until it has sent
            // all would wait for a server that waits for it.
            Assert.IsTrue(client.Send(message, 0, Size, WebSocketMessageType.Binary));
            isWhole.Wait();
            Assert.AreEqual(Size, received);
            Assert.AreEqual(0, wrong);
        }

        [TestMethod]
        [Timeout(60000)]
        public void Receive_NothingArrivesInTime_ThrowsAndStaysConnected()
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0 });
            server.MessageReceived += (socket, buffer, offset, count, type, end) => socket.Send(buffer, offset, count, type);
            server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveTimeoutMs = 50 });
            client.Connect("ws://127.0.0.1:" + server.Port + "/");
            byte[] buffer = new byte[16];
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Receive(buffer, 0, buffer.Length));
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
            Assert.AreEqual(WebSocketState.Open, client.State);
            client.SendString("still here");
            Assert.AreEqual(10, client.Receive(buffer, 0, buffer.Length).Count);
        }
    }
}
