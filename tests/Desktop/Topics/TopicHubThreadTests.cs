using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>Four publishers and a pump at once, with readers that are faster and slower than they.</summary>
    [TestClass]
    public sealed class TopicHubThreadTests
    {
        private const int Publishers = 4;
        private const int MessagesEach = 1500;

        [TestMethod]
        public void Publish_FromFourThreads_EachSubscriberGetsAnOrderedPartAndEveryMessageIsAccountedFor()
        {
            SlowReaderPolicy[] policies = { SlowReaderPolicy.DropOldest, SlowReaderPolicy.LatestPerTopic, SlowReaderPolicy.DropNewest, SlowReaderPolicy.DropOldest };
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 3000, MaxQueuedMessages = 60 }, 2000);
            Topic[] topics = new Topic[Publishers];
            for (int i = 0; i < Publishers; i++)
            {
                topics[i] = fixture.Hub.AddTopic("t" + i, 200);
            }

            TopicsFixture.Subscriber[] subscribers = new TopicsFixture.Subscriber[policies.Length];
            for (int i = 0; i < policies.Length; i++)
            {
                subscribers[i] = fixture.Open();
                foreach (Topic topic in topics)
                {
                    Assert.IsTrue(fixture.Hub.Subscribe(subscribers[i].Socket, topic, policies[i]));
                }
            }

            fixture.Host.Server.Start();
            Exception failure = null;
            int running = Publishers;
            List<Thread> threads = new List<Thread>();
            for (int t = 0; t < Publishers; t++)
            {
                int id = t;
                Thread thread = new Thread(() =>
                {
                    try
                    {
                        PublishAll(fixture.Hub, topics[id], id);
                    }
                    catch (Exception e)
                    {
                        failure ??= e;
                    }

                    Interlocked.Decrement(ref running);
                })
                { IsBackground = true };
                thread.Start();
                threads.Add(thread);
            }

            int[] received = new int[subscribers.Length];
            int[][] last = new int[subscribers.Length][];
            for (int i = 0; i < last.Length; i++)
            {
                last[i] = new[] { -1, -1, -1, -1 };
            }

            TopicHubStatistics statistics = fixture.Statistics;
            bool isOver = false;
            for (int round = 0; round < 30000 && !isOver; round++)
            {
                // Before what is received is counted, so that nothing is sent after it.
                bool isAllSent = Volatile.Read(ref running) == 0 && statistics.Waiting == 0;
                bool isIdle = true;
                for (int i = 0; i < subscribers.Length; i++)
                {
                    // The first reads all the time, the others ever more rarely.
                    if (isAllSent || round % (1 + (10 * i)) == 0)
                    {
                        isIdle &= !Receive(subscribers[i].Peer, last[i], ref received[i]);
                    }
                }

                isOver = isAllSent && received[0] + received[1] + received[2] + received[3] == statistics.Sent;
                if (isIdle)
                {
                    Thread.Sleep(1);
                }
            }

            foreach (Thread thread in threads)
            {
                Assert.IsTrue(thread.Join(30000));
            }

            fixture.Host.Server.Stop();
            Assert.IsNull(failure, failure?.ToString());
            Assert.AreEqual(Publishers * MessagesEach, statistics.Published);
            Assert.AreEqual(Publishers * MessagesEach * subscribers.Length, statistics.Offered);
            Assert.AreEqual(statistics.Offered, statistics.Sent + statistics.Skipped);
            Assert.AreEqual(0, statistics.Waiting);
            Assert.AreEqual(statistics.Sent, received[0] + received[1] + received[2] + received[3]);
            for (int topic = 0; topic < Publishers; topic++)
            {
                // This policy never misses the last one; in the queue other topics' messages may overwrite it.
                Assert.AreEqual(SlowReaderPolicy.LatestPerTopic, policies[1]);
                Assert.AreEqual(MessagesEach - 1, last[1][topic]);
            }
        }

        [TestMethod]
        public void SubscribeAndClose_WhileOthersPublish_LeavesNothingBehind()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 4, PingIntervalMs = 0 }, 4096);
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions { MaxSubscribers = 2 });
            Topic topic = hub.AddTopic("t", 100);
            host.Server.Opened += socket => hub.Subscribe(socket, topic, SlowReaderPolicy.Close);
            bool isOver = false;
            Exception failure = null;
            List<Thread> threads = new List<Thread>();
            for (int t = 0; t < 2; t++)
            {
                Thread thread = new Thread(() =>
                {
                    try
                    {
                        byte[] bytes = new byte[50];
                        while (!Volatile.Read(ref isOver))
                        {
                            hub.Publish(topic, bytes, 0, bytes.Length, WebSocketMessageType.Binary);
                            Thread.Sleep(0);
                        }
                    }
                    catch (Exception e)
                    {
                        failure ??= e;
                    }
                })
                { IsBackground = true };
                thread.Start();
                threads.Add(thread);
            }

            for (int i = 0; i < 200; i++)
            {
                WirePeer peer = host.Open();
                WirePeer other = host.Open();
                WebSocket socket = host.Socket;
                host.Run(20);
                if (i % 2 == 0)
                {
                    ((MemoryTransport)peer.Transport).Lose();
                    socket.Abort();
                }
                else
                {
                    hub.Unsubscribe(socket);
                    ((MemoryTransport)peer.Transport).Lose();
                    ((MemoryTransport)other.Transport).Lose();
                }

                for (int round = 0; host.Server.ConnectionCount > 0 && round < 10000; round++)
                {
                    host.Server.RunOnce(1);
                }

                Assert.AreEqual(0, host.Server.ConnectionCount);
            }

            Volatile.Write(ref isOver, true);
            foreach (Thread thread in threads)
            {
                Assert.IsTrue(thread.Join(30000));
            }

            Assert.IsNull(failure, failure?.ToString());
            host.Open();
            WebSocket last = host.Socket;
            Assert.AreEqual(1, hub.Publish(topic, new byte[1], 0, 1, WebSocketMessageType.Binary));
            last.Abort();
            host.Settle();
            Assert.AreEqual(0, hub.Statistics.Waiting);
            Assert.AreEqual(hub.Statistics.Offered, hub.Statistics.Sent + hub.Statistics.Skipped);
            Assert.AreEqual(0, host.Server.Statistics.HandlerErrors);
        }

        private static void PublishAll(TopicHub hub, Topic topic, int id)
        {
            byte[] bytes = new byte[200];
            for (int i = 0; i < MessagesEach; i++)
            {
                int count = 3 + (i * 37 % 190);
                bytes[0] = (byte)id;
                bytes[1] = (byte)(i >> 8);
                bytes[2] = (byte)i;
                for (int k = 3; k < count; k++)
                {
                    bytes[k] = (byte)(k + id + i);
                }

                hub.Publish(topic, bytes, 0, count, WebSocketMessageType.Binary);
                if (i % 20 == 0)
                {
                    Thread.Sleep(1);
                }
            }
        }

        private static bool Receive(WirePeer peer, int[] last, ref int received)
        {
            bool isActive = false;
            peer.Receive();
            while (peer.ReadFrame())
            {
                isActive = true;
                received++;
                int at = peer.PayloadOffset;
                int id = peer.Buffer[at];
                int i = (peer.Buffer[at + 1] << 8) | peer.Buffer[at + 2];
                Assert.IsTrue(i > last[id], "message " + i + " of " + id + " came behind " + last[id]);
                last[id] = i;
                Assert.AreEqual(3 + (i * 37 % 190), peer.PayloadCount);
                for (int k = 3; k < peer.PayloadCount; k++)
                {
                    if (peer.Buffer[at + k] != (byte)(k + id + i))
                    {
                        Assert.Fail("byte " + k + " of message " + i);
                    }
                }
            }

            return isActive;
        }
    }
}
