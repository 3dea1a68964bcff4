using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Fleet;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>
    /// Devices at a cluster of three nodes with quorum queues, whose nodes go and come: by STOMP (Nanowire.Reconnect with Nanowire.Stomp), with several
    /// messages at once on their way, and by MQTT.
    /// </summary>
    [TestClass]
    public class RabbitClusterTests
    {
        private const int TimeoutMs = 5 * Patience.TestMs;

        /// <summary>In one test, as the cluster's start takes longer than all the rest.</summary>
        [TestMethod]
        [Timeout(TimeoutMs)]
        public void NodeKilledAndRollingRestart_InTheMiddleOfTraffic_NothingConfirmedIsLostAndAllComeBack()
        {
            using RabbitCluster cluster = RabbitBroker.StartCluster(3);
            KillNode(cluster);
            RestartAll(cluster);
        }

        private static void KillNode(RabbitCluster cluster)
        {
            using FleetRun run = Start(cluster, new FleetSettings { Devices = 6, ReadingMs = 10, MaxKept = 4000 });
            using MqttFleet mqtt = new MqttFleet(cluster);
            mqtt.Start();
            run.AwaitConfirmed(20);
            mqtt.AwaitConfirmed(20);

            // A third of the devices is there, and the consumer; each has something on its way most of the time.
            int outages = run.Outages.Count();
            cluster.Nodes[1].Kill();
            run.AwaitOutages(outages + 1);
            run.AwaitConnected();
            run.AwaitConfirmed(20);
            mqtt.AwaitConfirmed(20);
            cluster.Nodes[1].Start();
            cluster.Nodes[1].AwaitStart();
            run.AwaitConfirmed(20);

            Finish(cluster, run, 6 * 60);
            mqtt.Finish();
        }

        /// <summary>The small version of tests/Fleet.</summary>
        private static void RestartAll(RabbitCluster cluster)
        {
            using FleetRun run = Start(cluster, new FleetSettings { Devices = 20, ReadingMs = 200, MaxKept = 1000 });
            run.AwaitConfirmed(5);
            foreach (RabbitNode node in cluster.Nodes)
            {
                cluster.AwaitQuorumWithout(node);
                int outages = run.Outages.Count();
                node.Stop();
                run.AwaitOutages(outages + 1);
                node.Start();
                node.AwaitStart();
                run.AwaitConnected();
                run.AwaitConfirmed(5);
            }

            Finish(cluster, run, 20 * 20);
        }

        private static FleetRun Start(RabbitCluster cluster, FleetSettings settings)
        {
            FleetRun run = new FleetRun(cluster.Nodes.Select(n => n.StompUri).ToArray(), settings, RabbitNode.StartMs);
            try
            {
                run.Start();
                return run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }

        private static void Finish(RabbitCluster cluster, FleetRun run, int least)
        {
            Assert.AreEqual(0, run.Finish(cluster.DescribeQueues), run.Queues);
            Assert.AreEqual(0, run.NotKept);
            Assert.AreEqual(0, run.LateWaits, "waits beyond the backoff");
            Assert.IsGreaterThanOrEqualTo(least, run.Confirmed);
            Assert.AreEqual(run.Confirmed, run.Received);
        }
    }
}
