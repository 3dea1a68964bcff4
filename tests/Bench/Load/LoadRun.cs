using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Bench.Load
{
    /// <summary>Measures the servers one after the other, and prints what they did and how that compares with ours.</summary>
    internal static class LoadRun
    {
        private const int WarmUpMs = 1000;

        /// <summary>Beyond what was asked for, so that nothing hangs.</summary>
        private const int GraceMs = 30000;

        internal static async Task<int> Run(LoadOptions options)
        {
            Dictionary<string, List<LoadFigures>> figures = options.Names.ToDictionary(n => n, n => new List<LoadFigures>());
            Console.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0} connections, {1} B, {2}, {3} in a write, {4} s a server\n\n{5}",
                options.Connections,
                options.Size,
                options.Rate == 0 ? "as fast as answers come" : options.Rate.ToString(CultureInfo.InvariantCulture) + " messages/s",
                options.Pipeline,
                options.Seconds,
                LoadFigures.Heading));
            for (int run = 0; run < options.Runs; run++)
            {
                foreach (string name in options.Names)
                {
                    LoadFigures measured = await Measure(name, options);
                    if (measured != null)
                    {
                        figures[name].Add(measured);
                        Console.WriteLine(measured.Describe(name));
                    }
                }
            }

            Console.WriteLine("\nRatios to ours, the median of " + options.Runs.ToString(CultureInfo.InvariantCulture) + (options.Runs == 1 ? " run:\n" : " runs:\n"));
            Console.WriteLine(LoadFigures.Heading);
            foreach (string name in options.Names.Where(n => figures[n].Count > 0))
            {
                Console.WriteLine(LoadFigures.DescribeRatios(name, figures[name], figures[Servers.Ours]));
            }

            Console.WriteLine("servers: " + figures.Values.Count(f => f.Count > 0).ToString(CultureInfo.InvariantCulture));
            return 0;
        }

        private static async Task<LoadFigures> Measure(string name, LoadOptions options)
        {
            using CancellationTokenSource stop = new CancellationTokenSource(WarmUpMs + (options.Seconds * 1000) + GraceMs);
            using ServerProcess server = ServerProcess.Start(name, options.Connections, options.Size, out string missing);
            if (server == null)
            {
                Console.WriteLine("| " + name + " | missing: " + missing + " |");
                return null;
            }

            List<LoadConnection> connections = await Open(server, options.Connections, options.Size, options.Pipeline, stop.Token);
            try
            {
                await Drive(connections, WarmUpMs, options, stop.Token);
                connections.ForEach(c => c.Latencies.Clear());
                TimeSpan before = server.ProcessorTime;
                long start = Stopwatch.GetTimestamp();
                await Drive(connections, options.Seconds * 1000, options, stop.Token);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                double processorUs = (server.ProcessorTime - before).TotalMicroseconds;
                List<long> all = connections.SelectMany(c => c.Latencies).Order().ToList();
                if (all.Count == 0)
                {
                    throw new InvalidOperationException(name + " answered nothing");
                }

                return new LoadFigures(
                    all.Count / seconds,
                    processorUs / all.Count,
                    Microseconds(all[all.Count / 2]),
                    Microseconds(all[(int)(all.Count * 0.99)]),
                    options.Idle == 0 ? double.NaN : await MeasureMemory(name, options, stop.Token));
            }
            finally
            {
                connections.ForEach(c => c.Dispose());
            }
        }

        private static async Task Drive(List<LoadConnection> connections, int milliseconds, LoadOptions options, CancellationToken stop)
        {
            long interval = options.Rate == 0 ? 0 : Stopwatch.Frequency * options.Pipeline * connections.Count / options.Rate;
            long now = Stopwatch.GetTimestamp();
            long end = now + (Stopwatch.Frequency * milliseconds / 1000);

            // Evenly spread, so that they do not all send at once.
            await Task.WhenAll(connections.Select((c, i) => Task.Run(() => c.Drive(now + (interval * i / connections.Count), end, interval, stop))));
        }

        /// <summary>
        /// What a server with many open connections has more than one with a single connection: a process of its own each time, since ours reserves its memory
        /// at the start. Each connection has had one message answered.
        /// </summary>
        private static async Task<double> MeasureMemory(string name, LoadOptions options, CancellationToken stop)
        {
            long one = await CountMemory(name, 1, options.Size, stop);
            long many = await CountMemory(name, options.Idle, options.Size, stop);
            return (many - one) / 1024.0 / (options.Idle - 1);
        }

        private static async Task<long> CountMemory(string name, int count, int size, CancellationToken stop)
        {
            using ServerProcess server = ServerProcess.Start(name, count, size, out _);
            List<LoadConnection> connections = await Open(server, count, size, 1, stop);
            foreach (LoadConnection connection in connections)
            {
                await connection.Exchange(stop);
            }

            long memory = server.Memory;
            connections.ForEach(c => c.Dispose());
            return memory;
        }

        private static async Task<List<LoadConnection>> Open(ServerProcess server, int count, int size, int pipeline, CancellationToken stop)
        {
            List<LoadConnection> connections = [];
            for (int i = 0; i < count; i++)
            {
                LoadConnection connection = new LoadConnection(size, pipeline);
                connections.Add(connection);
                await connection.Open(server.EndPoint, stop);
            }

            return connections;
        }

        private static double Microseconds(long ticks)
        {
            return ticks * 1000000.0 / Stopwatch.Frequency;
        }
    }
}
