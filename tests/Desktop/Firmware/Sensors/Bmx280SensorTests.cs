using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The driver of BME280 and BMP280 on a simulated part, at the level of its registers.</summary>
    [TestClass]
    public sealed class Bmx280SensorTests
    {
        [TestMethod]
        [DataRow(Bmx280Sensor.FirstAddress)]
        [DataRow(Bmx280Sensor.SecondAddress)]
        public void Bme280_AtEitherAddress_IsFoundAndMeasures(int address)
        {
            SensorBench bench = new SensorBench(address: address);
            Bmx280Sensor sensor = new Bmx280Sensor(bench.Bus);
            TimelessSet set = bench.Set(sensor);
            set.Measure(0);
            Assert.AreEqual(address, sensor.Address);
            Assert.IsTrue(sensor.HasHumidity);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            Assert.AreEqual(440, set.Values[1], 1.0);
            Assert.AreEqual(101325, set.Values[2], 2.0);
            Assert.AreEqual(SensorError.None, sensor.LastError);
        }

        [TestMethod]
        [DataRow(0x58)]
        [DataRow(0x57)]
        [DataRow(0x56)]
        public void Bmp280_WithoutHumidity_ReadsItAsAbsent(int id)
        {
            SensorBench bench = new SensorBench(id);
            Bmx280Sensor sensor = new Bmx280Sensor(bench.Bus);
            TimelessSet set = bench.Set(sensor);
            set.Measure(0);
            Assert.IsFalse(sensor.HasHumidity);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            Assert.AreEqual(Reading.Absent, set.Values[1]);
            Assert.AreEqual(101325, set.Values[2], 2.0);
        }

        [TestMethod]
        public void Bme280_EverySecond_WaitsOnceAndIsOneIntervalOld()
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            long waitedMs = bench.Bus.WaitedMs;
            Assert.IsTrue(waitedMs > 0);
            for (int i = 1; i < 10; i++)
            {
                int before = bench.Bus.TransferCount;
                set.Measure(i * 1000);
                Assert.AreEqual(2, bench.Bus.TransferCount - before);
            }

            Assert.AreEqual(waitedMs, bench.Bus.WaitedMs);
        }

        [TestMethod]
        [DataRow(I2cSensor.MaxAgeMs, false)]
        [DataRow(I2cSensor.MaxAgeMs + 1, true)]
        public void Bme280_AskedRarely_ConvertsAnew(int afterMs, bool waits)
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            long waitedMs = bench.Bus.WaitedMs;

            // The conversion was started when the first was waited for.
            set.Measure(waitedMs + afterMs);
            Assert.AreEqual(waits, bench.Bus.WaitedMs > waitedMs);
            Assert.AreEqual(2150, set.Values[0], 1.0);
        }

        [TestMethod]
        public void Bme280_AskedTwiceAtOnce_GivesTheSameAndTouchesNothing()
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            int before = bench.Bus.TransferCount;
            set.Measure(bench.Clock.NowMs + 1);
            Assert.AreEqual(before, bench.Bus.TransferCount);
            Assert.AreEqual(2150, set.Values[0], 1.0);
        }

        [TestMethod]
        public void Bmx280_AnotherChip_IsAbsentAndSaysWhich()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(PartFault.WrongChip);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            SensorBench.AssertError(SensorError.WrongChip, set);
            Assert.AreEqual("wrong chip, id 97", set.States[1].ErrorText);
        }

        [TestMethod]
        [DataRow(PartFault.Ones)]
        [DataRow(PartFault.Zeros)]
        public void Bmx280_OnesOrZerosWhenItIsLookedFor_IsAbsent(PartFault fault)
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(fault);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            SensorBench.AssertError(SensorError.BadAnswer, set);
        }

        [TestMethod]
        [DataRow(PartFault.Ones, SensorError.BadAnswer)]
        [DataRow(PartFault.Zeros, SensorError.Restarted)]
        [DataRow(PartFault.Unplugged, SensorError.NotConnected)]
        [DataRow(PartFault.Stuck, SensorError.BusStuck)]
        public void Bmx280_FaultWhileItMeasures_IsAbsentUntilItIsFoundAgain(PartFault fault, SensorError error)
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(fault, 5000, 8000);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            for (int ms = 0; ms <= 5000; ms += 1000)
            {
                Assert.AreNotEqual(Reading.Absent, ms == 0 ? 0 : set.Values[0]);
                set.Measure(ms);
            }

            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent, Reading.Absent }, set.Values);
            SensorBench.AssertError(error, set);
            int retryMs = error == SensorError.BusStuck ? SensorSet.StuckRetryMs : SensorSet.RetryMs;
            set.Measure(5000 + retryMs - 1);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            set.Measure(5000 + retryMs);
            Assert.AreEqual(2150, set.Values[0], 1.0);
        }

        [TestMethod]
        public void Bmx280_PulledAndPluggedBetweenTwoMeasurements_IsNotReadWithForgottenSettings()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(PartFault.Unplugged, 1200, 1800);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            set.Measure(1000);
            set.Measure(2000);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            SensorBench.AssertError(SensorError.Restarted, set);
        }

        [TestMethod]
        public void Bmx280_PluggedInLater_AppearsByItself()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Fail(PartFault.Unplugged, 0, 25000);
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            for (int ms = 0; ms < 30000; ms += 1000)
            {
                set.Measure(ms);
                Assert.AreEqual(Reading.Absent, set.Values[0]);
            }

            SensorBench.AssertError(SensorError.NotConnected, set);
            set.Measure(30000);
            Assert.AreEqual(2150, set.Values[0], 1.0);
        }

        [TestMethod]
        public void Bmx280_ConversionThatNeverEnds_IsAbsent()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.IsBusyForEver = true;
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            SensorBench.AssertError(SensorError.BadAnswer, set);
        }

        [TestMethod]
        public void Bmx280_CalibrationOfZeros_IsAbsent()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.Words.T1 = 0;
            bench.Bmx280.Recalibrate();
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            SensorBench.AssertError(SensorError.BadAnswer, set);
            bench.Bmx280.Words.T1 = 27504;
            bench.Bmx280.Words.H2 = 0;
            bench.Bmx280.Recalibrate();
            set.Measure(SensorSet.RetryMs);
            SensorBench.AssertError(SensorError.BadAnswer, set);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
        }

        [TestMethod]
        [DataRow(-39.99, true)]
        [DataRow(-40.03, false)]
        [DataRow(84.99, true)]
        [DataRow(85.03, false)]
        public void Bmx280_TemperatureAtTheEndsOfItsRange_IsAbsentBeyond(double celsius, bool isTaken)
        {
            SensorBench bench = new SensorBench();
            bench.Temperature.Mean = celsius;
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(isTaken, set.Values[0] != Reading.Absent);
            SensorBench.AssertError(isTaken ? SensorError.None : SensorError.OutOfRange, set);
        }

        [TestMethod]
        [DataRow(30005.0, true)]
        [DataRow(29990.0, false)]
        [DataRow(109995.0, true)]
        [DataRow(110010.0, false)]
        public void Bmx280_PressureAtTheEndsOfItsRange_IsAbsentAloneBeyond(double pascals, bool isTaken)
        {
            SensorBench bench = new SensorBench();
            bench.Pressure.Mean = pascals;
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(isTaken, set.Values[2] != Reading.Absent);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            Assert.AreEqual(440, set.Values[1], 1.0);
            SensorBench.AssertError(isTaken ? SensorError.None : SensorError.OutOfRange, set);
        }

        [TestMethod]
        [DataRow(new byte[] { 0x80, 0, 0 }, 2)]
        [DataRow(new byte[] { 0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x80, 0x00 }, 1)]
        public void Bmx280_ValueThatWasNotConverted_IsAbsentAlone(byte[] raw, int index)
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.RawAnswer = raw;
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(i == index, set.Values[i] == Reading.Absent, i.ToString());
            }
        }

        [TestMethod]
        public void Bmx280_TemperatureThatWasNotConverted_TakesAllWithIt()
        {
            SensorBench bench = new SensorBench();
            bench.Bmx280.RawAnswer = new byte[] { 0x65, 0x5A, 0xC0, 0x80, 0x00, 0x00 };
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus));
            set.Measure(0);
            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent, Reading.Absent }, set.Values);
        }

        [TestMethod]
        public void Bmx280_TwoOnABus_HaveTheirOwnPartsAndNames()
        {
            SensorBench bench = new SensorBench();
            SimulatedBmx280 other = new SimulatedBmx280(
                bench.Clock, Bmx280Sensor.SecondAddress, SimulatedBmx280.Bmp280Id, new DescribedSignal { Mean = -5 }, bench.Humidity, bench.Pressure);
            SimulatedI2cBus bus = new SimulatedI2cBus(bench.Clock, bench.Bmx280, other);
            Bmx280Sensor first = new Bmx280Sensor(bus);
            Bmx280Sensor second = new Bmx280Sensor(bus, Bmx280Sensor.SecondAddress, "outdoor");
            TimelessSet set = bench.Set(first, second);
            set.Measure(0);
            Assert.AreEqual(Bmx280Sensor.FirstAddress, first.Address);
            Assert.AreEqual(Bmx280Sensor.SecondAddress, second.Address);
            Assert.AreEqual("outdoorTemperature", set.Readings[3].Id);
            Assert.AreEqual("Outdoor temperature", set.Readings[3].Name);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            Assert.AreEqual(-500, set.Values[3], 1.0);
        }

        [TestMethod]
        public void Bmx280_TwoForOnePart_TheSecondSaysThatTheAddressIsInUse()
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Bmx280Sensor(bench.Bus), new Bmx280Sensor(bench.Bus, Bmx280Sensor.FirstAddress, "other"));
            set.Measure(0);
            SensorBench.AssertError(SensorError.AddressInUse, set, 2);
            Assert.AreEqual(Reading.Absent, set.Values[3]);
            Assert.AreEqual(2150, set.Values[0], 1.0);

            // The first gives it back when its part fails, and the second may have it then.
            bench.Bmx280.Fail(PartFault.Unplugged, 1000, 2000);
            set.Measure(1000);
            set.Measure(SensorSet.RetryMs);
            Assert.AreEqual(2150, set.Values[3], 1.0);
        }
    }
}
