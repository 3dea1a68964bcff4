using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Interop.Library
{
    /// <summary>What SampleStream writes goes through our server, and nanowire.js in Node reads it.</summary>
    [TestClass]
    public class NodeLibraryTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(SampleType.Int16, 1, 0, 1)]
        [DataRow(SampleType.Int16, 3, 3, 100)]
        [DataRow(SampleType.Int16, 1, 9, 65535)]
        [DataRow(SampleType.Int32, 255, 9, 7)]
        [DataRow(SampleType.Float32, 2, 0, 50)]
        public void Blocks_OfEveryType_ArriveAsTheyWereWritten(SampleType type, int channels, int decimals, int count)
        {
            string node = Need.Node();
            SampleStream stream = new SampleStream(new SampleBlockWriter((int)type, type, channels, decimals, 250, count));
            using SampleServer server = new SampleServer(stream.BlockSize);
            using ChildProcess peer = Start(node, server, type.ToString().ToLowerInvariant());
            server.AwaitSubscription();

            for (int block = 0; block < 3; block++)
            {
                long timeUs = BlockFormat.TimeLimitUs - 4 + block;
                List<string> wanted = new List<string>();
                for (int i = 0; i < channels * count; i++)
                {
                    wanted.Add(Add(stream, type, i + block, timeUs));
                }

                server.Publish(type, stream);
                JsonElement item = Await(peer, "item");
                Assert.AreEqual((int)type, item.GetProperty("stream").GetInt32());
                Assert.AreEqual(block, item.GetProperty("sequence").GetInt32());
                Assert.AreEqual(timeUs, item.GetProperty("timeUs").GetInt64());
                Assert.AreEqual(250, item.GetProperty("intervalUs").GetInt32());
                Assert.AreEqual(count, item.GetProperty("count").GetInt32());
                Assert.AreEqual(channels, item.GetProperty("channels").GetInt32());
                Assert.AreEqual(decimals, item.GetProperty("decimals").GetInt32());
                CollectionAssert.AreEqual(wanted, item.GetProperty("samples").EnumerateArray().Select(Text).ToList());
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Blocks_ThatWrapAreLostAndBeginAnew_AreToldApart()
        {
            string node = Need.Node();
            SampleBlockWriter writer = new SampleBlockWriter(1, SampleType.Int16, 1, 0, 1000, 1) { Sequence = uint.MaxValue - 1 };
            SampleStream stream = new SampleStream(writer);
            using SampleServer server = new SampleServer(stream.BlockSize);
            using ChildProcess peer = Start(node, server, "int16");
            server.AwaitSubscription();

            void Publish(int timeUs)
            {
                stream.Add(timeUs, timeUs);
                server.Publish(SampleType.Int16, stream);
            }

            for (int i = 0; i < 4; i++)
            {
                Publish(i);
                Assert.AreEqual(unchecked(uint.MaxValue - 1 + (uint)i), Await(peer, "item").GetProperty("sequence").GetUInt32());
            }

            // Nobody takes the first of these in time, so the two behind it are lost.
            stream.Add(10, 10);
            stream.Add(11, 11);
            stream.Add(12, 12);
            Assert.AreEqual(2, stream.BlocksLost);
            server.Publish(SampleType.Int16, stream);
            Assert.AreEqual(2, Await(peer, "item").GetProperty("sequence").GetInt32());
            Publish(13);
            Assert.AreEqual(2, Await(peer, "gap").GetProperty("missed").GetInt32());
            Publish(5);
            Assert.AreEqual(1, Await(peer, "restart").GetProperty("stream").GetInt32());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Connection_Lost_WhatWasMissedMeanwhileIsCounted()
        {
            string node = Need.Node();
            int port;
            ChildProcess peer;
            using (SampleServer first = new SampleServer(100))
            {
                port = first.Port;
                peer = Start(node, first, "count", "nothing");
                first.AwaitSubscription();

                // The refusal may come before the item, and what is awaited is looked for from there on.
                JsonElement refused = Await(peer, "topic", e => e.GetProperty("topic").GetString() == "nothing");
                Assert.AreEqual("no such thing", refused.GetProperty("error").GetString());
                first.PublishCount(41, 41000);
                Assert.AreEqual(41, Await(peer, "item").GetProperty("seq").GetInt32());
            }

            using (peer)
            {
                using (SampleServer second = new SampleServer(100, port))
                {
                    second.AwaitSubscription();
                    second.PublishCount(50, 50000);
                    Assert.AreEqual(8, Await(peer, "gap").GetProperty("missed").GetInt32());
                }

                using SampleServer third = new SampleServer(100, port);
                third.AwaitSubscription();
                third.PublishCount(0, 12);
                Assert.AreEqual("count", Await(peer, "restart").GetProperty("stream").GetString());
            }
        }

        private static ChildProcess Start(string node, SampleServer server, params string[] topics)
        {
            return ChildProcess.Start(node, [Path.Combine(Places.Peers, "nanowire-peer.mjs"), server.WebSocketUrl, .. topics]);
        }

        private static JsonElement Await(ChildProcess peer, string name, Func<JsonElement, bool> isIt = null)
        {
            while (true)
            {
                JsonElement line = JsonElement.Parse(peer.ReadLine());
                if (line.GetProperty("event").GetString() == name && (isIt == null || isIt(line)))
                {
                    return line;
                }
            }
        }

        // Adds a value of the type's whole range, and says how JavaScript will show it.
        private static string Add(SampleStream stream, SampleType type, int i, long timeUs)
        {
            if (type != SampleType.Float32)
            {
                int value = unchecked(i * (int)2654435761u);
                value = type == SampleType.Int16 ? (short)value : value;
                stream.Add(value, timeUs);
                return value.ToString();
            }

            float[] special = [0, -0.5f, float.MaxValue, float.Epsilon, 1e-40f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
            float number = i < special.Length ? special[i] : i * 0.37f;
            stream.Add(number, timeUs);
            return Show(number);
        }

        private static string Text(JsonElement value)
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : Show(value.GetDouble());
        }

        private static string Show(double value)
        {
            return double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : value.ToString("R");
        }
    }
}
