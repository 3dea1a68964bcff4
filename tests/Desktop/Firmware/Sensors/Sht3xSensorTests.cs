using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The driver of the SHT3x on a simulated part.</summary>
    [TestClass]
    public sealed class Sht3xSensorTests
    {
        [TestMethod]
        [DataRow(0xBE, 0xEF, 0x92)]
        [DataRow(0x00, 0x00, 0x81)]
        [DataRow(0xFF, 0xFF, 0xAC)]
        [DataRow(0x80, 0x10, 0xE1)]
        public void Crc_OfTwoBytes_IsThatOfTheDataSheet(int first, int second, int crc)
        {
            Assert.AreEqual(crc, Sht3xSensor.Crc(first, second));
        }

        [TestMethod]
        [DataRow(Sht3xSensor.FirstAddress)]
        [DataRow(Sht3xSensor.SecondAddress)]
        public void Sht3x_AtEitherAddress_IsFoundAndMeasures(int address)
        {
            SensorBench bench = new SensorBench(second: address);
            Sht3xSensor sensor = new Sht3xSensor(bench.Bus);
            TimelessSet set = bench.Set(sensor);
            set.Measure(0);
            Assert.AreEqual(address, sensor.Address);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            Assert.AreEqual(440, set.Values[1], 1.0);
        }

        [TestMethod]
        public void Sht3x_WholeRange_IsTheFormulaOfTheDataSheet()
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            int ms = 0;
            for (double celsius = -39.9; celsius < 125; celsius += 0.77)
            {
                bench.Temperature.Mean = celsius;
                bench.Humidity.Mean = (celsius + 40) * 100 / 165;
                set.Measure(ms += 1000);
                Assert.AreEqual(celsius * 100, set.Values[0], 0.7);
                Assert.AreEqual(bench.Humidity.Mean * 10, set.Values[1], 0.6);
            }
        }

        [TestMethod]
        [DataRow(-40.0, true)]
        [DataRow(-40.02, false)]
        [DataRow(125.0, true)]
        [DataRow(125.02, false)]
        public void Sht3x_TemperatureAtTheEndsOfItsRange_IsAbsentBeyond(double celsius, bool isTaken)
        {
            SensorBench bench = new SensorBench();
            bench.Temperature.Mean = celsius;
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(isTaken, set.Values[0] != Reading.Absent);
            SensorBench.AssertError(isTaken ? SensorError.None : SensorError.OutOfRange, set);
        }

        [TestMethod]
        [DataRow(0.0, 0)]
        [DataRow(100.0, 1000)]
        public void Sht3x_HumidityAtItsEnds_IsItself(double percent, int value)
        {
            SensorBench bench = new SensorBench();
            bench.Humidity.Mean = percent;
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(value, set.Values[1]);
        }

        [TestMethod]
        [DataRow(PartFault.WrongChecksum, SensorError.Checksum)]
        [DataRow(PartFault.Ones, SensorError.Checksum)]
        [DataRow(PartFault.Zeros, SensorError.Checksum)]
        [DataRow(PartFault.Unplugged, SensorError.NotConnected)]
        [DataRow(PartFault.Stuck, SensorError.BusStuck)]
        public void Sht3x_Fault_IsAbsentAtStartAndLater(PartFault fault, SensorError error)
        {
            SensorBench bench = new SensorBench();
            bench.Sht3x.Fail(fault, 0, 1);
            bench.Sht3x.Fail(fault, 70000, 70500);
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent }, set.Values);
            SensorBench.AssertError(error, set);
            set.Measure(SensorSet.StuckRetryMs);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            set.Measure(69000);
            set.Measure(70000);
            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent }, set.Values);
            Assert.AreEqual(1, set.States[1].Failed);
            set.Measure(140000);
            Assert.AreEqual(2150, set.Values[0], 1.0);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(3)]
        public void Sht3x_OneWordWithAWrongChecksum_IsAbsentWhole(int index)
        {
            SensorBench bench = new SensorBench();
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            Assert.AreEqual(2150, set.Values[0], 1.0);
            bench.Sht3x.WrongChecksumIndex = index;
            set.Measure(1000);
            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent }, set.Values);
            SensorBench.AssertError(SensorError.Checksum, set);
        }

        [TestMethod]
        public void Sht3x_PowerLostBetweenTwoMeasurements_IsAbsentRatherThanOld()
        {
            SensorBench bench = new SensorBench();
            bench.Sht3x.Fail(PartFault.Unplugged, 1200, 1800);
            TimelessSet set = bench.Set(new Sht3xSensor(bench.Bus));
            set.Measure(0);
            set.Measure(1000);
            set.Measure(2000);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
        }
    }
}
