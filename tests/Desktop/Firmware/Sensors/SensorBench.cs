using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>Simulated parts with values that a test says, a bus, and the sensors of a board on it.</summary>
    internal sealed class SensorBench
    {
        internal readonly SimulatedClock Clock = new SimulatedClock();
        internal readonly DescribedSignal Temperature = new DescribedSignal { Mean = 21.5 };
        internal readonly DescribedSignal Humidity = new DescribedSignal { Mean = 44 };
        internal readonly DescribedSignal Pressure = new DescribedSignal { Mean = 101325 };
        internal readonly SimulatedBmx280 Bmx280;
        internal readonly SimulatedSht3x Sht3x;
        internal readonly SimulatedI2cBus Bus;

        internal SensorBench(int id = SimulatedBmx280.Bme280Id, int address = Bmx280Sensor.FirstAddress, int second = Sht3xSensor.FirstAddress)
        {
            Bmx280 = new SimulatedBmx280(Clock, address, id, Temperature, Humidity, Pressure);
            Sht3x = new SimulatedSht3x(Clock, second, Temperature, Humidity);
            Bus = new SimulatedI2cBus(Clock, Bmx280, Sht3x);
        }

        /// <summary>The board's sensors, whose rounds take no time.</summary>
        internal TimelessSet Set(params Sensor[] sensors)
        {
            Sensor[] all = new Sensor[sensors.Length + 1];
            all[0] = Clock;
            sensors.CopyTo(all, 1);
            return new TimelessSet(all);
        }

        /// <summary>What the first sensor of a set lacks, if anything.</summary>
        internal static void AssertError(SensorError error, TimelessSet set, int index = 1)
        {
            Assert.AreEqual(error, set.States[index].LastError, set.States[index].ErrorText);
        }
    }
}
