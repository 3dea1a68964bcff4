using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>Our client and our server with options, buffers and cuts drawn from a seed: every message comes back as it was.</summary>
    [TestClass]
    public sealed class PairTests
    {
        private const int Capacity = 65536;

        [TestMethod]
        public void Echo_AnyOptions_GivesEveryMessageBack()
        {
            long plain = 0;
            long received = 0;
            for (int seed = 1; seed <= 60; seed++)
            {
                Run(seed, ref plain, ref received);
            }

            Assert.IsTrue(received < plain - (plain / 5), received + " bytes on the wire for " + plain);
        }

        private static void Run(int seed, ref long plain, ref long received)
        {
            Random random = new Random(seed);
            bool allowsPieces = random.Next(2) == 0;
            WebSocketServerOptions options = new WebSocketServerOptions
            {
                AllowPartialMessages = allowsPieces,
                PingIntervalMs = 0,
                SendBufferSize = random.Next(700, 2000),
                ReceiveBufferSize = random.Next(700, 2000),
                Extension = Draw(random),
            };
            HostingServer host = new HostingServer(options, Capacity);
            host.Echo();
            MemoryConnector connector = new MemoryConnector(host.Listener)
            {
                Pump = () => host.Server.RunOnce(0),
                MaxRead = random.Next(2) == 0 ? int.MaxValue : random.Next(1, 300),
                MaxWrite = random.Next(2) == 0 ? int.MaxValue : random.Next(1, 300),
            };
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions
            {
                PingIntervalMs = 0,
                SendBufferSize = random.Next(700, 2000),
                ReceiveBufferSize = random.Next(700, 2000),
                Extension = Draw(random),
                Connector = connector,
            });
            client.Connect("ws://device.local/");
            int most = allowsPieces ? 20000 : options.ReceiveBufferSize - WebSocketServerOptions.ReceiveBufferReserve - 100;
            byte[] buffer = new byte[Capacity];
            for (int i = 0; i < 15; i++)
            {
                string what = "seed " + seed + ", message " + i;
                byte[] data = DeflateData.Make(random, random.Next(3) == 0 ? random.Next(most) : random.Next(Math.Min(most, 600)));
                plain += data.Length;
                Send(client, data, random, allowsPieces && random.Next(3) == 0);
                CollectionAssert.AreEqual(data, Receive(client, buffer, random), what);
                if (data.Length < 500)
                {
                    Assert.AreEqual(1, host.Server.Broadcast(data, 0, data.Length, WebSocketMessageType.Binary), what);
                    CollectionAssert.AreEqual(data, Receive(client, buffer, random), what);
                }
            }

            Assert.AreEqual(0, host.EchoesRefused);
            received += host.Server.Statistics.BytesReceived;
        }

        private static PerMessageDeflate Draw(Random random)
        {
            return new PerMessageDeflate
            {
                InflateContext = random.Next(2) == 0,
                DeflateContext = random.Next(2) == 0,
                InflateWindowBits = random.Next(9, 16),
                DeflateWindowBits = random.Next(8, 16),
                MinSize = random.Next(200),
                MaxRatio = 2000,
            };
        }

        private static void Send(ClientWebSocket client, byte[] data, Random random, bool inParts)
        {
            if (!inParts)
            {
                Assert.IsTrue(client.Send(data, 0, data.Length, WebSocketMessageType.Binary));
                return;
            }

            int at = 0;
            int part;
            do
            {
                part = random.Next(data.Length - at + 1);
                Assert.IsTrue(client.SendFragment(data, at, part, WebSocketMessageType.Binary, at + part == data.Length));
                at += part;
            }
            while (at < data.Length);
        }

        private static byte[] Receive(ClientWebSocket client, byte[] buffer, Random random)
        {
            int count = 0;
            while (true)
            {
                WebSocketReceiveResult result = client.Receive(buffer, count, random.Next(1, 3000));
                Assert.AreEqual(WebSocketMessageType.Binary, result.MessageType);
                count += result.Count;
                if (result.EndOfMessage)
                {
                    return buffer[..count];
                }
            }
        }
    }
}
