using System.IO;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

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
                using JsonDocument document = JsonDocument.Parse(Compose(Describe(board), DynamicContent.MinRoom));
                Assert.AreEqual(document.RootElement.GetRawText(), Encoding.UTF8.GetString(Compose(Describe(board), 4096)), "in one piece");
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

            Assert.IsNull(Compose(Describe(new SmallBoard(new string('x', DynamicContent.MinRoom))), DynamicContent.MinRoom), "a name that fits no piece");
        }

        /// <summary>The content as a server with so much room would send it; null when it says that a part does not fit.</summary>
        internal static byte[] Compose(DeviceDescription description, int room)
        {
            MemoryStream whole = new MemoryStream();
            byte[] buffer = new byte[room];
            int position = 0;
            while (true)
            {
                int count = description.Write(ref position, buffer, 0, room);
                if (count <= 0)
                {
                    return count < 0 ? null : whole.ToArray();
                }

                whole.Write(buffer, 0, count);
            }
        }

        private static DeviceDescription Describe(Board board)
        {
            return new DeviceDescription(board, new SensorSet(board.Sensors), "kitchen");
        }
    }
}
