using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Tests.Firmware.Streams
{
    /// <summary>The host board's stream, over real sockets.</summary>
    [TestClass]
    public sealed class AnalogStreamTests
    {
        [TestMethod]
        public void Description_NamesTheStream_OnlyWhereThereIsOne()
        {
            Assert.AreEqual("analog", Describe(new HostBoard()).GetProperty("streams")[0].GetProperty("topic").GetString());
            Assert.IsFalse(Describe(new SmallBoard()).TryGetProperty("streams", out _));
        }

        [TestMethod]
        public void Subscriber_IsAnsweredAndThenGetsBlocks()
        {
            HostBoard board = new HostBoard();
            using Running running = Start(board);
            using ClientWebSocket client = running.Connect();
            Reader reader = new Reader(client);
            Assert.IsFalse(Stream(board).IsRunning, "nobody asked");

            Assert.AreEqual("{\"type\":\"result\",\"id\":3,\"ok\":true,\"stream\":1}", reader.Ask("{\"id\":3,\"cmd\":\"subscribe\",\"topic\":\"analog\"}"));
            for (int i = 0; i < 5; i++)
            {
                BlockReader block = reader.NextBlock();
                Assert.AreEqual(AnalogStream.StreamId, block.StreamId);
                Assert.AreEqual(SampleType.Int16, block.Type);
                Assert.AreEqual(1, block.Channels);
                Assert.AreEqual(3, block.Decimals);
                Assert.AreEqual(1000u, block.IntervalUs);
                Assert.IsTrue(block.Count is > 0 and <= 100);
                Assert.IsTrue(block.GetValue(0, 0) is >= 0 and <= 3.3);
            }

            // What is missing was lost on the device, and it says so.
            Assert.IsLessThanOrEqualTo(Stream(board).BlocksLost + Stream(board).MessagesSkipped, reader.Sequence.Missing);
        }

        [TestMethod]
        public void Sampling_EndsWithTheLastSubscriber_AndTheNextBeginsWithWhatIsNew()
        {
            HostBoard board = new HostBoard();
            using Running running = Start(board);
            using ClientWebSocket client = running.Connect();
            using ClientWebSocket other = running.Connect();
            Reader reader = new Reader(client);
            Reader second = new Reader(other);
            Subscribe(reader);
            Subscribe(second);
            reader.NextBlock();
            other.Dispose();
            long last = reader.NextBlock().TimeUs;
            Assert.AreEqual("{\"type\":\"result\",\"id\":4,\"ok\":true}", reader.Ask("{\"id\":4,\"cmd\":\"unsubscribe\",\"topic\":\"analog\"}"));
            Await(() => !Stream(board).IsRunning);
            Thread.Sleep(250);
            Assert.IsFalse(Stream(board).IsRunning);
            long idleUs = (Environment.TickCount64 - running.Application.Health.StartedMs) * 1000;

            Subscribe(reader);
            Assert.IsGreaterThanOrEqualTo(idleUs - 1000, reader.NextBlock().TimeUs, "no block of before " + last);
        }

        [TestMethod]
        public void Rate_IsASettingWithBounds_AndCountsAtOnce()
        {
            HostBoard board = new HostBoard();
            using Running running = Start(board);
            DeviceSettings settings = running.Application.Settings;
            int index = settings.IndexOf(AnalogStream.RateSetting);
            Assert.AreEqual(1000, settings[index].Number);
            Assert.IsNotNull(settings.Set(index, "9", 0));
            Assert.IsNotNull(settings.Set(index, "1001", 0));
            using ClientWebSocket client = running.Connect();
            Reader reader = new Reader(client);
            Subscribe(reader);
            Assert.AreEqual(1000u, reader.NextBlock().IntervalUs);

            foreach (string rate in new[] { "10", "333", "1000" })
            {
                Assert.IsNull(settings.Set(index, rate, 0));
                uint intervalUs = 1000000u / uint.Parse(rate, System.Globalization.CultureInfo.InvariantCulture);
                while (reader.NextBlock().IntervalUs != intervalUs)
                {
                }

                Assert.AreEqual(1, Math.Sign(reader.NextBlock().Count));
            }

            Assert.AreEqual(0, reader.Sequence.Restarts, "numbers and times go on");
        }

        [TestMethod]
        [DataRow("{\"id\":5,\"cmd\":\"subscribe\",\"topic\":\"analogue\"}", "topic: none that this device has")]
        [DataRow("{\"id\":5,\"cmd\":\"subscribe\"}", "topic: none that this device has")]
        [DataRow("{\"id\":5,\"cmd\":\"unsubscribe\",\"topic\":1}", "topic: none that this device has")]
        [DataRow("{\"id\":5,\"cmd\":\"subscribe\",\"topic\":\"analog\",\"more\":1}", "a member is unknown")]
        [DataRow("{\"id\":5,\"cmd\":\"subscript\",\"topic\":\"analog\"}", "cmd: none that this device knows")]
        public void Command_ThatIsWrong_IsRefusedWithTheReason(string command, string error)
        {
            HostBoard board = new HostBoard();
            using Running running = Start(board);
            using ClientWebSocket client = running.Connect();

            Assert.AreEqual("{\"type\":\"result\",\"id\":5,\"ok\":false,\"error\":\"" + error + "\"}", new Reader(client).Ask(command));
            Assert.IsFalse(Stream(board).IsRunning);
        }

        [TestMethod]
        public void Board_WithoutAStream_KnowsNoTopics()
        {
            using Running running = new Running(new SmallBoard());
            using ClientWebSocket client = running.Connect();

            StringAssert.Contains(new Reader(client).Ask("{\"id\":5,\"cmd\":\"subscribe\",\"topic\":\"analog\"}"), "\"ok\":false", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Input_ThatFails_IsCountedAndTriedAgainForTheNextSubscriber()
        {
            HostBoard board = new HostBoard();
            board.StreamInput.IsBroken = true;
            using Running running = Start(board);
            using ClientWebSocket client = running.Connect();
            Reader reader = new Reader(client);
            Subscribe(reader);
            Await(() => Stream(board).Failures == 1 && !Stream(board).IsRunning);

            board.StreamInput.IsBroken = false;
            Subscribe(reader);
            Assert.AreEqual(1u, reader.NextBlock().IntervalUs / 1000);
        }

        [TestMethod]
        public void Health_SaysHowTheStreamDoes()
        {
            HostBoard board = new HostBoard();
            using Running running = Start(board);
            using ClientWebSocket client = running.Connect();
            Reader reader = new Reader(client);
            Subscribe(reader);
            reader.NextBlock();
            using HttpClient http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:" + running.Application.Server.Port) };
            JsonElement stream = JsonDocument.Parse(http.GetStringAsync("/api/health").Result).RootElement.GetProperty("stream");
            Assert.AreEqual("analog", stream.GetProperty("topic").GetString());
            Assert.AreEqual(1000, stream.GetProperty("hz").GetInt32());
            Assert.IsTrue(stream.GetProperty("running").GetBoolean());
            Assert.IsGreaterThan(0, stream.GetProperty("blocks").GetInt32());
            foreach (string name in new[] { "lost", "skipped", "late", "missed", "failures" })
            {
                Assert.IsGreaterThanOrEqualTo(0, stream.GetProperty(name).GetInt32());
            }

            StringAssert.Contains(http.GetStringAsync("/status").Result, "\nstream: analog at 1000 Hz, blocks ", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Board_ServesOneApplicationAfterAnother()
        {
            HostBoard board = new HostBoard();
            for (int i = 0; i < 2; i++)
            {
                using Running running = Start(board);
                using ClientWebSocket client = running.Connect();
                Reader reader = new Reader(client);
                Subscribe(reader);
                Assert.IsLessThan(3u, reader.NextBlock().Sequence, "numbers begin with each start");
            }

            Assert.IsFalse(Stream(board).IsRunning);
        }

        private static JsonElement Describe(Board board)
        {
            return JsonDocument.Parse(DeviceDescriptionTests.Compose(new DeviceDescription(board, new SensorSet(board.Sensors), "kitchen"), 4096)).RootElement;
        }

        private static AnalogStream Stream(HostBoard board)
        {
            return (AnalogStream)board.Extra;
        }

        private static Running Start(HostBoard board)
        {
            DeviceSettings settings = new DeviceSettings(new MemoryStorage(), "nanowire-test", true, board.Extra.CreateSettings(), new SilentLog());
            return new Running(board, new TestMachine(), settings);
        }

        private static void Subscribe(Reader reader)
        {
            StringAssert.Contains(reader.Ask("{\"id\":3,\"cmd\":\"subscribe\",\"topic\":\"analog\"}"), "\"stream\":1", StringComparison.Ordinal);
        }

        private static void Await(Func<bool> condition)
        {
            Assert.IsTrue(SpinWait.SpinUntil(condition, 30000));
        }

        /// <summary>What a client gets: answers, blocks, and telemetry in between.</summary>
        private sealed class Reader
        {
            internal readonly BlockSequence Sequence = new BlockSequence();

            private readonly ClientWebSocket _client;
            private readonly byte[] _buffer = new byte[4096];
            private readonly BlockReader _block = new BlockReader();

            internal Reader(ClientWebSocket client)
            {
                _client = client;
            }

            internal string Ask(string command)
            {
                _client.SendString(command);
                while (true)
                {
                    int count = Receive(out WebSocketMessageType type);
                    string text = Encoding.UTF8.GetString(_buffer, 0, count);
                    if (type == WebSocketMessageType.Text && text.Contains("\"result\"", StringComparison.Ordinal))
                    {
                        return text;
                    }
                }
            }

            internal BlockReader NextBlock()
            {
                while (true)
                {
                    int count = Receive(out WebSocketMessageType type);
                    if (type == WebSocketMessageType.Binary)
                    {
                        Assert.IsTrue(_block.TryRead(_buffer, 0, count));
                        Sequence.Follow(_block);
                        return _block;
                    }
                }
            }

            private int Receive(out WebSocketMessageType type)
            {
                int count = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = _client.Receive(_buffer, count, _buffer.Length - count);
                    count += result.Count;
                }
                while (!result.EndOfMessage);
                type = result.MessageType;
                return count;
            }
        }
    }
}
