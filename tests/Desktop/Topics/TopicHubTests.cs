using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>Who gets what when nobody is slow.</summary>
    [TestClass]
    public sealed class TopicHubTests
    {
        [TestMethod]
        public void Publish_ToSubscribers_GoesOutAtOnceAndToNobodyElse()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic a = fixture.Hub.AddTopic("a", 98);
            Topic b = fixture.Hub.AddTopic("b", 98);
            TopicsFixture.Subscriber both = fixture.Subscribe(a, SlowReaderPolicy.DropNewest);
            Assert.IsTrue(fixture.Hub.Subscribe(both.Socket, b));
            TopicsFixture.Subscriber one = fixture.Subscribe(b, SlowReaderPolicy.DropOldest);
            TopicsFixture.Subscriber none = fixture.Open();

            Assert.AreEqual(1, fixture.Publish(a, "a1", 2));
            Assert.AreEqual(2, fixture.Publish(b, "b1", 2));
            Assert.IsTrue(fixture.Hub.Unsubscribe(both.Socket, b));
            Assert.AreEqual(1, fixture.Publish(b, "b2", 2));
            fixture.Hub.Unsubscribe(both.Socket);
            Assert.AreEqual(0, fixture.Publish(a, "a2", 2));
            Assert.AreEqual("a1 b1", both.Read());
            Assert.AreEqual("b1 b2", one.Read());
            Assert.AreEqual("", none.Read());
            Assert.AreEqual(4, fixture.Statistics.Published);
            fixture.AssertCounts(4, 4, 0, 0);
            Assert.IsFalse(fixture.Hub.Unsubscribe(none.Socket, a));
            fixture.Hub.Unsubscribe(none.Socket);
            fixture.Hub.Unsubscribe(null);
            Assert.IsFalse(fixture.Hub.Unsubscribe(null, a));
        }

        [TestMethod]
        public void Subscribe_New_GetsTheLastMessageAtOnceAndAgainWhenRepeated()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber early = fixture.Subscribe(topic, SlowReaderPolicy.LatestPerTopic);
            Assert.AreEqual("", early.Read());
            fixture.AssertCounts(0, 0, 0, 0);
            fixture.PublishAll(topic, "m", 1, 2);
            TopicsFixture.Subscriber late = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            Assert.AreEqual("m2", late.Read());
            Assert.IsTrue(fixture.Hub.Subscribe(late.Socket, topic));
            Assert.AreEqual("m2", late.Read());
            Assert.AreEqual("m1 m2", early.Read());
            fixture.AssertCounts(4, 4, 0, 0);
        }

        [TestMethod]
        public void Subscribe_InOpened_GetsTheLastMessageBehindTheHandshake()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("t", 98);
            fixture.PublishAll(topic, "m", 1, 1);
            fixture.Host.Server.Opened += socket => Assert.IsTrue(fixture.Hub.Subscribe(socket, topic));
            Assert.AreEqual("m1", fixture.Open().Read());
        }

        [TestMethod]
        public void Subscribe_ByCommand_IsMappedByTheApplication()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic temperature = fixture.Hub.AddTopic("größe", 98);
            fixture.Hub.AddTopic("größer", 98);
            byte[] sub = Encoding.ASCII.GetBytes("sub ");
            byte[] unsub = Encoding.ASCII.GetBytes("unsub ");
            fixture.Host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                if (count > 4 && Nanowire.WebSockets.Protocol.Ascii.AreEqual(buffer, offset, 4, sub))
                {
                    Topic topic = fixture.Hub.FindTopic(buffer, offset + 4, count - 4);
                    Assert.AreEqual(topic != null, topic != null && fixture.Hub.Subscribe(socket, topic));
                }
                else if (count > 6 && Nanowire.WebSockets.Protocol.Ascii.AreEqual(buffer, offset, 6, unsub))
                {
                    Assert.IsTrue(fixture.Hub.Unsubscribe(socket, fixture.Hub.FindTopic(buffer, offset + 6, count - 6)));
                }
            };
            TopicsFixture.Subscriber subscriber = fixture.Open();
            subscriber.Peer.Send(WirePeer.TextFrame("sub größ"));
            fixture.Host.Settle();
            Assert.AreEqual(0, fixture.Publish(temperature, "1", 1));
            subscriber.Peer.Send(WirePeer.TextFrame("sub größe"));
            Assert.AreEqual("1", subscriber.Read());
            Assert.AreEqual(1, fixture.Publish(temperature, "2", 1));
            Assert.AreEqual("2", subscriber.Read());
            subscriber.Peer.Send(WirePeer.TextFrame("unsub größe"));
            Assert.AreEqual("", subscriber.Read());
            Assert.AreEqual(0, fixture.Publish(temperature, "3", 1));
            Assert.AreEqual(0, fixture.Host.Server.Statistics.HandlerErrors);
            Assert.AreEqual("größe", temperature.Name);
            Assert.AreEqual(98, temperature.Capacity);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        public void Publish_OfAnySize_IsFramedOnceForEachSubscriberAndForThoseThatWait(int count)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 70000 }, 80000);
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions { QueueSize = 65546, MaxQueuedMessages = 4 });
            Topic topic = hub.AddTopic("t", 65536);
            WirePeer slow = host.Open();
            MemoryTransport end = host.Listener.LastServerEnd;
            Assert.IsTrue(hub.Subscribe(host.Socket, topic, SlowReaderPolicy.DropOldest));
            WirePeer fast = host.Open();
            Assert.IsTrue(hub.Subscribe(host.Socket, topic));
            byte[] bytes = WirePeer.Pattern(count + 2);
            end.MaxWrite = 0;
            host.Server.Broadcast(new byte[69000], 0, 69000, WebSocketMessageType.Text);
            Assert.AreEqual(count < 200 ? 2 : 1, hub.Publish(topic, bytes, 1, count, WebSocketMessageType.Binary));
            WirePeer[] peers = { fast, slow };
            end.MaxWrite = int.MaxValue;
            for (int i = 0; i < peers.Length; i++)
            {
                Assert.IsTrue(host.ReadFrame(peers[i]) && peers[i].Opcode == WirePeer.Text && peers[i].PayloadCount == 69000);
                Assert.IsTrue(host.ReadFrame(peers[i]));
                Assert.IsTrue(peers[i].Opcode == WirePeer.Binary && peers[i].IsFinal && peers[i].PayloadIs(bytes, 1, count));
            }

            CollectionAssert.AreEqual(WirePeer.Pattern(count + 2), bytes);
            Assert.AreEqual(2, hub.Statistics.Sent);
        }

        [TestMethod]
        public void Subscribe_MoreThanMaxSubscribers_IsRefusedUntilOneEnds()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { MaxSubscribers = 2 });
            Topic a = fixture.Hub.AddTopic("a", 98);
            Topic b = fixture.Hub.AddTopic("b", 98);
            TopicsFixture.Subscriber first = fixture.Subscribe(a, SlowReaderPolicy.LatestPerTopic);
            TopicsFixture.Subscriber second = fixture.Subscribe(a, SlowReaderPolicy.LatestPerTopic);
            Assert.IsTrue(fixture.Hub.Subscribe(second.Socket, b));
            TopicsFixture.Subscriber third = fixture.Open();
            Assert.IsFalse(fixture.Hub.Subscribe(third.Socket, a));
            Assert.IsTrue(fixture.Hub.Unsubscribe(second.Socket, a));
            Assert.IsFalse(fixture.Hub.Subscribe(third.Socket, a));
            Assert.IsTrue(fixture.Hub.Unsubscribe(second.Socket, b));
            Assert.IsTrue(fixture.Hub.Subscribe(third.Socket, a));
            Assert.AreEqual(2, fixture.Publish(a, "m", 1));
            Assert.AreEqual("m", first.Read());
            Assert.AreEqual("", second.Read());
            Assert.AreEqual("m", third.Read());
        }

        [TestMethod]
        public void Closed_Connection_IsForgottenAndItsReferenceRefusedInTheNextOnesSlot()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions { MaxSubscribers = 1 });
            Topic topic = hub.AddTopic("t", 98);
            WirePeer peer = host.Open();
            WebSocket stale = host.Socket;
            Assert.IsTrue(hub.Subscribe(stale, topic));
            peer.Send(WirePeer.CloseFrame(1000));
            Assert.IsTrue(host.ReadEnd(peer));
            host.Settle();
            peer = host.Open();
            Assert.AreEqual(0, hub.Publish(topic, new byte[1], 0, 1, WebSocketMessageType.Binary));
            Assert.IsFalse(hub.Subscribe(stale, topic));
            Assert.IsTrue(hub.Subscribe(host.Socket, topic));
            Assert.IsFalse(hub.Unsubscribe(stale, topic));
            Assert.AreEqual(0, hub.GetSkipped(stale, topic));
            Assert.AreEqual(1, hub.Publish(topic, new byte[2], 0, 2, WebSocketMessageType.Binary));
            Assert.IsTrue(host.ReadFrame(peer) && peer.PayloadCount == 1);
            Assert.IsTrue(host.ReadFrame(peer) && peer.PayloadCount == 2);
        }

        [TestMethod]
        public void Closing_Connection_IsForgottenAtTheNextMessageOrSubscribe()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber a = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            TopicsFixture.Subscriber b = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            a.Stall();
            fixture.PublishAll(topic, "m", 1, 5);
            a.Socket.Close();
            b.Socket.Close();
            Assert.IsFalse(fixture.Hub.Subscribe(a.Socket, topic));
            fixture.AssertCounts(10, 9, 1, 0);
            fixture.PublishAll(topic, "m", 6, 6);
            fixture.AssertCounts(11, 9, 2, 0);
            fixture.PublishAll(topic, "m", 7, 7);
            fixture.AssertCounts(11, 9, 2, 0);
        }

        [TestMethod]
        public void Closed_HandlerThatThrowsBeforeTheHubs_DoesNotKeepThePlace()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1 }, 4096);
            host.Server.Closed += socket => throw new InvalidOperationException();
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions { MaxSubscribers = 1 });
            Topic topic = hub.AddTopic("t", 98);
            host.Open();
            Assert.IsTrue(hub.Subscribe(host.Socket, topic));
            host.Socket.Abort();
            host.Settle();
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
            host.Open();
            Assert.IsTrue(hub.Subscribe(host.Socket, topic));
            Assert.AreEqual(1, hub.Publish(topic, new byte[1], 0, 1, WebSocketMessageType.Binary));
        }

        [TestMethod]
        public void Publish_FromAHandler_ReachesTheSenderToo()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("t", 98);
            fixture.Host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
                Assert.AreEqual(2, fixture.Hub.Publish(topic, buffer, offset, count, type));
            TopicsFixture.Subscriber a = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            TopicsFixture.Subscriber b = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            a.Peer.Send(WirePeer.TextFrame("hi"));
            Assert.AreEqual("hi", b.Read());
            Assert.AreEqual("hi", a.Read());
            Assert.AreEqual(0, fixture.Host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Forget_ALastMessage_IsNoLongerForNewSubscribers()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("t", 98);
            Topic other = fixture.Hub.AddTopic("o", 98);
            fixture.PublishAll(topic, "m", 1, 1);
            fixture.PublishAll(other, "o", 1, 1);
            TopicsFixture.Subscriber early = fixture.Subscribe(topic, SlowReaderPolicy.LatestPerTopic);
            fixture.Hub.Forget(topic);
            TopicsFixture.Subscriber late = fixture.Subscribe(topic, SlowReaderPolicy.LatestPerTopic);
            Assert.IsTrue(fixture.Hub.Subscribe(late.Socket, other));
            Assert.AreEqual("m1", early.Read());
            Assert.AreEqual("o1", late.Read());
            fixture.PublishAll(topic, "m", 2, 2);
            Assert.AreEqual("m2", early.Read());
            Assert.AreEqual("m2", late.Read());
            fixture.AssertCounts(4, 4, 0, 0);
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Forget(null));
        }

        [TestMethod]
        public void Forget_WhatSomebodyWaitsFor_IsSkippedAndTheQueueIsNot()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 1000, MaxQueuedMessages = 20 });
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber last = fixture.Subscribe(topic, SlowReaderPolicy.LatestPerTopic);
            TopicsFixture.Subscriber all = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            last.Stall();
            all.Stall();
            fixture.PublishAll(topic, "m", 1, 6);
            fixture.AssertCounts(12, 8, 1, 3);

            fixture.Hub.Forget(topic);

            fixture.AssertCounts(12, 8, 2, 2);
            last.Resume();
            all.Resume();
            Assert.AreEqual("m1 m2 m3 m4", last.Read());
            Assert.AreEqual("m1 m2 m3 m4 m5 m6", all.Read());
            fixture.AssertCounts(12, 10, 2, 0);
        }
    }
}
