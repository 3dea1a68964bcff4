using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>
    /// What each policy does with a reader that stalls and resumes. Frames have 100 bytes as a rule; the send buffer holds four of them,
    /// the queue ten.
    /// </summary>
    [TestClass]
    public sealed class SlowReaderTests
    {
        private static readonly TopicHubOptions _ten = new TopicHubOptions { QueueSize = 1000, MaxQueuedMessages = 20 };

        [TestMethod]
        public void DropNewest_Stalled_GetsTheOldestThatTheSendBufferTook()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 0 });
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropNewest);
            TopicsFixture.Subscriber other = fixture.Subscribe(topic, SlowReaderPolicy.DropNewest);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 9);

            Assert.AreEqual("m1 m2 m3 m4 m5 m6 m7 m8 m9", other.Read());
            fixture.AssertCounts(18, 13, 5, 0);
            Assert.AreEqual(5, fixture.Hub.GetSkipped(slow.Socket, topic));
            Assert.AreEqual(0, fixture.Hub.GetSkipped(other.Socket, topic));
            slow.Resume();
            Assert.AreEqual("m1 m2 m3 m4", slow.Read());
            fixture.Publish(topic, "m10", 98);
            Assert.AreEqual("m10", slow.Read());
            fixture.AssertCounts(20, 15, 5, 0);
        }

        [TestMethod]
        public void LatestPerTopic_Stalled_GetsTheNewestOfEachInTheirPlacesInLine()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 0 });
            Topic a = fixture.Hub.AddTopic("a", 98);
            Topic b = fixture.Hub.AddTopic("b", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(a, SlowReaderPolicy.LatestPerTopic);
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, b));
            TopicsFixture.Subscriber other = fixture.Subscribe(a, SlowReaderPolicy.LatestPerTopic);
            slow.Stall();
            fixture.PublishAll(a, "a", 1, 4);
            fixture.PublishAll(b, "b", 5, 6);
            fixture.PublishAll(a, "a", 7, 8);
            fixture.PublishAll(b, "b", 9, 9);

            Assert.AreEqual("a1 a2 a3 a4 a7 a8", other.Read());
            fixture.AssertCounts(15, 10, 3, 2);
            slow.Resume();
            Assert.AreEqual("a1 a2 a3 a4 b9 a8", slow.Read());
            fixture.AssertCounts(15, 12, 3, 0);
            Assert.AreEqual(1, fixture.Hub.GetSkipped(slow.Socket, a));
            Assert.AreEqual(2, fixture.Hub.GetSkipped(slow.Socket, b));
        }

        [TestMethod]
        public void DropOldest_Stalled_GetsWhatTheQueueStillHolds()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            TopicsFixture.Subscriber other = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 14);
            fixture.AssertCounts(28, 18, 0, 10);
            fixture.PublishAll(topic, "m", 15, 17);
            fixture.AssertCounts(34, 21, 3, 10);
            Assert.AreEqual(17, other.Read().Split(' ').Length);

            slow.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m8 m9 m10 m11 m12 m13 m14 m15 m16 m17", slow.Read());
            Assert.AreEqual(3, fixture.Hub.GetSkipped(slow.Socket, topic));
            fixture.AssertCounts(34, 31, 3, 0);
        }

        [TestMethod]
        public void DropOldest_MaxQueuedMessages_IsTheMostThatWait()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 1000, MaxQueuedMessages = 3 });
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 7);
            fixture.AssertCounts(7, 4, 0, 3);
            fixture.PublishAll(topic, "m", 8, 8);
            fixture.AssertCounts(8, 4, 1, 3);
            slow.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m6 m7 m8", slow.Read());
        }

        [TestMethod]
        public void DropOldest_SlowAtDifferentTimes_EachGetsItsOwnFromTheSameQueue()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber early = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            TopicsFixture.Subscriber late = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            early.Stall();
            fixture.PublishAll(topic, "m", 1, 6);
            late.Stall();
            fixture.PublishAll(topic, "m", 7, 12);
            fixture.AssertCounts(24, 14, 0, 10);
            early.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12", early.Read());
            fixture.AssertCounts(24, 22, 0, 2);
            late.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12", late.Read());
            fixture.AssertCounts(24, 24, 0, 0);
        }

        [TestMethod]
        public void DropOldest_RingGoesRound_FramesStayWholeAndInOrder()
        {
            // Sizes that do not divide the ring, so that it wraps at another place each time.
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 350);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            int next = 0;
            for (int round = 0; round < 50; round++)
            {
                slow.Stall();
                for (int i = 0; i < 12; i++)
                {
                    next++;
                    fixture.Publish(topic, next.ToString(), 10 + (next * 37 % 330));
                }

                slow.Resume();
                string[] texts = slow.Read().Split(' ');
                Assert.AreEqual(next.ToString(), texts[texts.Length - 1]);
                for (int i = 1; i < texts.Length; i++)
                {
                    Assert.IsTrue(int.Parse(texts[i - 1]) < int.Parse(texts[i]));
                }

                Assert.AreEqual(0, fixture.Statistics.Waiting);
                Assert.AreEqual(fixture.Statistics.Offered, fixture.Statistics.Sent + fixture.Statistics.Skipped);
            }

            Assert.AreEqual(600, fixture.Statistics.Published);
            Assert.IsTrue(fixture.Statistics.Skipped > 50);
        }

        [TestMethod]
        public void DropOldest_OneSmallMessageMore_DoesNotCostALargeOneUntilThereIsNoRoom()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 402, MaxQueuedMessages = 5 });
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 8);
            fixture.Publish(topic, "", 0);
            fixture.AssertCounts(9, 4, 0, 5);
            fixture.Publish(topic, "", 0);
            fixture.AssertCounts(10, 4, 1, 5);
            slow.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m6 m7 m8  ", slow.Read());
        }

        [TestMethod]
        public void Close_Stalled_WaitsUntilItWouldMissAMessageAndIsClosedWith1013()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            TopicsFixture.Subscriber fast = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 14);
            Assert.AreEqual(WebSocketState.Open, slow.Socket.State);
            fixture.AssertCounts(28, 18, 0, 10);
            fixture.PublishAll(topic, "m", 15, 15);
            Assert.AreEqual(WebSocketState.CloseSent, slow.Socket.State);
            Assert.AreEqual(1, fixture.Statistics.ClosedSlow);
            fixture.AssertCounts(30, 19, 11, 0);
            fixture.PublishAll(topic, "m", 16, 16);
            fixture.AssertCounts(31, 20, 11, 0);
            Assert.AreEqual(16, fast.Read().Split(' ').Length);
            slow.Resume();
            Assert.AreEqual("m1 m2 m3 m4 close 1013", slow.Read());
        }

        [TestMethod]
        public void Close_ResumedInTime_MissesNothing()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            for (int round = 0; round < 20; round++)
            {
                slow.Stall();
                fixture.PublishAll(topic, "m", 1, 14);
                slow.Resume();
                Assert.AreEqual("m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12 m13 m14", slow.Read());
            }

            fixture.AssertCounts(280, 280, 0, 0);
            Assert.AreEqual(0, fixture.Statistics.ClosedSlow);
        }

        [TestMethod]
        public void Close_SeveralThatMissTheSameMessage_AreAllClosed()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber first = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            TopicsFixture.Subscriber second = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            TopicsFixture.Subscriber third = fixture.Subscribe(topic, SlowReaderPolicy.Close);
            first.Stall();
            second.Stall();
            third.Stall();
            fixture.PublishAll(topic, "m", 1, 15);
            Assert.AreEqual(2, fixture.Statistics.ClosedSlow);
            fixture.AssertCounts(45, 12, 11 + 1 + 11, 10);
            second.Resume();
            Assert.AreEqual("m1 m2 m3 m4 m6 m7 m8 m9 m10 m11 m12 m13 m14 m15", second.Read());
        }

        [TestMethod]
        public void Policies_OfOneConnection_KeepTheOrderOfPublishing()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic fill = fixture.Hub.AddTopic("fill", 98);
            Topic queued = fixture.Hub.AddTopic("queued", 98);
            Topic latest = fixture.Hub.AddTopic("latest", 98);
            Topic newest = fixture.Hub.AddTopic("newest", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(fill, SlowReaderPolicy.DropNewest);
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, queued, SlowReaderPolicy.DropOldest));
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, latest, SlowReaderPolicy.LatestPerTopic));
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, newest, SlowReaderPolicy.DropNewest));
            slow.Stall();
            fixture.PublishAll(fill, "f", 1, 4);
            fixture.PublishAll(queued, "q", 5, 6);
            fixture.PublishAll(latest, "l", 7, 8);
            fixture.PublishAll(queued, "q", 9, 9);
            fixture.PublishAll(newest, "n", 10, 10);
            fixture.PublishAll(latest, "l", 11, 11);
            fixture.AssertCounts(11, 4, 3, 4);
            slow.Resume();
            Assert.AreEqual("f1 f2 f3 f4 q5 q6 l11 q9", slow.Read());
            fixture.PublishAll(newest, "n", 12, 12);
            Assert.AreEqual("n12", slow.Read());
        }

        [TestMethod]
        public void Subscribe_OfAStalledConnection_LastMessageWaitsForItsTurnAndIsReplacedByNewerOnes()
        {
            SlowReaderPolicy[] policies = { SlowReaderPolicy.LatestPerTopic, SlowReaderPolicy.DropNewest, SlowReaderPolicy.DropOldest, SlowReaderPolicy.Close };
            string[] once = { "l1", "", "l1", "l1" };
            string[] twice = { "l3", "", "l2 l3", "l2 l3" };
            for (int i = 0; i < policies.Length; i++)
            {
                for (int newer = 0; newer < 2; newer++)
                {
                    TopicsFixture fixture = new TopicsFixture(_ten);
                    Topic fill = fixture.Hub.AddTopic("fill", 98);
                    Topic topic = fixture.Hub.AddTopic("t", 98);
                    fixture.PublishAll(topic, "l", 1, 1);
                    TopicsFixture.Subscriber slow = fixture.Subscribe(fill, SlowReaderPolicy.DropNewest);
                    slow.Stall();
                    fixture.PublishAll(fill, "f", 1, 4);
                    Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, topic, policies[i]));
                    if (newer == 1)
                    {
                        fixture.PublishAll(topic, "l", 2, 3);
                    }

                    slow.Resume();
                    Assert.AreEqual(("f1 f2 f3 f4 " + (newer == 1 ? twice[i] : once[i])).TrimEnd(), slow.Read(), policies[i] + " " + newer);
                    Assert.AreEqual(0, fixture.Statistics.ClosedSlow);
                    Assert.AreEqual(fixture.Statistics.Offered, fixture.Statistics.Sent + fixture.Statistics.Skipped);
                }
            }
        }

        [TestMethod]
        public void Unsubscribed_WhileMessagesWait_TheyAreSkippedAndTheOthersGoOn()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic a = fixture.Hub.AddTopic("a", 98);
            Topic b = fixture.Hub.AddTopic("b", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(a, SlowReaderPolicy.DropOldest);
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, b, SlowReaderPolicy.DropOldest));
            slow.Stall();
            fixture.PublishAll(a, "a", 1, 6);
            fixture.PublishAll(b, "b", 7, 8);
            Assert.IsTrue(fixture.Hub.Unsubscribe(slow.Socket, a));
            Assert.IsFalse(fixture.Hub.Unsubscribe(slow.Socket, a));
            fixture.AssertCounts(8, 4, 2, 2);

            // Again: the new subscription does not see the old one's messages, only the last.
            Assert.IsTrue(fixture.Hub.Subscribe(slow.Socket, a, SlowReaderPolicy.DropOldest));
            slow.Resume();
            Assert.AreEqual("a1 a2 a3 a4 b7 b8 a6", slow.Read());
            fixture.AssertCounts(9, 7, 2, 0);
        }

        [TestMethod]
        public void Closed_WhileMessagesWait_TheyAreSkippedAndThePlaceIsFree()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions { QueueSize = 1000, MaxQueuedMessages = 20, MaxSubscribers = 1 });
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            slow.Stall();
            fixture.PublishAll(topic, "m", 1, 6);
            fixture.AssertCounts(6, 4, 0, 2);
            slow.Socket.Abort();
            fixture.Host.Settle();
            fixture.AssertCounts(6, 4, 2, 0);
            Assert.IsFalse(fixture.Hub.Subscribe(slow.Socket, topic));
            TopicsFixture.Subscriber next = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            Assert.AreEqual("m6", next.Read());
            Assert.AreEqual(0, fixture.Hub.GetSkipped(next.Socket, topic));
        }

        [TestMethod]
        public void TwoHubs_OfOneServer_DoNotTakeFromEachOthersQueue()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            TopicHub second = new TopicHub(fixture.Host.Server, _ten);
            Topic busy = fixture.Hub.AddTopic("busy", 98);
            Topic alarms = second.AddTopic("alarms", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(busy, SlowReaderPolicy.DropOldest);
            Assert.IsTrue(second.Subscribe(slow.Socket, alarms, SlowReaderPolicy.Close));
            slow.Stall();
            fixture.PublishAll(busy, "b", 1, 10);
            Assert.AreEqual(0, second.Publish(alarms, new[] { (byte)'!' }, 0, 1, WebSocketMessageType.Text));
            fixture.PublishAll(busy, "b", 11, 30);
            slow.Resume();
            Assert.AreEqual("b1 b2 b3 b4 b21 b22 b23 b24 b25 b26 b27 b28 b29 b30 !", slow.Read());
            Assert.AreEqual(0, fixture.Statistics.Waiting + second.Statistics.Waiting);
            Assert.AreEqual(WebSocketState.Open, slow.Socket.State);
        }

        [TestMethod]
        public void Publish_WhileTheApplicationSendsAFragmentedMessage_WaitsForItsEnd()
        {
            TopicsFixture fixture = new TopicsFixture(_ten);
            Topic topic = fixture.Hub.AddTopic("t", 98);
            TopicsFixture.Subscriber slow = fixture.Subscribe(topic, SlowReaderPolicy.DropOldest);
            Assert.IsTrue(slow.Socket.SendFragment(new byte[] { (byte)'x' }, 0, 1, WebSocketMessageType.Text, false));
            fixture.PublishAll(topic, "m", 1, 2);
            fixture.Host.Run(20);
            fixture.AssertCounts(2, 0, 0, 2);
            Assert.IsTrue(slow.Socket.SendFragment(new byte[] { (byte)'y' }, 0, 1, WebSocketMessageType.Text, true));
            Assert.AreEqual("x y m1 m2", slow.Read());
        }
    }
}
