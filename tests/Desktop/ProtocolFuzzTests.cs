using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Fuzz;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>
    /// Streams of frames, right and wrong, in many cuts: always what the reference says. Once with a fixed seed and once
    /// with a fresh one (<see cref="FreshSeed"/>), which a failure names.
    /// </summary>
    [TestClass]
    public class ProtocolFuzzTests
    {
        private const int FixedSeed = 6455;
        private const int Streams = 2000;

        [TestMethod]
        public void Decoder_StreamsOfTheFixedSeedInManyCuts_AreWhatTheReferenceSays()
        {
            CheckDecoder(FixedSeed);
        }

        [TestMethod]
        public void Decoder_StreamsOfAFreshSeedInManyCuts_AreWhatTheReferenceSays()
        {
            CheckDecoder(FreshSeed.Value);
        }

        [TestMethod]
        public void Connection_StreamsOfTheFixedSeedInManyCuts_GiveTheSameEventsAndOutput()
        {
            CheckConnection(FixedSeed);
        }

        [TestMethod]
        public void Connection_StreamsOfAFreshSeedInManyCuts_GiveTheSameEventsAndOutput()
        {
            CheckConnection(FreshSeed.Value);
        }

        [TestMethod]
        public void Sending_OfAFreshSeedDrainedInPieces_IsWhatWasQueued()
        {
            CheckSending(FreshSeed.Value);
        }

        [TestMethod]
        public void Sending_OfTheFixedSeedDrainedInPieces_IsWhatWasQueued()
        {
            CheckSending(FixedSeed);
        }

        private static void CheckDecoder(int seed)
        {
            ProtocolFrameSource source = new ProtocolFrameSource(seed);
            int errors = 0;
            for (int i = 0; i < Streams; i++)
            {
                bool isServer = i % 2 == 0;
                byte[] stream = source.Next(isServer);
                FrameLimits limits = new FrameLimits(source.Random.Next(1, 4) == 1 ? source.Random.Next(1, 300) : 1 << 20, source.Random.Next(1, 8));
                string expected = ProtocolReference.Run(isServer, limits, stream);
                string what = "seed " + seed + ", stream " + i + " " + Convert.ToHexString(stream);
                errors += expected.Contains("error", StringComparison.Ordinal) ? 1 : 0;
                FrameDecoder decoder = new FrameDecoder(isServer, limits);
                Assert.AreEqual(expected, DecoderDriver.Run(decoder, stream, stream.Length, 1, out _), what);
                decoder.Reset();
                Assert.AreEqual(expected, DecoderDriver.Run(decoder, stream, 1, 1, out _), what + " byte by byte");
                for (int k = 0; k < 4; k++)
                {
                    int first = source.Random.Next(1, stream.Length + 1);
                    int rest = source.Random.Next(1, 40);
                    decoder.Reset();
                    Assert.AreEqual(expected, DecoderDriver.Run(decoder, stream, first, rest, out _), what + " cut at " + first + " and every " + rest);
                }
            }

            Assert.IsTrue(errors > Streams / 10 && errors < Streams * 9 / 10, "seed " + seed + ": the streams are no test, " + errors + " errors");
        }

        private static void CheckConnection(int seed)
        {
            ProtocolFrameSource source = new ProtocolFrameSource(seed);
            for (int i = 0; i < Streams; i++)
            {
                bool isServer = i % 2 == 0;
                byte[] stream = source.Next(isServer);
                string expected = null;
                for (int k = 0; k < 4; k++)
                {
                    ProtocolDriver end = new ProtocolDriver(isServer, 4096, new FrameLimits(300, 8));
                    int piece = k == 0 ? stream.Length : k == 1 ? 1 : source.Random.Next(1, 40);
                    string events = string.Empty;
                    for (int at = 0; at < stream.Length; at += piece)
                    {
                        string more = end.ReceiveBytes(stream, at, Math.Min(piece, stream.Length - at));
                        events += more.Length > 0 ? more + " " : string.Empty;
                    }

                    string trace = events + "| " + end.Status() + " | " + end.Sent() + " | " + end.Status();
                    expected = expected ?? trace;
                    Assert.AreEqual(expected, trace, "seed " + seed + ", stream " + i + " in pieces of " + piece + ": " + Convert.ToHexString(stream));
                }
            }
        }

        private static void CheckSending(int seed)
        {
            Random random = new Random(seed);
            for (int i = 0; i < Streams / 10; i++)
            {
                ProtocolDriver end = new ProtocolDriver(i % 2 == 0, random.Next(WebSocketProtocol.MinSendBufferSize, 1500), new FrameLimits(1, 1));
                System.Text.StringBuilder expected = new System.Text.StringBuilder();
                bool inMessage = false;
                bool isClosed = false;
                for (int step = 0; step < 200; step++)
                {
                    byte[] payload = new byte[random.Next(10) == 0 ? random.Next(4000) : random.Next(random.Next(1, 300))];
                    random.NextBytes(payload);
                    byte[] untouched = (byte[])payload.Clone();
                    string hex = Convert.ToHexString(payload).ToLowerInvariant();
                    bool final = random.Next(2) == 0;
                    switch (random.Next(8))
                    {
                        case 0 when payload.Length <= 125:
                            if (end.Protocol.TryPing(payload, 0, payload.Length))
                            {
                                expected.Append("ping " + hex + " ");
                            }

                            break;
                        case 1:
                        case 2:
                            if (end.Protocol.TrySend(Nanowire.WebSockets.WebSocketMessageType.Binary, payload, 0, payload.Length))
                            {
                                Assert.IsFalse(inMessage || isClosed, "seed " + seed);
                                expected.Append("bin " + hex + ". ");
                            }

                            break;
                        case 3:
                        case 4:
                            if (end.Protocol.TrySendFragment(Nanowire.WebSockets.WebSocketMessageType.Binary, payload, 0, payload.Length, final))
                            {
                                Assert.IsFalse(isClosed, "seed " + seed);
                                expected.Append((inMessage ? "cont " : "bin ") + hex + (final ? ". " : "- "));
                                inMessage = !final;
                            }

                            break;
                        case 5 when step > 150 && random.Next(20) == 0:
                            if (end.Close(1000, null))
                            {
                                expected.Append("close 03e8 ");
                                isClosed = true;
                            }

                            break;
                        default:
                            end.Take(random.Next(1200), random.Next(1, 700));
                            break;
                    }

                    end.Protocol.PrepareOutput();
                    CollectionAssert.AreEqual(untouched, payload, "seed " + seed + ": the array is the caller's");
                }

                Assert.AreEqual(expected.ToString().TrimEnd(), end.Sent().TrimEnd(), "seed " + seed + ", connection " + i);
            }
        }
    }
}
