using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>After warm-up a message makes no garbage, on either side, in either direction.</summary>
    [TestClass]
    public sealed class AllocationTests
    {
        private const int Warmup = 2000;
        private const int Messages = 10000;

        [TestMethod]
        [DataRow(16, true)]
        [DataRow(125, false)]
        [DataRow(800, true)]
        [DataRow(800, false)]
        public void Server_InMemory_EchoesWithoutGarbage(int count, bool isText)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            WirePeer peer = host.Open();
            byte[] payload = isText ? Encoding.ASCII.GetBytes(new string('t', count)) : WirePeer.Pattern(count);
            byte[] frame = WirePeer.Frame(isText ? WirePeer.Text : WirePeer.Binary, true, payload, 0, count);
            int echoed = 0;
            AssertNoGarbage(() =>
            {
                peer.Send(frame);
                host.Server.RunOnce(0);
                peer.Receive();
                if (!peer.ReadFrame() || peer.PayloadCount != count)
                {
                    throw new InvalidOperationException("no echo");
                }

                echoed++;
            });
            Assert.IsTrue(echoed >= Warmup + Messages);
        }

        [TestMethod]
        public void Server_InMemory_OtherTrafficMakesNoGarbage()
        {
            // Text that is not ASCII, fragments with pings between, a message larger than the send buffer, a broadcast.
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 2048, SendBufferSize = 600 }, 8192);
            host.Echo();
            WirePeer other = host.Open();
            WirePeer peer = host.Open();
            byte[] text = Encoding.UTF8.GetBytes("äöü€ and 𝄞");
            byte[] large = WirePeer.Pattern(1500);
            byte[] all = WirePeer.Frame(WirePeer.Text, false, text, 0, 5);
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Ping, true, text, 0, 10));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Continuation, true, text, 5, text.Length - 5));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Pong, true, text, 0, 0));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Binary, true, large, 0, large.Length));
            MessageFrame frame = new MessageFrame(200);
            AssertNoGarbage(() =>
            {
                peer.Send(all);
                int frames = 0;
                for (int i = 0; frames < 3 && i < 100; i++)
                {
                    host.Server.RunOnce(0);
                    peer.Receive();
                    while (peer.ReadFrame())
                    {
                        frames++;
                    }
                }

                if (frames != 3 || host.Server.Broadcast(frame, 200, WebSocketMessageType.Binary) != 2
                    || host.Server.Broadcast(large, 0, 300, WebSocketMessageType.Binary) != 2)
                {
                    throw new InvalidOperationException("something is missing");
                }

                peer.Receive();
                other.Receive();
                if (!peer.ReadFrame() || !peer.ReadFrame() || !other.ReadFrame() || !other.ReadFrame())
                {
                    throw new InvalidOperationException("a broadcast is missing");
                }
            });
        }

        [TestMethod]
        [DataRow(16, true)]
        [DataRow(800, false)]
        [DataRow(3000, false)]
        public void Client_InMemory_SendsAndReceivesWithoutGarbage(int count, bool isText)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 4096 }, 8192);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            byte[] payload = isText ? Encoding.ASCII.GetBytes(new string('t', count)) : WirePeer.Pattern(count);
            byte[] buffer = new byte[count];
            WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            AssertNoGarbage(() => Exchange(client, payload, buffer, type));
        }

        [TestMethod]
        public void Client_InMemory_EventsMakeNoGarbage()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 8192);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            int got = 0;
            client.MessageReceived += (s, b, offset, length, type, end) => got++;
            byte[] payload = WirePeer.Pattern(100);
            AssertNoGarbage(() =>
            {
                int before = got;
                client.Send(payload, 0, payload.Length, WebSocketMessageType.Binary);
                for (int i = 0; got == before && i < 100; i++)
                {
                    host.Server.RunOnce(0);
                    client.RunOnce(0);
                }

                if (got == before)
                {
                    throw new InvalidOperationException("no echo");
                }
            });
        }

        [TestMethod]
        [DataRow(16, true)]
        [DataRow(800, false)]
        public void Server_OverLoopback_EchoesWithoutGarbage(int count, bool isText)
        {
            WebSocketServer server = CreateServer();
            using (server)
            {
                server.Listen();
                using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
                socket.Send(Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", "")));
                byte[] buffer = new byte[4096];
                int head = 0;
                while (head < 129)
                {
                    server.RunOnce(1);
                    if (socket.Available > 0)
                    {
                        head += socket.Receive(buffer);
                    }
                }

                byte[] payload = isText ? Encoding.ASCII.GetBytes(new string('t', count)) : WirePeer.Pattern(count);
                byte[] frame = WirePeer.Frame(isText ? WirePeer.Text : WirePeer.Binary, true, payload, 0, count);
                int size = frame.Length - 4;
                AssertNoGarbage(() =>
                {
                    socket.Send(frame, 0, frame.Length, SocketFlags.None);
                    int got = 0;
                    for (int i = 0; got < size && i < 10000; i++)
                    {
                        server.RunOnce(1);
                        if (socket.Available > 0)
                        {
                            got += socket.Receive(buffer, got, buffer.Length - got, SocketFlags.None);
                        }
                    }

                    if (got != size)
                    {
                        throw new InvalidOperationException("no echo");
                    }
                });
            }
        }

        [TestMethod]
        [DataRow(16, true)]
        [DataRow(3000, false)]
        public void Client_OverLoopback_SendsAndReceivesWithoutGarbage(int count, bool isText)
        {
            // The pump runs on its own thread; what is counted is this one's.
            WebSocketServer server = CreateServer();
            using (server)
            {
                server.Start();
                using ClientWebSocket client = new ClientWebSocket();
                client.Connect("ws://127.0.0.1:" + server.Port + "/");
                byte[] payload = isText ? Encoding.ASCII.GetBytes(new string('t', count)) : WirePeer.Pattern(count);
                byte[] buffer = new byte[count];
                WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                AssertNoGarbage(() => Exchange(client, payload, buffer, type));
                Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            }
        }

        private static void Exchange(ClientWebSocket client, byte[] payload, byte[] buffer, WebSocketMessageType type)
        {
            client.Send(payload, 0, payload.Length, type);
            int got = 0;
            bool isOver = false;
            while (!isOver)
            {
                WebSocketReceiveResult result = client.Receive(buffer, got == buffer.Length ? 0 : got, buffer.Length - (got == buffer.Length ? 0 : got));
                got += result.Count;
                isOver = result.EndOfMessage;
            }

            if (got != payload.Length || buffer[got - 1] != payload[got - 1])
            {
                throw new InvalidOperationException("another echo");
            }
        }

        private static WebSocketServer CreateServer()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0, ReceiveBufferSize = 4096 });
            server.MessageReceived += (s, buffer, offset, count, type, end) => s.Send(buffer, offset, count, type);
            return server;
        }

        private static void AssertNoGarbage(Action action)
        {
            for (int i = 0; i < Warmup; i++)
            {
                action();
            }

            // The runtime itself makes an object now and then, once; garbage of a message would show in every run.
            long least = long.MaxValue;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Messages; i++)
                {
                    action();
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }
    }
}
