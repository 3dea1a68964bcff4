using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>Limits on both of their sides, and what is refused.</summary>
    [TestClass]
    public sealed class TopicHubOptionsTests
    {
        private static readonly WebSocketServer _server = new WebSocketServer(new WebSocketServerOptions { SendBufferSize = 1131 });

        [TestMethod]
        public void Defaults_AreThoseOfTheDocumentation()
        {
            TopicHubOptions options = new TopicHubOptions();
            options.Validate();
            Assert.AreEqual(4, options.MaxSubscribers);
            Assert.AreEqual(8, options.MaxTopics);
            Assert.AreEqual(2048, options.QueueSize);
            Assert.AreEqual(32, options.MaxQueuedMessages);
            Assert.AreEqual(SlowReaderPolicy.LatestPerTopic, options.Policy);
        }

        [TestMethod]
        public void Options_OutOfRange_AreRefusedWithTheirNumbers()
        {
            AssertTaken(new TopicHubOptions { MaxSubscribers = 1, MaxTopics = 1024 });
            AssertTaken(new TopicHubOptions { MaxSubscribers = 1024, MaxTopics = 1 });
            AssertTaken(new TopicHubOptions { QueueSize = 2, MaxQueuedMessages = 1 });
            AssertTaken(new TopicHubOptions { QueueSize = 64, MaxQueuedMessages = 32, Policy = SlowReaderPolicy.Close });
            AssertTaken(new TopicHubOptions { QueueSize = 0, MaxQueuedMessages = 0, Policy = SlowReaderPolicy.DropNewest });
            AssertRefused(new TopicHubOptions { MaxSubscribers = 0 }, "MaxSubscribers is 0, not 1 to 1024");
            AssertRefused(new TopicHubOptions { MaxSubscribers = 1025 }, "MaxSubscribers is 1025, not 1 to 1024");
            AssertRefused(new TopicHubOptions { MaxTopics = 0 }, "MaxTopics is 0, not 1 to 1024");
            AssertRefused(new TopicHubOptions { MaxTopics = 1025 }, "MaxTopics is 1025, not 1 to 1024");
            AssertRefused(new TopicHubOptions { QueueSize = -1 }, "QueueSize is -1, not 0 to 2147483647");
            AssertRefused(new TopicHubOptions { QueueSize = 1 }, "MaxQueuedMessages in a QueueSize of 1 is 32, not 1 to 0");
            AssertRefused(new TopicHubOptions { QueueSize = 64, MaxQueuedMessages = 33 }, "MaxQueuedMessages in a QueueSize of 64 is 33, not 1 to 32");
            AssertRefused(new TopicHubOptions { MaxQueuedMessages = 0 }, "MaxQueuedMessages in a QueueSize of 2048 is 0, not 1 to 1024");
            AssertRefused(new TopicHubOptions { QueueSize = 0, Policy = SlowReaderPolicy.DropOldest }, "Policy with a QueueSize of 0 is 2, not 0 to 1");
            AssertRefused(new TopicHubOptions { QueueSize = 0, Policy = SlowReaderPolicy.Close }, "Policy with a QueueSize of 0 is 3, not 0 to 1");
            AssertRefused(new TopicHubOptions { Policy = (SlowReaderPolicy)4 }, "Policy with a QueueSize of 2048 is 4, not 0 to 3");
            AssertRefused(new TopicHubOptions { Policy = (SlowReaderPolicy)(-1) }, "is -1");
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new TopicHub(null, new TopicHubOptions())));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new TopicHub(_server, null)));
        }

        [TestMethod]
        public void AddTopic_MoreThanMaxTopicsOrTheSameTwice_IsRefused()
        {
            TopicHub hub = new TopicHub(_server, new TopicHubOptions { MaxTopics = 2 });
            Topic a = hub.AddTopic("a", 1);
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("a", 1)).Message, "a");
            Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("", 1));
            Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic(null, 1));
            hub.AddTopic("b", 1);
            StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => hub.AddTopic("c", 1)).Message, "2");
            Assert.AreSame(a, hub.FindTopic(new[] { (byte)'x', (byte)'a' }, 1, 1));
            Assert.IsNull(hub.FindTopic(new[] { (byte)'x', (byte)'a' }, 0, 2));
            Assert.IsNull(hub.FindTopic(new byte[1], 0, 0));
            Expect.Throws(typeof(ArgumentNullException), () => hub.FindTopic(null, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => hub.FindTopic(new byte[2], 1, 2));
        }

        [TestMethod]
        [DataRow(2048, 996)]
        [DataRow(1000, 996)]
        [DataRow(999, 995)]
        [DataRow(130, 126)]
        [DataRow(129, 125)]
        [DataRow(127, 125)]
        [DataRow(126, 124)]
        [DataRow(3, 1)]
        [DataRow(0, 996)]
        public void AddTopic_CapacityThatFitsSendBufferAndQueue_IsTakenAndOneMoreRefused(int queueSize, int most)
        {
            // Frames of the server have 1,000 bytes at most.
            Assert.AreEqual(1000, _server.MaxFrameSize);
            TopicHub hub = new TopicHub(_server, new TopicHubOptions { QueueSize = queueSize, MaxQueuedMessages = 1 });
            Assert.AreEqual(most, hub.AddTopic("most", most).Capacity);
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("more", most + 1));
            StringAssert.Contains(e.Message, (most + 1).ToString());
            StringAssert.Contains(e.Message, "QueueSize of " + queueSize);
            StringAssert.Contains(e.Message, "1000");
            Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("none", 0));
            Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("none", int.MaxValue));
            Assert.ThrowsExactly<ArgumentException>(() => hub.AddTopic("none", int.MinValue));
        }

        [TestMethod]
        public void Publish_WrongArguments_ThrowAndChangeNothing()
        {
            TopicHub hub = new TopicHub(_server, new TopicHubOptions());
            Topic topic = hub.AddTopic("t", 10);
            Topic other = new TopicHub(_server, new TopicHubOptions()).AddTopic("t", 10);
            byte[] bytes = new byte[20];
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => hub.Publish(topic, bytes, 0, 11, WebSocketMessageType.Text));
            Assert.AreEqual("a message of 11 bytes in a topic of 10", e.Message);
            Expect.Throws(typeof(ArgumentNullException), () => hub.Publish(topic, null, 0, 0, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => hub.Publish(topic, bytes, 11, 10, WebSocketMessageType.Text));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => hub.Publish(topic, bytes, 0, -1, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentException>(() => hub.Publish(topic, bytes, 0, 1, WebSocketMessageType.Close));
            Assert.ThrowsExactly<ArgumentException>(() => hub.Publish(other, bytes, 0, 1, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentException>(() => hub.Publish(null, bytes, 0, 1, WebSocketMessageType.Text));
            Assert.AreEqual(0, hub.Statistics.Published);
            Assert.AreEqual(0, hub.Publish(topic, bytes, 0, 10, WebSocketMessageType.Binary));
            Assert.AreEqual(1, hub.Statistics.Published);
        }

        [TestMethod]
        public void Subscribe_WrongArguments_Throw()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 0 });
            Topic topic = fixture.Hub.AddTopic("t", 10);
            Topic other = new TopicHub(_server, new TopicHubOptions()).AddTopic("t", 10);
            WebSocket socket = fixture.Open().Socket;
            using ClientWebSocket client = new ClientWebSocket();
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(null, topic));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(client, topic));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(socket, other));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(socket, null));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Unsubscribe(socket, other));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.GetSkipped(socket, other));
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(socket, topic, SlowReaderPolicy.DropOldest));
            Assert.AreEqual("Policy with a QueueSize of 0 is 2, not 0 to 1", e.Message);
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Subscribe(socket, topic, (SlowReaderPolicy)4));
            Assert.AreEqual(0, fixture.Publish(topic, "m", 1));
            Assert.IsTrue(fixture.Hub.Subscribe(socket, topic, SlowReaderPolicy.DropNewest));
        }

        private static void AssertTaken(TopicHubOptions options)
        {
            Assert.IsNotNull(new TopicHub(_server, options));
        }

        private static void AssertRefused(TopicHubOptions options, string message)
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(options.Validate).Message, message);
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => GC.KeepAlive(new TopicHub(_server, options))).Message, message);
        }
    }
}
