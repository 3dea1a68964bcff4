using System;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Fleet;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>A publisher by MQTT for each node of a cluster, and one consumer of what all publish, by STOMP from a quorum queue.</summary>
    internal sealed class MqttFleet : IDisposable
    {
        // RabbitMQ's /topic and MQTT's topics are one and the same, but for the separator.
        private const string Topic = "mqtt-readings";

        private readonly MqttPublisher[] _publishers;
        private readonly FleetConsumer _consumer;

        internal MqttFleet(RabbitCluster cluster)
        {
            string[] uris = cluster.Nodes.Select(n => n.MqttUri).ToArray();
            _publishers = uris.Select((_, i) => new MqttPublisher(i, uris, Topic)).ToArray();
            _consumer = new FleetConsumer(1000, cluster.Nodes.Select(n => n.StompUri).ToArray(), _publishers.Length, "/topic/" + Topic);
        }

        public void Dispose()
        {
            foreach (MqttPublisher publisher in _publishers)
            {
                publisher.Dispose();
            }

            _consumer.Dispose();
        }

        /// <summary>The consumer first: what is published to no queue is confirmed too.</summary>
        internal void Start()
        {
            _consumer.Start();
            Await(() => _consumer.IsSubscribed, "the consumer is subscribed");
            foreach (MqttPublisher publisher in _publishers)
            {
                publisher.Start();
            }
        }

        /// <summary>Waits until each has had so many further messages confirmed.</summary>
        internal void AwaitConfirmed(int count)
        {
            int[] goals = _publishers.Select(p => p.ConfirmedCount + count).ToArray();
            Await(() => _publishers.Zip(goals).All(p => p.First.ConfirmedCount >= p.Second), "messages are confirmed");
        }

        /// <summary>No more messages; all that were confirmed must have arrived.</summary>
        internal void Finish()
        {
            foreach (MqttPublisher publisher in _publishers)
            {
                publisher.End();
            }

            Await(() => _publishers.All(p => p.IsOver), "the publishers end");
            bool HaveArrived() => _publishers.All(p => p.Confirmed.All(n => _consumer.Has(p.Number, n)));
            int confirmed = _publishers.Sum(p => p.ConfirmedCount);
            Await(() => _consumer.Distinct >= confirmed, "all arrives");
            _consumer.Dispose();
            Assert.IsTrue(HaveArrived());
            Assert.IsTrue(_publishers.Any(p => p.Losses > 0), "no connection was lost");
        }

        private void Await(Func<bool> condition, string what)
        {
            long end = Environment.TickCount64 + RabbitNode.StartMs;
            while (!condition())
            {
                Assert.IsLessThan(end, Environment.TickCount64, "MQTT, in vain: " + what + "; " + string.Join(", ", _publishers.Select(p => p.ToString()))
                    + "; the consumer: " + _consumer + ", " + _consumer.Distinct);
                Thread.Sleep(20);
            }
        }
    }
}
