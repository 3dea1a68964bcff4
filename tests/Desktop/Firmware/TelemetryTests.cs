using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The telemetry a board sends.</summary>
    [TestClass]
    public sealed class TelemetryTests
    {
        [TestMethod]
        public void Telemetry_OfABoard_IsValidJsonWithAbsentReadingsNull()
        {
            SmallBoard board = new SmallBoard();
            board.Switch(1, true);
            Telemetry telemetry = new Telemetry(board, new SensorSet(board.Sensors));
            for (int i = 0; i < 3; i++)
            {
                int count = telemetry.Compose(123456789012L + i, 250);
                using JsonDocument document = JsonDocument.Parse(telemetry.Frame.Buffer.AsMemory(MessageFrame.PayloadOffset, count));
                JsonElement root = document.RootElement;
                Assert.AreEqual("telemetry", root.GetProperty("type").GetString());
                Assert.AreEqual(i, root.GetProperty("seq").GetInt32());
                Assert.AreEqual(123456789012L + i, root.GetProperty("uptimeMs").GetInt64());
                Assert.AreEqual(250, root.GetProperty("intervalMs").GetInt32());
                Assert.AreEqual("-3.05", root.GetProperty("temperature").GetRawText());
                Assert.AreEqual(System.Text.Json.JsonValueKind.Null, root.GetProperty("missing").ValueKind);
                Assert.IsFalse(root.GetProperty("led").GetBoolean());
                Assert.IsTrue(root.GetProperty("relay").GetBoolean());
            }
        }

        [TestMethod]
        public void Telemetry_ThatDoesNotFit_IsNotSent()
        {
            SmallBoard board = new SmallBoard(new string('x', Telemetry.MaxSize));
            Assert.AreEqual(0, new Telemetry(board, new SensorSet(board.Sensors)).Compose(1, 1));
            using Running running = new Running(board);
            using ClientWebSocket client = running.Connect();
            client.SendString("{\"id\":1,\"cmd\":\"ping\"}");
            StringAssert.Contains(running.Receive(client), "\"result\"");
        }

        [TestMethod]
        public void Telemetry_OfTheLargestNumbers_FitsWhatIsReservedForThem()
        {
            foreach (int decimals in new[] { 0, 1, 9 })
            {
                SmallBoard board = new SmallBoard();
                Telemetry telemetry = new Telemetry(board, new SensorSet(new Sensor[]
                {
                    new FixedSensor(new Reading("a", "A", "", decimals, 0, 1), int.MinValue + 1),
                    new FixedSensor(new Reading("bb", "B", "", decimals, 0, 1), int.MinValue + 1),
                }));
                int count = telemetry.Compose(long.MinValue, int.MinValue);
                Assert.IsTrue(count > 0, decimals + " decimals");
                Assert.IsTrue(telemetry.Capacity < Telemetry.MaxSize && count <= telemetry.Capacity);
            }
        }

        [TestMethod]
        public void Telemetry_Compose_MakesNoGarbage()
        {
            HostBoard board = new HostBoard();
            Telemetry telemetry = new Telemetry(board, new SensorSet(board.Sensors));
            long least = long.MaxValue;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10000; i++)
                {
                    telemetry.Compose(i * 1000L, 1000);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }
    }
}
