using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The analogue sensor on a simulated input.</summary>
    [TestClass]
    public sealed class AnalogSensorTests
    {
        private readonly SimulatedClock _clock = new SimulatedClock();
        private readonly DescribedSignal _raw = new DescribedSignal();
        private readonly SimulatedAnalogInput _input;

        public AnalogSensorTests()
        {
            _input = new SimulatedAnalogInput(_clock, _raw);
        }

        [TestMethod]
        [DataRow(0, 0, 4095, 3300, 0, 0)]
        [DataRow(0, 0, 4095, 3300, 4095, 3300)]
        [DataRow(0, 0, 4095, 3300, 2048, 1650)]
        [DataRow(400, -4000, 3600, 8500, 400, -4000)]
        [DataRow(400, -4000, 3600, 8500, 3600, 8500)]
        [DataRow(400, -4000, 3600, 8500, 401, -3996)]
        [DataRow(400, -4000, 3600, 8500, 0, -5563)]
        [DataRow(3600, 0, 400, 1000, 400, 1000)]
        [DataRow(3600, 0, 400, 1000, 3601, 0)]
        [DataRow(3600, 0, 400, 1000, 3605, -2)]
        public void Analog_RawValue_LiesOnTheLineToTheNearest(int raw0, int value0, int raw1, int value1, int raw, int value)
        {
            _raw.Mean = raw;
            AnalogSensor sensor = Make(raw0, value0, raw1, value1);
            Assert.IsTrue(sensor.Open() && sensor.Measure(0));
            Assert.AreEqual(value, sensor.Values[0]);
            Assert.AreEqual(value0 + ((raw - raw0) * (double)(value1 - value0) / (raw1 - raw0)), sensor.Values[0], 0.51);
        }

        [TestMethod]
        public void Analog_Oversampling_GivesDigitsBetweenTheSteps()
        {
            // Between two steps, with noise that is wider than a step.
            _raw.Mean = 1000.4;
            _raw.Noise = 2;
            AnalogSensor sensor = new AnalogSensor(_input, new Reading("v", "V", "V", 3, 0, 1), 0, 0, 1000, 100000, 256);
            Assert.IsTrue(sensor.Open() && sensor.Measure(0));
            Assert.AreEqual(100040, sensor.Values[0], 25.0);
        }

        [TestMethod]
        [DataRow(99, false)]
        [DataRow(100, true)]
        [DataRow(4000, true)]
        [DataRow(4001, false)]
        public void Analog_RawValueThatThePartCannotCause_IsAbsent(int raw, bool isTaken)
        {
            _raw.Mean = raw;
            AnalogSensor sensor = Make(0, 0, 4095, 3300);
            sensor.LowestRaw = 100;
            sensor.HighestRaw = 4000;
            TimelessSet set = new TimelessSet(_clock, sensor);
            set.Measure(0);
            Assert.AreEqual(isTaken, set.Values[0] != Reading.Absent);
            SensorBench.AssertError(isTaken ? SensorError.None : SensorError.OutOfRange, set);
        }

        [TestMethod]
        [DataRow(PartFault.Unplugged, SensorError.OutOfRange)]
        [DataRow(PartFault.Zeros, SensorError.OutOfRange)]
        [DataRow(PartFault.WrongChip, SensorError.BadAnswer)]
        [DataRow(PartFault.Stuck, SensorError.Failed)]
        public void Analog_Fault_IsAbsentUntilItIsOver(PartFault fault, SensorError error)
        {
            _raw.Mean = 2000;
            _input.Part.Fail(fault, 1000, 2000);
            AnalogSensor sensor = Make(0, 0, 4095, 3300);
            sensor.LowestRaw = 100;
            sensor.HighestRaw = 4000;
            TimelessSet set = new TimelessSet(_clock, sensor);
            set.Measure(0);
            Assert.AreEqual(1612, set.Values[0]);
            set.Measure(1000);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            SensorBench.AssertError(error, set);
            set.Measure(1000 + SensorSet.RetryMs);
            Assert.AreEqual(1612, set.Values[0]);
        }

        [TestMethod]
        [DataRow(5, 5, 1, false)]
        [DataRow(5, 6, 0, false)]
        [DataRow(5, 6, 1, true)]
        [DataRow(5, 6, AnalogSensor.MaxOversampling, true)]
        [DataRow(5, 6, AnalogSensor.MaxOversampling + 1, false)]
        public void Analog_PointsAndOversampling_AreChecked(int raw0, int raw1, int oversampling, bool isTaken)
        {
            Reading reading = new Reading("v", "V", "V", 3, 0, 1);
            if (isTaken)
            {
                Assert.IsNotNull(new AnalogSensor(_input, reading, raw0, 0, raw1, 1, oversampling));
            }
            else
            {
                Assert.ThrowsExactly<ArgumentException>(() => new AnalogSensor(_input, reading, raw0, 0, raw1, 1, oversampling));
            }
        }

        [TestMethod]
        public void Analog_GreatestValuesAndOversampling_DoNotOverflow()
        {
            _raw.Mean = 4095;
            AnalogSensor sensor = new AnalogSensor(
                _input, new Reading("v", "V", "V", 3, 0, 1), 0, -1000000000, 4095, 1000000000, AnalogSensor.MaxOversampling);
            Assert.IsTrue(sensor.Open() && sensor.Measure(0));
            Assert.AreEqual(1000000000, sensor.Values[0]);
        }

        private AnalogSensor Make(int raw0, int value0, int raw1, int value1)
        {
            return new AnalogSensor(_input, new Reading("v", "V", "V", 3, 0, 1), raw0, value0, raw1, value1);
        }
    }
}
