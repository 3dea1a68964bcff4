using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a call of the client says of the connection that it was made for when a handler connects anew meanwhile.</summary>
    [TestClass]
    public sealed class ClientReconnectTests
    {
        [TestMethod]
        [DataRow(false, DisplayName = "a payload that is borrowed")]
        [DataRow(true, DisplayName = "a fragment that is borrowed")]
        public void Send_ConnectionIsReplacedInTheMidst_ThrowsAndTheNextIsFine(bool isFragment)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { AllowPartialMessages = true }, 4096);
            host.Echo();
            ClientWebSocketOptions options = new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) },
            };
            using ClientWebSocket client = new ClientWebSocket(options);
            client.Connect("ws://h/");
            MemoryTransport first = ((MemoryConnector)options.Connector).Last;
            client.Closed += s =>
            {
                if (host.OpenedCount == 1)
                {
                    client.Connect("ws://h/");
                }
            };

            // As another thread would, while this one waits for room.
            first.MaxWrite = 1000;
            int waits = 0;
            first.Pump = () =>
            {
                if (++waits == 2)
                {
                    first.Lose();
                    while (host.OpenedCount == 1)
                    {
                        client.RunOnce(0);
                        host.Server.RunOnce(0);
                    }
                }
            };
            byte[] large = WirePeer.Pattern(20000);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() =>
            {
                if (isFragment)
                {
                    client.SendFragment(large, 0, large.Length, WebSocketMessageType.Binary, true);
                }
                else
                {
                    client.Send(large, 0, large.Length, WebSocketMessageType.Binary);
                }
            });
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(WebSocketState.Open, client.State, "the next connection was given up for a message of the last");
            client.SendString("fine");
            Assert.AreEqual(4, client.Receive(large, 0, large.Length).Count);
        }

        [TestMethod]
        public void Receive_ClosedHandlerConnectsAnew_StillSaysHowTheLastOneEnded()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            client.Closed += s =>
            {
                if (host.OpenedCount == 1)
                {
                    client.Connect("ws://h/");
                }
            };
            host.Socket.Close(WebSocketCloseStatus.EndpointUnavailable, "later");
            byte[] buffer = new byte[10];
            WebSocketReceiveResult result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(WebSocketMessageType.Close, result.MessageType);
            Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, result.CloseStatus);
            Assert.AreEqual("later", result.CloseStatusDescription);
            client.SendString("next");
            Assert.AreEqual(4, client.Receive(buffer, 0, 10).Count);
        }

        [TestMethod]
        public void CloseAndWait_ClosedHandlerConnectsAnew_StillSaysThatItWasClean()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            client.Closed += s =>
            {
                if (host.OpenedCount == 1)
                {
                    client.Connect("ws://h/");
                }
            };
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketState.Open, client.State);
        }

        [TestMethod]
        public void MessageHandler_DisposesAndConnectsAnew_NothingOfTheLastConnectionIsLeft()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            int messages = 0;
            int closed = 0;
            client.Closed += s => closed++;
            client.MessageReceived += (s, buffer, offset, count, type, end) =>
            {
                messages++;
                if (host.OpenedCount == 1)
                {
                    client.Dispose();
                    client.Connect("ws://h/");
                }
            };
            host.Socket.SendString("one");
            host.Socket.SendString("two");
            for (int i = 0; i < 20; i++)
            {
                client.RunOnce(0);
                host.Server.RunOnce(0);
            }

            Assert.AreEqual(1, messages);
            Assert.AreEqual(1, closed);
            Assert.AreEqual(WebSocketState.Open, client.State);
            host.Socket.SendString("three");
            for (int i = 0; i < 20 && messages == 1; i++)
            {
                client.RunOnce(0);
            }

            Assert.AreEqual(2, messages);
        }

        [TestMethod]
        public void Dispose_AnotherThreadIsInReceive_ItIsToldThatTheConnectionIsLost()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            ClientWebSocketOptions options = new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) } };
            ClientWebSocket client = new ClientWebSocket(options);
            client.Connect("ws://h/");
            using ManualResetEventSlim waits = new ManualResetEventSlim();
            ((MemoryConnector)options.Connector).Last.Pump = waits.Set;
            Exception thrown = null;
            Thread receiver = new Thread(() =>
            {
                try
                {
                    client.Receive(new byte[10], 0, 10);
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            });
            receiver.Start();
            Assert.IsTrue(waits.Wait(10000));
            client.Dispose();
            Assert.IsTrue(receiver.Join(10000));
            Assert.IsInstanceOfType<WebSocketException>(thrown);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
        }
    }
}
