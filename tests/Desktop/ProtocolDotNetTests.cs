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
                using Net.WebSocket peer = DotNetJudge.Open(stream, !isServer);
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
                using Net.WebSocket peer = DotNetJudge.Open(stream, !end.IsServer);
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
            DotNetJudge judge = new DotNetJudge();
            for (int i = 0; i < 1000; i++)
            {
                bool isServer = i % 2 == 0;
                byte[] stream = source.Next(isServer);
                await judge.Check(isServer, stream, "seed " + seed + ", stream " + i + " " + Convert.ToHexString(stream));
            }

            Assert.IsTrue(
                judge.Errors > 100 && judge.Closes > 50 && judge.Late < 20,
                "seed " + seed + ": the streams are no test, " + judge.Errors + " " + judge.Closes + " " + judge.Late);
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
