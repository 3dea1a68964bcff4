using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>What a board says of itself.</summary>
    [TestClass]
    public sealed class DeviceDescriptionTests
    {
        [TestMethod]
        public void DeviceDescription_OfEveryBoard_IsValidJson()
        {
            foreach (Board board in new Board[] { new HostBoard(), new SmallBoard() })
            {
                SensorSet sensors = new SensorSet(board.Sensors);
                using JsonDocument document = JsonDocument.Parse(new DeviceDescription(board, sensors, "kitchen").Compose());
                JsonElement root = document.RootElement;
                Assert.AreEqual(board.Name, root.GetProperty("name").GetString());
                Assert.AreEqual("kitchen", root.GetProperty("hostName").GetString());
                Assert.AreEqual(board.Id, root.GetProperty("board").GetString());
                Assert.AreEqual(DeviceApplication.MinIntervalMs, root.GetProperty("intervalMinMs").GetInt32());
                Assert.AreEqual(DeviceApplication.MaxIntervalMs, root.GetProperty("intervalMaxMs").GetInt32());
                Assert.AreEqual(sensors.Readings.Length, root.GetProperty("readings").GetArrayLength());
                Assert.AreEqual(board.Outputs.Length, root.GetProperty("outputs").GetArrayLength());
                Assert.AreEqual(sensors.Readings[0].Unit, root.GetProperty("readings")[0].GetProperty("unit").GetString());
                Assert.AreEqual(sensors.Readings[0].Decimals, root.GetProperty("readings")[0].GetProperty("decimals").GetInt32());
                Assert.AreEqual(sensors.Readings[0].Min / 100m, root.GetProperty("readings")[0].GetProperty("min").GetDecimal());
            }

            SmallBoard large = new SmallBoard(new string('x', 3000));
            Assert.ThrowsExactly<InvalidOperationException>(() => new DeviceDescription(large, new SensorSet(large.Sensors), "kitchen").Compose());
        }
    }
}
