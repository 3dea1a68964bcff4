using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Wire;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Interop.Topics
{
    /// <summary>
    /// Over real sockets: one reader stops to read, as a page does whose browser was suspended, until the system's buffers and its send
    /// buffer are full; the others get every message meanwhile; then it reads on.
    /// </summary>
    [TestClass]
    public class StalledReaderTests
    {
        private const int MessageSize = 16000;

        /// <summary>Far more than the system buffers for a loopback connection, and a bound of the test.</summary>
        private const int MaxMessages = 4000;

        /// <summary>Messages published after the first that the stalled reader did not get.</summary>
        private const int MessagesBeyond = 20;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(SlowReaderPolicy.LatestPerTopic)]
        [DataRow(SlowReaderPolicy.DropNewest)]
        [DataRow(SlowReaderPolicy.DropOldest)]
        [DataRow(SlowReaderPolicy.Close)]
        public void Reader_Stalled_IsMetByItsPolicyWhileOthersGetEverything(SlowReaderPolicy policy)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                SendBufferSize = 40000,
                SendTimeoutMs = Patience.TestMs,
                PingIntervalMs = 0,
            });
            TopicHub hub = new TopicHub(server, new TopicHubOptions { QueueSize = 5 * MessageSize, MaxQueuedMessages = 100, Policy = policy });
            Topic topic = hub.AddTopic("t", MessageSize);
            using SemaphoreSlim subscribed = new SemaphoreSlim(0);
            server.Opened += socket =>
            {
                hub.Subscribe(socket, topic);
                subscribed.Release();
            };
            server.Start();

            using WireStream stalled = Connect(server.Port, 4096);
            using WireStream fast = Connect(server.Port, 0);
            using WireStream other = Connect(server.Port, 0);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(subscribed.Wait(Patience.Ms));
            }

            byte[] message = new byte[MessageSize];
            int count = 0;
            for (int beyond = 0; beyond < MessagesBeyond; count++)
            {
                Assert.IsLessThan(MaxMessages, count, "nothing ever stalled");
                BinaryPrimitives.WriteInt32BigEndian(message, count);
                Assert.IsGreaterThanOrEqualTo(2, hub.Publish(topic, message, 0, MessageSize, WebSocketMessageType.Binary));
                Assert.AreEqual(count, ReadNumber(fast));
                Assert.AreEqual(count, ReadNumber(other));
                Assert.IsLessThanOrEqualTo(5, hub.Statistics.Waiting);
                if (hub.Statistics.Skipped > 0)
                {
                    beyond++;
                }
            }

            Assert.AreEqual(policy == SlowReaderPolicy.Close ? 1 : 0, hub.Statistics.ClosedSlow);
            List<int> numbers = [];
            WireFrame frame = stalled.ReadFrame();
            while (frame.Opcode == WireFrame.Binary)
            {
                numbers.Add(Number(frame));
                if (numbers[^1] == count - 1)
                {
                    break;
                }

                if (policy == SlowReaderPolicy.DropNewest && hub.Statistics.Sent == (2 * count) + numbers.Count)
                {
                    // All that was taken has come; the next one gets through again.
                    BinaryPrimitives.WriteInt32BigEndian(message, count);
                    Assert.AreEqual(3, hub.Publish(topic, message, 0, MessageSize, WebSocketMessageType.Binary));
                    count++;
                }

                frame = stalled.ReadFrame();
            }

            // What was taken before the stall came without a gap.
            int gaps = 0;
            for (int i = 0; i < numbers.Count; i++)
            {
                int previous = i == 0 ? -1 : numbers[i - 1];
                Assert.IsGreaterThan(previous, numbers[i]);
                gaps += numbers[i] == previous + 1 ? 0 : 1;
            }

            TopicHubStatistics statistics = hub.Statistics;
            if (policy == SlowReaderPolicy.Close)
            {
                Assert.AreEqual(WireFrame.Close, frame.Opcode);
                Assert.AreEqual((int)WebSocketCloseStatus.TryAgainLater, BinaryPrimitives.ReadUInt16BigEndian(frame.Payload));
                Assert.AreEqual(0, gaps);
            }
            else
            {
                Assert.AreEqual(count - 1, numbers[^1]);
                Assert.AreEqual(1, gaps);
                Assert.AreEqual(count, statistics.Published);
                Assert.AreEqual(3 * count, statistics.Offered);
                Assert.AreEqual(count - numbers.Count, statistics.Skipped);
            }

            Assert.AreEqual(0, statistics.Waiting);
            Assert.AreEqual(statistics.Offered, statistics.Sent + statistics.Skipped);
            Assert.AreEqual(0, server.Statistics.HandlerErrors + server.Statistics.PumpErrors);
        }

        private static WireStream Connect(int port, int receiveBufferSize)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            if (receiveBufferSize != 0)
            {
                socket.ReceiveBufferSize = receiveBufferSize;
            }

            socket.Connect(IPAddress.Loopback, port);
            WireStream stream = new WireStream(socket, true);
            stream.Write(Encoding.ASCII.GetBytes(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", stream.ReadHead()[0]);
            return stream;
        }

        private static int ReadNumber(WireStream stream)
        {
            WireFrame frame = stream.ReadFrame();
            Assert.AreEqual(WireFrame.Binary, frame.Opcode);
            return Number(frame);
        }

        private static int Number(WireFrame frame)
        {
            Assert.HasCount(MessageSize, frame.Payload);
            return BinaryPrimitives.ReadInt32BigEndian(frame.Payload);
        }
    }
}
