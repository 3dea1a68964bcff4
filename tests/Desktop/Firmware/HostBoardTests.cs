using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The simulated board of the host.</summary>
    [TestClass]
    public sealed class HostBoardTests
    {
        [TestMethod]
        public void HostBoard_ThroughADay_StaysWithinWhatItSays()
        {
            HostBoard board = new HostBoard();
            SensorSet sensors = new SensorSet(board.Sensors);
            for (long ms = 0; ms < 1200000; ms += 997)
            {
                board.Switch(0, ms % 2 == 0);
                board.Switch(1, ms % 3 == 0);
                sensors.Measure(ms);
                for (int i = 0; i < sensors.Readings.Length; i++)
                {
                    Reading reading = sensors.Readings[i];
                    int value = sensors.Values[i];
                    Assert.IsTrue(value >= reading.Min && value <= reading.Max, reading.Id + " is " + value);
                }
            }
        }
    }
}
