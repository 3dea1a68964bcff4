using System;
using System.Diagnostics;
using System.Threading;
using Nanowire.Interop;

namespace Nanowire.Soak
{
    /// <summary>A server and clients under mixed traffic with faults; see SOAK.md.</summary>
    internal static class Program
    {
        private const int WarmupSeconds = 10;
        private const int SampleSeconds = 5;

        private static int Main(string[] args)
        {
            SoakOptions options = SoakOptions.Parse(args);
            if (options == null)
            {
                Console.Error.WriteLine(SoakOptions.Usage);
                return 2;
            }

            Console.WriteLine("soak: " + options.Seconds + " s, " + options.Connections + " connections, seed " + options.Seed);
            Random random = new Random(options.Seed);
            SoakLedger ledger = new SoakLedger();
            HeapWatch heap = new HeapWatch();

            // A place more than clients, for pages, and one for a connection whose end is being found out.
            using SoakServer server = new SoakServer(ledger, options.Connections + 2);
            using FaultyProxy proxy = new FaultyProxy(server.Port, 8192);
            SoakClient[] clients = new SoakClient[options.Connections];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = new SoakClient(ledger, proxy.Port, random.Next());
            }

            FaultSchedule faults = new FaultSchedule(proxy, ledger, random.Next());
            Pages pages = new Pages();
            Work(options, random, ledger, heap, server, proxy, pages);

            faults.Stop();
            bool isDelivered = AllArrives(ledger, server, clients);
            foreach (SoakClient client in clients)
            {
                client.Stop();
            }

            foreach (SoakClient client in clients)
            {
                client.Dispose();
            }

            bool isEmpty = Await(() => server.ConnectionCount == 0);
            ledger.Settle(true);
            int failed = 0;
            foreach (SoakClient client in clients)
            {
                failed += client.ConnectsFailed;
            }

            Console.WriteLine("connections: " + ledger.Begun + " begun, " + failed + " not opened, " + ledger.Opened + " opened, " + ledger.Clean
                + " closed cleanly, " + ledger.Corrupted + " with corrupted bytes");
            Console.WriteLine("faults: " + faults);
            Console.WriteLine("up: " + ledger.Up);
            Console.WriteLine("down: " + ledger.Down);
            Console.WriteLine("broadcasts: " + server.BroadcastsTaken + " taken, " + ledger.BroadcastsArrived + " delivered, "
                + server.Statistics.BroadcastsSkipped + " dropped by policy (" + ledger.BroadcastsMissing + " of them seen as gaps), the rest lost with their connection");
            Console.WriteLine("pages: " + pages.Whole + " whole, " + pages.Cut + " cut or refused, " + pages.Wrong + " wrong");
            Console.WriteLine("server: " + server.Statistics.ConnectionsAccepted + " accepted, " + server.Statistics.WebSocketsClosedCleanly + " closed cleanly, "
                + server.Statistics.WebSocketsAborted + " aborted, refused with 503 " + server.Statistics.GetRefused(503) + ", with 408 " + server.Statistics.GetRefused(408)
                + ", " + server.Statistics.HandlerErrors + " handler errors, " + server.Statistics.PumpErrors + " pump errors");
            Console.WriteLine("heap: " + heap.First + " bytes at first, " + heap.Last + " at last, by the medians of a third of " + heap.Count + " samples each");

            bool isRight = isDelivered && isEmpty && ledger.Violations == 0 && !heap.HasGrown && pages.Wrong == 0
                && server.Statistics.PumpErrors == 0 && server.Statistics.HandlerErrors == 0
                && ledger.BroadcastsMissing <= server.Statistics.BroadcastsSkipped && ledger.BroadcastsArrived <= server.BroadcastsTaken;
            Console.WriteLine("soak " + (isRight ? "passed" : "FAILED") + ": " + ledger.Violations + " violations" + (isDelivered ? "" : ", not all arrives in peace")
                + (isEmpty ? "" : ", a slot is not free at the end") + (heap.HasGrown ? ", the heap has grown" : ""));
            return isRight ? 0 : 1;
        }

        private static void Work(
            SoakOptions options, Random random, SoakLedger ledger, HeapWatch heap, SoakServer server, FaultyProxy proxy, Pages pages)
        {
            Stopwatch watch = Stopwatch.StartNew();
            int sampleAt = WarmupSeconds;
            while (watch.Elapsed.TotalSeconds < options.Seconds)
            {
                Thread.Sleep(random.Next(10, 40));
                switch (random.Next(40))
                {
                    case < 20:
                        server.Push(random);
                        break;
                    case < 38:
                        server.Broadcast(random.Next(SoakMessage.HeadSize, 500));
                        break;
                    case 38:
                        server.CloseOne(random);
                        break;
                    default:
                        pages.Get(proxy.Port);
                        break;
                }

                ledger.Settle(false);
                if (watch.Elapsed.TotalSeconds >= sampleAt)
                {
                    sampleAt += SampleSeconds;
                    long bytes = heap.Measure();
                    if (heap.Count % 12 == 1)
                    {
                        Console.WriteLine((int)watch.Elapsed.TotalSeconds + " s: heap " + bytes + " bytes, " + server.ConnectionCount + " connections, "
                            + ledger.Up.Delivered + " messages up, " + ledger.Down.Delivered + " down");
                    }
                }
            }
        }

        /// <summary>Without faults everybody is connected, and everybody gets everything.</summary>
        private static bool AllArrives(SoakLedger ledger, SoakServer server, SoakClient[] clients)
        {
            const int Rounds = 100;
            foreach (SoakClient client in clients)
            {
                client.BeQuiet();
            }

            // Links that went silent are found out and replaced first; and what is under way arrives.
            if (!Await(() => Array.TrueForAll(clients, c => c.IsOpen) && server.ConnectionCount == clients.Length))
            {
                return false;
            }

            Thread.Sleep(4 * SoakServer.DeadlineMs);
            if (!Await(() => Array.TrueForAll(clients, c => c.IsOpen) && server.ConnectionCount == clients.Length))
            {
                return false;
            }

            long before = ledger.CountBroadcasts();
            for (int i = 0; i < Rounds; i++)
            {
                server.Broadcast(100);
                Thread.Sleep(5);
            }

            return Await(() => ledger.CountBroadcasts() - before == (long)Rounds * clients.Length);
        }

        private static bool Await(Func<bool> condition)
        {
            long untilMs = Environment.TickCount64 + Patience.Ms;
            while (!condition())
            {
                if (Environment.TickCount64 > untilMs)
                {
                    return false;
                }

                Thread.Sleep(5);
            }

            return true;
        }

        private sealed class Pages
        {
            internal int Whole { get; private set; }

            internal int Cut { get; private set; }

            internal int Wrong { get; private set; }

            internal void Get(int port)
            {
                switch (SoakContent.Get(port))
                {
                    case true:
                        Whole++;
                        break;
                    case false:
                        Wrong++;
                        break;
                    default:
                        Cut++;
                        break;
                }
            }
        }
    }
}
