using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Nanowire.Interop.Rabbit;

namespace Nanowire.Fleet
{
    /// <summary>A fleet on one machine: devices through a cluster of three nodes to one consumer, with a rolling restart; see docs/fleet.md.</summary>
    internal static class Program
    {
        private const int PatienceMs = 180000;
        private const int Nodes = 3;

        private static int Main(string[] args)
        {
            FleetOptions options = FleetOptions.Parse(args);
            if (options == null)
            {
                Console.Error.WriteLine(FleetOptions.Usage);
                return 2;
            }

            if (!File.Exists(RabbitNode.Server))
            {
                Console.Error.WriteLine("RabbitMQ is not on this machine: Debian's package is rabbitmq-server");
                return 2;
            }

            Stopwatch watch = Stopwatch.StartNew();
            using RabbitCluster cluster = new RabbitCluster(Nodes);
            Say(watch, "a cluster of " + Nodes + " nodes is up");
            string[] uris = cluster.Nodes.Select(n => n.StompUri).ToArray();
            FleetSettings settings = new FleetSettings { Devices = options.Devices, ReadingMs = options.ReadingMs, MaxReceipts = options.MaxReceipts };
            using FleetRun run = new FleetRun(uris, settings, PatienceMs);
            run.Start();
            Say(watch, options.Devices + " devices are connected, each takes a reading every " + options.ReadingMs + " ms");
            Thread.Sleep(1000 * options.SteadySeconds);
            foreach (RabbitNode node in cluster.Nodes)
            {
                Restart(watch, cluster, node, run, options);
            }

            int lost = run.Finish(cluster.DescribeQueues);
            Say(watch, "all is quiet");
            Console.WriteLine("readings: " + run.Confirmed + " confirmed, " + run.Received + " arrived, " + lost + " confirmed and lost, "
                + run.NotKept + " not kept by their device");
            Console.WriteLine("queues (name, leader, online, ready, unacknowledged, consumers): " + run.Queues);
            Console.WriteLine("messages: " + run.Sent + " sent, " + run.Unconfirmed + " of them without a receipt and sent again, "
                + run.Duplicates + " arrived twice");
            Console.WriteLine("refused by a queue and not told: " + cluster.Nodes.Sum(n => n.CountInLog("'basic.nack'")) + " times in the nodes' logs");
            Console.WriteLine("from a reading to the consumer: " + Describe(run.DelaysMs, "ms"));
            Console.WriteLine("sessions given up: " + run.GivenUpByDevices + " by devices for a late receipt, " + run.GivenUpByConsumer
                + " by the consumer, which heard nothing for " + FleetConsumer.SilenceMs + " ms");
            Console.WriteLine("waits beyond the backoff: " + run.LateWaits);
            Process self = Process.GetCurrentProcess();
            Console.WriteLine("this process: " + (int)self.TotalProcessorTime.TotalSeconds + " s of CPU, "
                + (self.PeakWorkingSet64 >> 20) + " MB at most");
            bool isRight = lost == 0 && run.NotKept == 0 && run.LateWaits == 0;
            Console.WriteLine("fleet " + (isRight ? "passed" : "FAILED"));
            return isRight ? 0 : 1;
        }

        private static void Restart(Stopwatch watch, RabbitCluster cluster, RabbitNode node, FleetRun run, FleetOptions options)
        {
            cluster.AwaitQuorumWithout(node);
            int before = run.Outages.Count();
            int confirmed = run.Confirmed;
            long beganMs = watch.ElapsedMilliseconds;
            if (options.IsKilling)
            {
                node.Kill();
            }
            else
            {
                node.Stop();
            }

            long stoppedMs = watch.ElapsedMilliseconds;
            node.Start();
            node.AwaitStart();
            long upMs = watch.ElapsedMilliseconds;
            run.AwaitConnected();
            Thread.Sleep(1000 * options.SteadySeconds);
            List<Outage> outages = run.Outages.OrderBy(o => o.BackMs).Skip(before).ToList();
            Say(watch, node.Name + (options.IsKilling ? " was killed" : " was stopped in " + (stoppedMs - beganMs) + " ms") + " and was up again after "
                + (upMs - stoppedMs) + " ms; " + (run.Confirmed - confirmed) + " readings were confirmed meanwhile and in the "
                + options.SteadySeconds + " s after");
            if (outages.Count != 0)
            {
                Console.WriteLine("    " + outages.Count + " connections were lost, back after " + Describe(outages.Select(o => o.DurationMs).ToList(), "ms")
                    + "; with " + outages.Count(o => o.Attempts == 1) + " at the first attempt and " + outages.Max(o => o.Attempts)
                    + " attempts at most; " + Busiest(outages) + " in the busiest 100 ms");
            }
        }

        /// <summary>How many came back in the 100 ms in which most did.</summary>
        private static int Busiest(List<Outage> outages)
        {
            return outages.Max(first => outages.Count(o => o.BackMs >= first.BackMs && o.BackMs < first.BackMs + 100));
        }

        private static string Describe(List<int> values, string unit)
        {
            if (values.Count == 0)
            {
                return "none";
            }

            values.Sort();
            int At(double part) => values[(int)Math.Min(values.Count - 1, part * values.Count)];
            return "least " + values[0] + ", half " + At(0.5) + ", 95 % " + At(0.95) + ", 99 % " + At(0.99) + ", most " + values[^1] + " " + unit;
        }

        private static void Say(Stopwatch watch, string what)
        {
            Console.WriteLine((int)watch.Elapsed.TotalSeconds + " s: " + what);
        }
    }
}
