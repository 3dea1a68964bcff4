using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>Parts of the simulated board that fail and return in the course of hours.</summary>
    [TestClass]
    public sealed class SensorFaultTests
    {
        private const int HourMs = 3600000;

        [TestMethod]
        [DataRow(PartFault.Unplugged)]
        [DataRow(PartFault.Zeros)]
        [DataRow(PartFault.Ones)]
        [DataRow(PartFault.Stuck)]
        public void Sensor_FailsAfterAnHourForAnHour_IsAbsentExactlyThen(PartFault fault)
        {
            HostBoard board = new HostBoard();
            board.Room.Bme280.Fail(fault, HourMs, 2 * HourMs);
            TimelessSet set = new TimelessSet(board.Sensors);
            int light = IndexOf(set, "light");
            for (long ms = 0; ms < 3 * HourMs; ms += 1000)
            {
                set.Measure(ms);
                bool isAbsent = set.Values[0] == Reading.Absent;
                Assert.AreNotEqual(Reading.Absent, set.Values[light], "the others go on");
                if (ms < HourMs || ms > (2 * HourMs) + SensorSet.StuckRetryMs)
                {
                    Assert.IsFalse(isAbsent, "absent at " + ms);
                    Assert.IsTrue(set.Values[0] > 1500 && set.Values[0] < 3000, "a wrong value at " + ms);
                }
                else if (ms < 2 * HourMs)
                {
                    Assert.IsTrue(isAbsent, "present at " + ms);
                }
            }

            SensorState state = set.States[1];
            Assert.AreEqual(1, state.Failed);
            Assert.AreEqual(-1, state.AbsentSinceMs);
            Assert.AreNotEqual(SensorError.None, state.LastError);
        }

        [TestMethod]
        public void StuckBus_WithSeveralSensors_IsTriedOnceForAll()
        {
            SensorBench bench = new SensorBench();
            bench.Sht3x.Fail(PartFault.Stuck, 1000);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus), new Sht3xSensor(bench.Bus, 0, "outdoor"));
            set.Measure(0);
            int before = bench.Bus.TransferCount;
            set.Measure(1000);
            Assert.AreEqual(1, bench.Bus.TransferCount - before);
            SensorBench.AssertError(SensorError.BusStuck, set, 1);
            SensorBench.AssertError(SensorError.BusStuck, set, 2);
            for (int ms = 2000; ms < 1000 + SensorSet.StuckRetryMs; ms += 1000)
            {
                set.Measure(ms);
            }

            // Each try holds a device up for a second.
            Assert.AreEqual(1, bench.Bus.TransferCount - before);
            set.Measure(1000 + SensorSet.StuckRetryMs);
            Assert.AreEqual(2, bench.Bus.TransferCount - before);
            bench.Sht3x.Repair();
            set.Measure(1000 + (2 * SensorSet.StuckRetryMs));
            CollectionAssert.DoesNotContain(set.Values, Reading.Absent);
        }

        [TestMethod]
        [DataRow(I2cBus.QuietMs - 1, 0)]
        [DataRow(I2cBus.QuietMs, 1)]
        public void StuckBus_IsLeftAloneForQuietMs(int afterMs, int transfers)
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(PartFault.Stuck, 0, 1);
            byte[] request = new byte[2];
            Assert.AreEqual(SensorError.BusStuck, bench.Bus.Transfer(0x76, request, 2, null, 0));
            int before = bench.Bus.TransferCount;
            bench.Clock.Advance(afterMs);
            Assert.AreEqual(transfers == 0 ? SensorError.BusStuck : SensorError.None, bench.Bus.Transfer(0x76, request, 2, null, 0));
            Assert.AreEqual(transfers, bench.Bus.TransferCount - before);
        }

        [TestMethod]
        public void Claims_OfAllAddresses_AreIndependent()
        {
            SensorBench bench = new SensorBench();
            for (int address = 0; address < 128; address++)
            {
                Assert.IsTrue(bench.Bus.Claim(address));
                Assert.IsFalse(bench.Bus.Claim(address));
            }

            bench.Bus.Release(0x76);
            Assert.IsTrue(bench.Bus.Claim(0x76));
            Assert.IsFalse(bench.Bus.Claim(0x36));
        }

        [TestMethod]
        public void Sensors_TenThousandMeasurements_MakeNoGarbage()
        {
            SensorSet set = new TimelessSet(new HostBoard().Sensors);
            long least = long.MaxValue;
            long ms = 0;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10000; i++)
                {
                    set.Measure(ms += 1000);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        [TestMethod]
        public void Sensors_TenThousandFailures_MakeNoGarbage()
        {
            HostBoard board = new HostBoard();
            board.Room.Bme280.Fail(PartFault.Unplugged);
            board.Room.Sht3x.Fail(PartFault.WrongChecksum);
            board.Room.LightInput.Part.Fail(PartFault.Zeros);
            SensorSet set = new TimelessSet(board.Sensors);
            long least = long.MaxValue;
            long ms = 0;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10000; i++)
                {
                    set.Measure(ms += SensorSet.RetryMs);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        private static int IndexOf(SensorSet set, string id)
        {
            return Array.FindIndex(set.Readings, r => r.Id == id);
        }
    }
}
