using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>After construction a hub allocates nothing, whoever is slow.</summary>
    [TestClass]
    public sealed class TopicHubAllocationTests
    {
        private const int Rounds = 500;

        [TestMethod]
        [DataRow(SlowReaderPolicy.LatestPerTopic)]
        [DataRow(SlowReaderPolicy.DropNewest)]
        [DataRow(SlowReaderPolicy.DropOldest)]
        public void Publish_StallAndResume_MakeNoGarbage(SlowReaderPolicy policy)
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 1000, MaxQueuedMessages = 8 });
            Topic a = fixture.Hub.AddTopic("a", 200);
            Topic b = fixture.Hub.AddTopic("b", 200);
            TopicsFixture.Subscriber slow = fixture.Subscribe(a, policy);
            TopicsFixture.Subscriber fast = fixture.Subscribe(a, policy);
            fixture.Hub.Subscribe(fast.Socket, b, policy);
            byte[] bytes = new byte[200];
            byte[] sink = new byte[65536];

            void Round()
            {
                slow.Stall();
                fixture.Hub.Subscribe(slow.Socket, b, policy);
                for (int i = 0; i < 20; i++)
                {
                    fixture.Hub.Publish(a, bytes, 0, i * 10, WebSocketMessageType.Binary);
                    fixture.Hub.Publish(b, bytes, 0, 50, WebSocketMessageType.Binary);
                }

                slow.Resume();
                fixture.Host.Settle();
                fixture.Hub.Unsubscribe(slow.Socket, b);
                slow.Peer.Transport.Read(sink, 0, sink.Length);
                fast.Peer.Transport.Read(sink, 0, sink.Length);
            }

            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                // The first run warms up; the runtime itself makes an object now and then, garbage of a message would show in every run.
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Rounds; i++)
                {
                    Round();
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.IsTrue(fixture.Statistics.Skipped > Rounds);
            Assert.AreEqual(0, fixture.Statistics.Waiting);
        }

        [TestMethod]
        public void Memory_OfAHub_IsWhatTheOptionsSay()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            HashSet<object> before = DeviceMemory.Reach(server);
            long none = Count(server, before, new TopicHubOptions { QueueSize = 0, MaxSubscribers = 1, MaxTopics = 1 });
            long subscriptions = Count(server, before, new TopicHubOptions { QueueSize = 0, MaxSubscribers = 10, MaxTopics = 10 });
            long queue = Count(server, before, new TopicHubOptions { QueueSize = 2000, MaxQueuedMessages = 100, MaxSubscribers = 1, MaxTopics = 1 });
            Assert.IsTrue(none <= 600, none.ToString());
            Assert.IsTrue(subscriptions - none <= (13 * 99) + (12 * 9) + (16 * 9) + 60, (subscriptions - none).ToString());
            Assert.IsTrue(queue - none <= 2000 + (16 * 100) + 300, (queue - none).ToString());
        }

        private static long Count(WebSocketServer server, HashSet<object> before, TopicHubOptions options)
        {
            TopicHub hub = new TopicHub(server, options);
            long bytes = 0;
            foreach (object one in DeviceMemory.Reach(hub))
            {
                if (!before.Contains(one) && one is not Delegate)
                {
                    bytes += DeviceMemory.Size(one);
                }
            }

            return bytes;
        }
    }
}
