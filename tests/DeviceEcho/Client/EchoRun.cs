using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.DeviceEcho
{
    /// <summary>What the device is put through; each line that it prints begins with what the device says it is.</summary>
    internal sealed class EchoRun
    {
        /// <summary>Messages that are under way at once when they are sent without waiting.</summary>
        private const int Burst = 20;

        private readonly EchoOptions _options;
        private string _where;

        internal EchoRun(EchoOptions options)
        {
            _options = options;
        }

        /// <exception cref="EchoException">The device did not echo as it should.</exception>
        /// <exception cref="WebSocketException">A connection was refused or lost.</exception>
        internal void Run()
        {
            Console.WriteLine("| where | what | result |");
            Console.WriteLine("|---|---|---|");
            using EchoConnection first = new EchoConnection(_options.Url);
            DeviceFigures start = first.AskFigures();
            _where = start.Where;
            Print("runs on", start.ToString());
            RunMessages(first);
            RunConnections(first);
            long before = Rest(first).Free;
            RunReconnects();
            DeviceFigures end = Rest(first);
            Print("free heap before and after " + _options.Reconnects + " more connections, and at first", before + ", " + end.Free + ", " + start.Free + " B");
            first.Close();
            if (end.Faults > 0)
            {
                throw new EchoException("the device counts what should not be: " + end);
            }
        }

        private void RunMessages(EchoConnection connection)
        {
            RunMessages(connection, "16 B, binary", Bytes(16), WebSocketMessageType.Binary, _options.Messages);
            RunBursts(connection, Bytes(16));
            RunMessages(connection, "125 B, binary", Bytes(125), WebSocketMessageType.Binary, _options.Messages);
            RunMessages(connection, "125 B, text", Text("text ", 25), WebSocketMessageType.Text, _options.Messages);
            RunMessages(connection, "1 KB, binary", Bytes(1024), WebSocketMessageType.Binary, _options.Messages);
            RunMessages(connection, "1 KB, ASCII text", Text("text", 256), WebSocketMessageType.Text, _options.Messages);
            RunMessages(connection, "1 KB, other text", Text("ж", 512), WebSocketMessageType.Text, _options.Messages);
            RunMessages(connection, "16 KB, binary", Bytes(16 * 1024), WebSocketMessageType.Binary, (_options.Messages / 10) + 1);
            RunMessages(connection, "empty, text", [], WebSocketMessageType.Text, 1);
            RunMessages(connection, "U+0000 and U+1F609, text", Text("a\0b😉", 1), WebSocketMessageType.Text, 1);
        }

        private void RunMessages(EchoConnection connection, string what, byte[] message, WebSocketMessageType type, int count)
        {
            double[] times = new double[count];
            for (int i = 0; i < count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                connection.Exchange(message, type);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            Print("echo of " + what, Ms(times[count / 2]) + " ms median, " + Ms(times[count - 1]) + " at most, of " + count);
        }

        private void RunBursts(EchoConnection connection, byte[] message)
        {
            int bursts = (_options.Messages / Burst) + 1;
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < bursts; i++)
            {
                for (int k = 0; k < Burst; k++)
                {
                    connection.Send(message, WebSocketMessageType.Binary);
                }

                for (int k = 0; k < Burst; k++)
                {
                    connection.Expect(message, WebSocketMessageType.Binary);
                }
            }

            Print("the same, " + Burst + " sent at once", Ms(Stopwatch.GetElapsedTime(start).TotalMilliseconds / (bursts * Burst)) + " ms a message on average");
        }

        private void RunConnections(EchoConnection first)
        {
            byte[] message = Bytes(300);
            List<EchoConnection> others = [];
            try
            {
                while (others.Count < _options.Connections - 1)
                {
                    others.Add(new EchoConnection(_options.Url));
                }

                foreach (EchoConnection connection in others.Prepend(first))
                {
                    connection.Exchange(message, WebSocketMessageType.Binary);
                }

                DeviceFigures figures = first.AskFigures();
                Print("with " + _options.Connections + " connections", "all echo; " + figures.Free + " B of heap free");
                if (figures.Connections != _options.Connections)
                {
                    throw new EchoException(figures.Connections + " connections where " + _options.Connections + " were made; is another client there?");
                }

                RunMessages(first, "16 B, binary, with " + (_options.Connections - 1) + " idle", Bytes(16), WebSocketMessageType.Binary, _options.Messages);
                others.ForEach(c => c.Close());
            }
            finally
            {
                others.ForEach(c => c.Dispose());
            }
        }

        private void RunReconnects()
        {
            byte[] message = Bytes(16);
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < _options.Reconnects; i++)
            {
                using EchoConnection connection = new EchoConnection(_options.Url);
                connection.Exchange(message, WebSocketMessageType.Binary);

                // Every other one just goes away, as clients do.
                if (i % 2 == 0)
                {
                    connection.Close();
                }
            }

            Print(
                "connect, 16 B, leave",
                Ms(Stopwatch.GetElapsedTime(start).TotalMilliseconds / Math.Max(_options.Reconnects, 1)) + " ms on average of " + _options.Reconnects);
        }

        /// <summary>The figures once the device knows that all others are gone.</summary>
        private static DeviceFigures Rest(EchoConnection connection)
        {
            DeviceFigures figures = connection.AskFigures();
            for (int i = 0; i < 50 && figures.Connections > 1; i++)
            {
                System.Threading.Thread.Sleep(100);
                figures = connection.AskFigures();
            }

            return figures.Connections == 1 ? figures : throw new EchoException("connections stay open: " + figures);
        }

        private void Print(string what, string result)
        {
            Console.WriteLine("| " + _where + " | " + what + " | " + result + " |");
        }

        private static string Ms(double value)
        {
            return value.ToString("0.00", CultureInfo.InvariantCulture);
        }

        private static byte[] Bytes(int count)
        {
            byte[] bytes = new byte[count];
            new Random(count).NextBytes(bytes);
            return bytes;
        }

        private static byte[] Text(string part, int times)
        {
            return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, times)));
        }
    }
}
