using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Tests.Firmware.Sensors;

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
            SensorSet sensors = new TimelessSet(board.Sensors);
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

        [TestMethod]
        public void HostBoard_Readings_AreThoseThatPagesKnow()
        {
            SensorSet sensors = new TimelessSet(new HostBoard().Sensors);
            Assert.AreEqual(
                "temperature humidity pressure light supply freeMemory outdoorTemperature outdoorHumidity",
                string.Join(' ', System.Array.ConvertAll(sensors.Readings, r => r.Id)));
        }

        [TestMethod]
        public void HostBoard_WithARecording_GoesByItOutdoors()
        {
            HostBoard board = new HostBoard("seconds,temperature,humidity\n0,5,80\n100,15,60\n");
            SensorSet sensors = new TimelessSet(board.Sensors);
            sensors.Measure(0);
            sensors.Measure(50000);
            Assert.AreEqual(1000, sensors.Values[6], 3.0);
            Assert.AreEqual(700, sensors.Values[7], 2.0);
        }

        [TestMethod]
        [DataRow("bme280", "unplugged", 0)]
        [DataRow("light", "Zeros", 3)]
        [DataRow("supply", "zeros", 4)]
        [DataRow("sht3x", "wrongChecksum", 6)]
        public void HostBoard_PartThatFailsOnCue_IsAbsentUntilItIsRepaired(string part, string fault, int reading)
        {
            HostBoard board = new HostBoard();
            SensorSet sensors = new TimelessSet(board.Sensors);
            sensors.Measure(0);
            Assert.IsTrue(board.Room.Fail(part, fault, 5000));
            sensors.Measure(4000);
            Assert.AreNotEqual(Reading.Absent, sensors.Values[reading]);
            sensors.Measure(6000);
            Assert.AreEqual(Reading.Absent, sensors.Values[reading]);
            Assert.IsTrue(board.Room.Fail(part, "none"));
            sensors.Measure(6000 + SensorSet.RetryMs);
            CollectionAssert.DoesNotContain(sensors.Values, Reading.Absent);
            Assert.IsFalse(board.Room.Fail("toaster", fault));
            Assert.IsFalse(board.Room.Fail(part, "burnt"));
            Assert.IsFalse(board.Room.Fail(part, "99"));
        }

        /// <summary>As when the device restarts in the host's process: the board is the same one, its uptime begins anew.</summary>
        [TestMethod]
        public void HostBoard_Restarted_MeasuresAtOnceAndForgetsItsOutputs()
        {
            HostBoard board = new HostBoard();
            SensorSet before = new TimelessSet(board.Sensors);
            for (int ms = 0; ms <= 300000; ms += 1000)
            {
                before.Measure(ms);
            }

            board.Switch(1, true);
            board.SetLevel(2, 40);
            Assert.IsTrue(board.Room.Fail("light", "zeros"));

            board.Reset();

            Assert.IsFalse(board.IsOn(1));
            Assert.AreEqual(0, board.GetLevel(2));
            SensorSet after = new TimelessSet(board.Sensors);
            after.Measure(20);
            Assert.AreEqual(Reading.Absent, after.Values[3], "what is broken stays so");
            Assert.IsTrue(board.Room.Fail("light", "none"));
            int temperature = after.Values[0];
            int pressure = after.Values[2];
            Assert.AreNotEqual(Reading.Absent, temperature);
            Assert.AreNotEqual(Reading.Absent, pressure);
            Assert.AreNotEqual(Reading.Absent, after.Values[6]);

            // The world's time went on, and goes on.
            Assert.IsGreaterThanOrEqualTo(300000, board.Room.Clock.NowMs);
            for (int ms = 1020; ms <= 61020; ms += 1000)
            {
                after.Measure(ms);
            }

            CollectionAssert.DoesNotContain(after.Values, Reading.Absent);
            Assert.AreNotEqual(temperature, after.Values[0]);
            Assert.AreNotEqual(pressure, after.Values[2]);
            Assert.IsGreaterThanOrEqualTo(361000, board.Room.Clock.NowMs);
        }
    }
}
