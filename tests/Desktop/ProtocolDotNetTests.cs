using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;
using Net = System.Net.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>The core against .NET's own WebSocket, in memory, in both roles.</summary>
    [TestClass]
    public class ProtocolDotNetTests
    {
        [TestMethod]
        public async Task DotNet_WhatItSends_IsRead()
        {
            int[] counts = new int[] { 0, 1, 125, 126, 127, 1000, 65535, 65536, 70000 };
            for (int role = 0; role < 2; role++)
            {
                bool isServer = role == 0;
                using DuplexMemory stream = new DuplexMemory();
                using Net.WebSocket peer = Open(stream, !isServer);
                StringBuilder expected = new StringBuilder();
                for (int i = 0; i < counts.Length; i++)
                {
                    byte[] payload = Letters(counts[i]);
                    string hex = Convert.ToHexString(payload).ToLowerInvariant();
                    await peer.SendAsync(payload, Net.WebSocketMessageType.Text, true, CancellationToken.None);
                    await peer.SendAsync(payload, Net.WebSocketMessageType.Binary, false, CancellationToken.None);
                    await peer.SendAsync(payload, Net.WebSocketMessageType.Binary, true, CancellationToken.None);
                    expected.Append("text " + hex + ". bin " + hex + "- cont " + hex + ". ");
                }

                await peer.CloseOutputAsync(Net.WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
                expected.Append("close 03e9627965");
                byte[] written = stream.TakeOutput();
                foreach (int piece in new int[] { 1, 1000, written.Length })
                {
                    FrameDecoder decoder = new FrameDecoder(isServer, new FrameLimits(1 << 20, 10));
                    Assert.AreEqual(expected.ToString(), DecoderDriver.Run(decoder, written, piece, piece, out _), "piece " + piece);
                }
            }
        }

        [TestMethod]
        public async Task DotNet_ReadsWhatIsSent()
        {
            int[] counts = new int[] { 0, 1, 125, 126, 127, 885, 889, 890, 1000, 65535, 65536, 70000 };
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                using MemoryStream output = new MemoryStream();
                for (int i = 0; i < counts.Length; i++)
                {
                    byte[] payload = Letters(counts[i]);
                    Assert.IsTrue(end.Protocol.TrySend(Nanowire.WebSockets.WebSocketMessageType.Text, payload, 0, payload.Length), end.Role + counts[i]);
                    end.Protocol.TryPing(null, 0, 0);
                    end.Take(int.MaxValue, 500);
                    Assert.IsTrue(end.Protocol.TrySendFragment(Nanowire.WebSockets.WebSocketMessageType.Binary, payload, 0, payload.Length, false), end.Role + counts[i]);
                    end.Take(int.MaxValue, 50000);
                    Assert.IsTrue(end.Protocol.TrySendFragment(Nanowire.WebSockets.WebSocketMessageType.Binary, payload, 0, payload.Length, true), end.Role + counts[i]);
                    end.Take(int.MaxValue, int.MaxValue);
                    output.Write(end.SentBytes());
                }

                end.Close(4000, "6279 65");
                end.Take(int.MaxValue, int.MaxValue);
                output.Write(end.SentBytes());

                using DuplexMemory stream = new DuplexMemory();
                stream.Input.AddRange(output.ToArray());
                using Net.WebSocket peer = Open(stream, !end.IsServer);
                for (int i = 0; i < counts.Length; i++)
                {
                    await CheckMessage(peer, Net.WebSocketMessageType.Text, Letters(counts[i]), 1);
                    await CheckMessage(peer, Net.WebSocketMessageType.Binary, Letters(counts[i]), 2);
                }

                Net.WebSocketReceiveResult last = await peer.ReceiveAsync(new ArraySegment<byte>(new byte[10]), CancellationToken.None);
                Assert.AreEqual(Net.WebSocketMessageType.Close, last.MessageType, end.Role);
                Assert.AreEqual(4000, (int)last.CloseStatus, end.Role);
                Assert.AreEqual("bye", last.CloseStatusDescription, end.Role);
            }
        }

        [TestMethod]
        public async Task DotNet_StreamsOfAFixedSeed_AreJudgedAlike()
        {
            await CheckVerdicts(6455);
        }

        [TestMethod]
        public async Task DotNet_StreamsOfAFreshSeed_AreJudgedAlike()
        {
            await CheckVerdicts(FreshSeed.Value);
        }

        private static async Task CheckVerdicts(int seed)
        {
            ProtocolFrameSource source = new ProtocolFrameSource(seed);
            int errors = 0;
            int closes = 0;
            int late = 0;
            for (int i = 0; i < 1000; i++)
            {
                bool isServer = i % 2 == 0;
                byte[] stream = source.Next(isServer);
                ProtocolDriver end = new ProtocolDriver(isServer, 8192, new FrameLimits(long.MaxValue, int.MaxValue));
                string events = end.ReceiveBytes((byte[])stream.Clone(), 0, stream.Length);
                string what = "seed " + seed + ", stream " + i + " " + Convert.ToHexString(stream);
                Violation violation = end.Protocol.Violation;
                if (violation == Violation.LengthNotMinimal)
                {
                    // .NET takes these.
                    continue;
                }

                // It looks at a header or a control frame when that is whole, so what is refused earlier needs an end.
                byte[] padded = new byte[stream.Length + (violation == Violation.None ? 0 : 200)];
                stream.CopyTo(padded, 0);
                string theirs = await Judge(isServer, padded);

                // A reason that is not UTF-8 is a protocol error to it; section 7.1.6 leaves that open, section 8.1 does not.
                int status = violation == Violation.CloseReasonNotUtf8 ? 1002 : (int)ViolationInfo.GetCloseStatus(violation);
                string ours = Messages(events) + "violation " + (violation == Violation.None ? "none" : status.ToString());
                if (violation == Violation.TextNotUtf8 && theirs != ours)
                {
                    // Where a fragment ends inside a bad sequence it says so later, and not at all when the last fragment is empty.
                    late++;
                    continue;
                }

                Assert.AreEqual(theirs, ours, what);
                errors += violation == Violation.None ? 0 : 1;
                closes += events.Contains("close ", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.IsTrue(errors > 100 && closes > 50 && late < 20, "seed " + seed + ": the streams are no test, " + errors + " " + closes + " " + late);
        }

        /// <summary>
        /// What our events say of messages and a close, without pings and pongs, which .NET does not show. Where a Close
        /// has no body .NET says 1000.
        /// </summary>
        private static string Messages(string events)
        {
            StringBuilder messages = new StringBuilder();
            string[] words = events.Split(' ');
            for (int i = 0; i + 1 < words.Length; i += 2)
            {
                if (words[i] == "text" || words[i] == "bin" || words[i] == "close")
                {
                    messages.Append(words[i] + " " + (words[i] == "close" && words[i + 1].Length == 0 ? "03e8" : words[i + 1]) + " ");
                }
            }

            return messages.ToString();
        }

        /// <summary>What .NET makes of a stream.</summary>
        private static async Task<string> Judge(bool isServer, byte[] input)
        {
            using DuplexMemory stream = new DuplexMemory();
            stream.Input.AddRange(input);
            using Net.WebSocket socket = Open(stream, isServer);
            StringBuilder trace = new StringBuilder();
            byte[] buffer = new byte[100];
            List<byte> message = new List<byte>();
            try
            {
                while (true)
                {
                    Net.WebSocketReceiveResult result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
                    if (result.MessageType == Net.WebSocketMessageType.Close)
                    {
                        string body = result.CloseStatus == Net.WebSocketCloseStatus.Empty
                            ? string.Empty
                            : ((int)result.CloseStatus).ToString("x4") + Convert.ToHexString(Encoding.UTF8.GetBytes(result.CloseStatusDescription ?? string.Empty)).ToLowerInvariant();
                        return trace + "close " + body + " violation none";
                    }

                    message.AddRange(buffer.AsSpan(0, result.Count).ToArray());
                    if (result.EndOfMessage)
                    {
                        string kind = result.MessageType == Net.WebSocketMessageType.Text ? "text " : "bin ";
                        trace.Append(kind + Convert.ToHexString(message.ToArray()).ToLowerInvariant() + ". ");
                        message.Clear();
                    }
                }
            }
            catch (Net.WebSocketException e) when (e.WebSocketErrorCode == Net.WebSocketError.ConnectionClosedPrematurely)
            {
                return trace + "violation none";
            }
            catch (Net.WebSocketException)
            {
                // It says why in its Close frame.
                byte[] written = stream.TakeOutput();
                string sent = DecoderDriver.Run(new FrameDecoder(!isServer, new FrameLimits(1 << 20, 10)), written, written.Length, 1, out _);
                int close = sent.LastIndexOf("close ", StringComparison.Ordinal);
                return trace + "violation " + Convert.ToInt32(sent.Substring(close + 6, 4), 16);
            }
        }

        private static async Task CheckMessage(Net.WebSocket peer, Net.WebSocketMessageType type, byte[] payload, int times)
        {
            byte[] buffer = new byte[(payload.Length * times) + 1];
            int count = 0;
            Net.WebSocketReceiveResult result;
            do
            {
                result = await peer.ReceiveAsync(new ArraySegment<byte>(buffer, count, buffer.Length - count), CancellationToken.None);
                Assert.AreEqual(type, result.MessageType);
                count += result.Count;
            }
            while (!result.EndOfMessage);

            Assert.AreEqual(payload.Length * times, count);
            for (int i = 0; i < times; i++)
            {
                Assert.IsTrue(payload.AsSpan().SequenceEqual(buffer.AsSpan(i * payload.Length, payload.Length)));
            }
        }

        private static Net.WebSocket Open(Stream stream, bool isServer)
        {
            return Net.WebSocket.CreateFromStream(stream, isServer, null, TimeSpan.Zero);
        }

        private static byte[] Letters(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)('a' + (i % 23));
            }

            return bytes;
        }
    }
}
