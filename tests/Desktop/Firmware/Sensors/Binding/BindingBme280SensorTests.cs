using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using UnitsNet;

namespace Nanowire.Tests.Firmware.Sensors.Binding
{
    /// <summary>The adapter of the maintained binding, on stand-ins of the libraries that it uses.</summary>
    [TestClass]
    [DoNotParallelize]
    public sealed class BindingBme280SensorTests
    {
        private readonly SensorSet _set = new TimelessSet(new BindingBme280Sensor(1, 0x76));

        [TestInitialize]
        public void Plug()
        {
            I2cDevice.Status = I2cTransferStatus.FullTransfer;
            I2cDevice.Id = 0x60;
            I2cDevice.Opened = 0;
            Bme280.Reading = null;
            Set(-12.345, 44.44, 101325.4);
        }

        [TestMethod]
        public void Binding_Reading_IsInFixedPoint()
        {
            _set.Measure(0);
            CollectionAssert.AreEqual(new[] { -1235, 444, 101325 }, _set.Values);
        }

        [TestMethod]
        [DataRow(I2cTransferStatus.SlaveAddressNotAcknowledged, (byte)0x60, SensorError.NotConnected)]
        [DataRow(I2cTransferStatus.ClockStretchTimeout, (byte)0x60, SensorError.BusStuck)]
        [DataRow(I2cTransferStatus.FullTransfer, (byte)0x58, SensorError.WrongChip)]
        public void Binding_PartThatIsNotThere_IsAbsentAtStartAndLater(object status, byte id, SensorError error)
        {
            I2cDevice.Status = (I2cTransferStatus)status;
            I2cDevice.Id = id;
            _set.Measure(0);
            AssertAbsent(error);
            Plug();
            _set.Measure(SensorSet.StuckRetryMs);
            Assert.AreEqual(-1235, _set.Values[0]);

            // Gone while it is read: what the binding gives then are numbers all the same.
            Bme280.Reading = () =>
            {
                I2cDevice.Status = (I2cTransferStatus)status;
                I2cDevice.Id = id;
            };
            _set.Measure(SensorSet.StuckRetryMs + 1000);
            AssertAbsent(error);
            Assert.AreEqual(0, I2cDevice.Opened);
        }

        [TestMethod]
        public void Binding_ValueOutOfRange_IsAbsent()
        {
            Set(-140.88, 0, 131282);
            _set.Measure(0);
            AssertAbsent(SensorError.OutOfRange);
            Set(20, 50, 131282);
            _set.Measure(SensorSet.RetryMs);
            CollectionAssert.AreEqual(new[] { 2000, 500, Reading.Absent }, _set.Values);
        }

        private static void Set(double celsius, double percent, double pascals)
        {
            Bme280.Result = new Bme280ReadResult
            {
                Temperature = new Temperature { DegreesCelsius = celsius },
                Humidity = new RelativeHumidity { Percent = percent },
                Pressure = new Pressure { Pascals = pascals },
            };
        }

        private void AssertAbsent(SensorError error)
        {
            CollectionAssert.AreEqual(new[] { Reading.Absent, Reading.Absent, Reading.Absent }, _set.Values);
            Assert.AreEqual(error, _set.States[0].LastError);
        }
    }
}
