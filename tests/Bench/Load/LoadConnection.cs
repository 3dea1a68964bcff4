using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Bench.Load
{
    /// <summary>
    /// One client. Its frames are made once, so that it costs the machine little beside the server that is measured; what comes back is compared byte by byte.
    /// </summary>
    internal sealed class LoadConnection : IDisposable
    {
        private const string Head = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

        private static readonly byte[] _key = [0x37, 0xFA, 0x21, 0x3D];

        private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _request;
        private readonly byte[] _answer;
        private readonly byte[] _received;
        private readonly int _pipeline;

        /// <param name="size">Bytes of payload of a message.</param>
        /// <param name="pipeline">Messages in a write.</param>
        /// <param name="segmentSize">The largest TCP segment that it announces, in bytes; 0 for what the network has. Linux only.</param>
        internal LoadConnection(int size, int pipeline, int segmentSize = 0)
        {
            const int ProtocolTcp = 6;
            const int TcpMaxSegment = 2;
            if (segmentSize != 0)
            {
                _socket.SetRawSocketOption(ProtocolTcp, TcpMaxSegment, BitConverter.GetBytes(segmentSize));
            }

            byte[] payload = Pattern(size);
            _pipeline = pipeline;
            _request = Repeat(Frame(payload, _key), pipeline);
            _answer = Repeat(Frame(payload, null), pipeline);
            _received = new byte[_answer.Length];
        }

        /// <summary>Times between a message and its answer, in ticks of Stopwatch.</summary>
        internal List<long> Latencies { get; } = [];

        /// <summary>Connects and has its opening handshake answered.</summary>
        internal async Task Open(IPEndPoint server, CancellationToken stop)
        {
            await _socket.ConnectAsync(server, stop);
            await _socket.SendAsync(Encoding.ASCII.GetBytes(Head), stop);
            byte[] head = new byte[1024];
            int count = 0;
            while (!Encoding.ASCII.GetString(head, 0, count).Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = await _socket.ReceiveAsync(head.AsMemory(count), stop);
                count += read > 0 ? read : throw new InvalidDataException("the server ended the handshake");
            }

            if (!Encoding.ASCII.GetString(head, 0, count).StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            {
                throw new InvalidDataException("the server did not switch: " + Encoding.ASCII.GetString(head, 0, count));
            }
        }

        /// <summary>Sends its messages once and has them back.</summary>
        internal async Task Exchange(CancellationToken stop)
        {
            await _socket.SendAsync(_request, stop);
            await Receive(stop);
        }

        /// <summary>Has its messages from the server.</summary>
        internal async Task Receive(CancellationToken stop)
        {
            int count = 0;
            while (count < _answer.Length)
            {
                int read = await _socket.ReceiveAsync(_received.AsMemory(count), stop);
                count += read > 0 ? read : throw new InvalidDataException("the server ended the connection");
            }

            if (!_received.AsSpan().SequenceEqual(_answer))
            {
                throw new InvalidDataException("what came back is not what was sent");
            }
        }

        /// <summary>Exchanges until <paramref name="end"/>, every <paramref name="interval"/> ticks, or at once where that is 0.</summary>
        internal async Task Drive(long start, long end, long interval, CancellationToken stop)
        {
            long due = start;
            while (true)
            {
                long now = Stopwatch.GetTimestamp();
                bool isLate = now >= due;
                if (interval != 0 && !isLate)
                {
                    await Task.Delay(Stopwatch.GetElapsedTime(now, due), stop);
                    now = Stopwatch.GetTimestamp();
                }

                if (now >= end)
                {
                    return;
                }

                // A message that waited for the answer before it has waited, whatever the clock of this program says; one that a timer was late for has not.
                long from = interval != 0 && isLate ? due : now;
                await Exchange(stop);
                long elapsed = Stopwatch.GetTimestamp() - from;
                for (int i = 0; i < _pipeline; i++)
                {
                    Latencies.Add(elapsed);
                }

                due += interval;
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
        }

        /// <summary>What its messages hold.</summary>
        internal static byte[] Pattern(int size)
        {
            byte[] payload = new byte[size];
            for (int i = 0; i < size; i++)
            {
                payload[i] = (byte)((i * 7) + 3);
            }

            return payload;
        }

        private static byte[] Frame(byte[] payload, byte[] key)
        {
            int size = payload.Length < 126 ? 2 : 4;
            int start = size + (key == null ? 0 : 4);
            byte[] frame = new byte[start + payload.Length];
            frame[0] = 0x82;
            frame[1] = (byte)((key == null ? 0 : 0x80) | (size == 2 ? payload.Length : 126));
            if (size == 4)
            {
                frame[2] = (byte)(payload.Length >> 8);
                frame[3] = (byte)payload.Length;
            }

            key?.CopyTo(frame, size);
            for (int i = 0; i < payload.Length; i++)
            {
                frame[start + i] = key == null ? payload[i] : (byte)(payload[i] ^ key[i & 3]);
            }

            return frame;
        }

        private static byte[] Repeat(byte[] frame, int times)
        {
            byte[] all = new byte[frame.Length * times];
            for (int i = 0; i < times; i++)
            {
                frame.CopyTo(all, i * frame.Length);
            }

            return all;
        }
    }
}
