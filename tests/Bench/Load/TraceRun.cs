using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Load
{
    /// <summary>
    /// A few exchanges with our server that a packet capture is to show, half a second apart so that they can be told apart; ../../../docs/throughput.md has one.
    /// </summary>
    internal static class TraceRun
    {
        private const int PauseMs = 500;
        private const int SmallSize = 16;
        private const int LargeSize = 16384;
        private const int Burst = 20;

        /// <summary>What a network of Ethernet's frames would announce; loopback's own would put everything into one segment.</summary>
        private const int SegmentSize = 1436;

        /// <summary>What the second server is told: how long sends from outside a handler may wait for each other.</summary>
        private const int CoalesceMs = 5;

        /// <summary>Serves on that port and on the next, and is the client of both, too.</summary>
        internal static async Task<int> Run(int port)
        {
            using WebSocketServer server = Serve(port, 0);
            using WebSocketServer coalescing = Serve(port + 1, CoalesceMs);
            using CancellationTokenSource stop = new CancellationTokenSource(30000);

            await Exchange("echo, " + SmallSize + " B, one", server, port, SmallSize, 1, 5, stop.Token);
            await Exchange("echo, " + SmallSize + " B, " + Burst + " in a write", server, port, SmallSize, Burst, 5, stop.Token);
            await Exchange("echo, " + LargeSize + " B", server, port, LargeSize, 1, 5, stop.Token);
            await Push("pushed from outside a handler, ", server, port, stop.Token);
            await Push("the same with CoalesceMs " + CoalesceMs + ", ", coalescing, port + 1, stop.Token);
            return 0;
        }

        private static WebSocketServer Serve(int port, int coalesceMs)
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = port,
                ReceiveBufferSize = LargeSize + FrameLimits.MaxHeaderSize + WebSocketServerOptions.ReceiveBufferReserve,
                SendBufferSize = LargeSize,
                CoalesceMs = coalesceMs,
            });
            server.MessageReceived += (socket, buffer, offset, count, messageType, endOfMessage) => socket.Send(buffer, offset, count, messageType);
            server.Start();
            return server;
        }

        private static async Task Exchange(string what, WebSocketServer server, int port, int size, int pipeline, int times, CancellationToken stop)
        {
            using LoadConnection connection = new LoadConnection(size, pipeline, SegmentSize);
            await connection.Open(new IPEndPoint(IPAddress.Loopback, port), stop);
            for (int i = 0; i < times; i++)
            {
                await Task.Delay(PauseMs, stop);
                long sent = server.Statistics.BytesSent;
                long start = Stopwatch.GetTimestamp();
                await connection.Exchange(stop);
                Tell(what, Stopwatch.GetElapsedTime(start), server.Statistics.BytesSent - sent);
            }
        }

        /// <summary>The application sends on its own, outside of any handler.</summary>
        private static async Task Push(string what, WebSocketServer server, int port, CancellationToken stop)
        {
            using LoadConnection connection = new LoadConnection(SmallSize, Burst, SegmentSize);
            await connection.Open(new IPEndPoint(IPAddress.Loopback, port), stop);
            byte[] payload = LoadConnection.Pattern(SmallSize);
            for (int i = 0; i < 5; i++)
            {
                await Task.Delay(PauseMs, stop);
                long sent = server.Statistics.BytesSent;
                long start = Stopwatch.GetTimestamp();
                for (int j = 0; j < Burst; j++)
                {
                    server.Broadcast(payload, 0, payload.Length, WebSocketMessageType.Binary);
                }

                await connection.Receive(stop);
                Tell(what + Burst + " of " + SmallSize + " B", Stopwatch.GetElapsedTime(start), server.Statistics.BytesSent - sent);
            }
        }

        private static void Tell(string what, TimeSpan elapsed, long bytes)
        {
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}: {1:0} us, {2} B from the server", what, elapsed.TotalMicroseconds, bytes));
        }
    }
}
