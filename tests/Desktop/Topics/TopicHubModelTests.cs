using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>
    /// Random publishers, subscribers and readers against <see cref="TopicHubModel"/>: after every step all counters are the model's, and
    /// in the end every connection has received exactly what the model says.
    /// </summary>
    [TestClass]
    public sealed class TopicHubModelTests
    {
        private const int PipeCapacity = 300;
        private const int Topics = 4;
        private const int Steps = 3000;

        /// <summary>Enough for all that can be sent. A server that cannot get rid of its bytes never settles.</summary>
        private const int RoundsEach = 30;

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(1280)]
        public void Hub_AtRandom_DoesWhatTheModelDoes(int seed)
        {
            Run(seed);
        }

        [TestMethod]
        public void Hub_WithAFreshSeed_DoesWhatTheModelDoes()
        {
            for (int i = 0; i < 4; i++)
            {
                Run(unchecked(FreshSeed.Value + i));
            }
        }

        private static void Run(int seed)
        {
            Random random = new Random(seed);
            TopicHubOptions options = new TopicHubOptions
            {
                MaxSubscribers = 3,
                MaxTopics = Topics,
                QueueSize = random.Next(200, 900),
                MaxQueuedMessages = random.Next(1, 12),
            };
            TopicsFixture fixture = new TopicsFixture(options, PipeCapacity);
            if ((seed & 1) == 0)
            {
                // So that the numbers of messages wrap on the way.
                typeof(TopicHub).GetField("_sequence", BindingFlags.Instance | BindingFlags.NonPublic).SetValue(fixture.Hub, int.MaxValue - 1000);
            }

            TopicHubModel model = new TopicHubModel(options, Topics, TopicsFixture.FrameCapacity, PipeCapacity);
            Topic[] topics = Enumerable.Range(0, Topics).Select(i => fixture.Hub.AddTopic("topic" + i, 190)).ToArray();
            List<Connection> connections = new List<Connection>();
            int published = 0;
            for (int step = 0; step < Steps; step++)
            {
                string what = "seed " + seed + ", step " + step;
                while (connections.Count < 4)
                {
                    connections.Add(new Connection(fixture.Open()));
                }

                Connection connection = connections[random.Next(connections.Count)];
                int topic = random.Next(Topics);
                switch (random.Next(20))
                {
                    case 0:
                        fixture.Hub.Unsubscribe(connection.End.Socket, topics[topic]);
                        model.Unsubscribe(connection.Model, topic);
                        break;
                    case 1:
                        if (random.Next(4) == 0)
                        {
                            fixture.Hub.Unsubscribe(connection.End.Socket);
                            model.Remove(connection.Model);
                        }

                        break;
                    case 2:
                        if (random.Next(10) == 0 || connection.Model.IsClosing)
                        {
                            ReadAll(fixture, model, connection, what);
                            connection.End.Socket.Abort();
                            model.Remove(connection.Model);
                            connections.Remove(connection);
                            fixture.Host.Run(RoundsEach);
                        }

                        break;
                    case 3:
                    case 4:
                    case 5:
                    case 6:
                        SlowReaderPolicy policy = (SlowReaderPolicy)random.Next(4);
                        bool isTaken = model.Subscribe(connection.Model, topic, policy);
                        Assert.AreEqual(isTaken, fixture.Hub.Subscribe(connection.End.Socket, topics[topic], policy), what);
                        break;
                    case 7:
                    case 8:
                    case 9:
                    case 10:
                        Read(fixture, model, connection, random.Next(1, 400), what);
                        break;
                    default:
                        byte[] payload = WirePeer.Pattern(random.Next(3) == 0 ? random.Next(191) : random.Next(40));
                        if (payload.Length > 1)
                        {
                            payload[0] = (byte)published;
                            payload[1] = (byte)(published >> 8);
                        }

                        published++;
                        model.Publish(topic, payload);
                        fixture.Hub.Publish(topics[topic], payload, 0, payload.Length, WebSocketMessageType.Binary);
                        break;
                }

                TopicHubStatistics statistics = fixture.Statistics;
                Assert.AreEqual(
                    string.Join(" ", model.Offered, model.Sent, model.Skipped, model.Waiting, model.ClosedSlow),
                    string.Join(" ", statistics.Offered, statistics.Sent, statistics.Skipped, statistics.Waiting, statistics.ClosedSlow),
                    what);
                Assert.AreEqual(statistics.Offered, statistics.Sent + statistics.Skipped + statistics.Waiting, what);
                foreach (Connection one in connections)
                {
                    for (int i = 0; i < Topics; i++)
                    {
                        one.Model.Skipped.TryGetValue(i, out int skipped);
                        Assert.AreEqual(skipped, fixture.Hub.GetSkipped(one.End.Socket, topics[i]), what);
                    }
                }
            }

            foreach (Connection connection in connections)
            {
                ReadAll(fixture, model, connection, "seed " + seed + ", at the end");
            }

            Assert.AreEqual(published, fixture.Statistics.Published);
            Assert.AreEqual(0, fixture.Statistics.Waiting);
            Assert.AreEqual(0, fixture.Host.Server.Statistics.HandlerErrors);
            Assert.IsTrue(fixture.Statistics.Skipped > 0 && fixture.Statistics.Sent > 0);
        }

        /// <summary>The peer reads some bytes of what is under way, and the server goes on.</summary>
        private static bool Read(TopicsFixture fixture, TopicHubModel model, Connection connection, int count, string what)
        {
            byte[] buffer = new byte[count];
            int read = connection.End.Peer.Transport.Read(buffer, 0, count);
            fixture.Host.Run(RoundsEach);
            if (read <= 0)
            {
                return false;
            }

            connection.Received.AddRange(buffer.Take(read));
            if (!connection.Model.IsClosing)
            {
                Assert.IsTrue(read <= connection.Model.Piped, what);
                model.Read(connection.Model, read);
            }

            return true;
        }

        private static void ReadAll(TopicsFixture fixture, TopicHubModel model, Connection connection, string what)
        {
            while (Read(fixture, model, connection, 4096, what))
            {
            }

            List<byte> expected = new List<byte>();
            foreach (byte[] payload in connection.Model.Expected)
            {
                expected.AddRange(WirePeer.Frame(WirePeer.Binary, true, payload, 0, payload.Length, null));
            }

            if (connection.Model.IsClosing)
            {
                expected.AddRange(new byte[] { 0x88, 0x02, 0x03, 0xF5 });
            }

            Assert.AreEqual(Convert.ToHexString(expected.ToArray()), Convert.ToHexString(connection.Received.ToArray()), what);
        }

        private sealed class Connection
        {
            public Connection(TopicsFixture.Subscriber end)
            {
                End = end;
            }

            public TopicsFixture.Subscriber End { get; }

            public TopicHubModel.Peer Model { get; } = new TopicHubModel.Peer();

            public List<byte> Received { get; } = new List<byte>();
        }
    }
}
