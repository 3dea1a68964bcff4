using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;

namespace Nanowire.Firmware
{
    /// <summary>
    /// A BME280 by the maintained binding nanoFramework.Iot.Device.Bmxx80, for those who use more of it. It is in no project by default:
    /// docs/sensors.md says how to add it, and what it costs. The binding does not look at what the bus reports and gives numbers for a part
    /// that is not there, so the part is asked for its id before and after each reading.
    /// </summary>
    public sealed class BindingBme280Sensor : Sensor
    {
        private const byte IdRegister = 0xD0;
        private const int Bme280Id = 0x60;

        // What the data sheet promises.
        private const int MinTemperature = -4000;
        private const int MaxTemperature = 8500;
        private const int MinPressure = 30000;
        private const int MaxPressure = 110000;

        private readonly I2cConnectionSettings _settings;
        private readonly byte[] _request = { IdRegister };
        private readonly byte[] _id = new byte[1];
        private I2cDevice _device;
        private Bme280 _part;

        /// <summary>A part at an address.</summary>
        /// <param name="busId">The bus: 1, or 2 where the chip has two. Its pins are set with DeviceI2cBus, or are those of the firmware image.</param>
        /// <param name="address">0x76 or 0x77.</param>
        public BindingBme280Sensor(int busId, int address)
            : base("bme280", "BME280", Climate.Temperature(""), Climate.Humidity(""), Climate.Pressure(""))
        {
            _settings = new I2cConnectionSettings(busId, address);
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            _device = I2cDevice.Create(_settings);
            if (!IsThere())
            {
                return false;
            }

            _part = new Bme280(_device);
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            if (!IsThere())
            {
                return false;
            }

            // Waits for the conversion: 21 ms.
            Bme280ReadResult result = _part.Read();
            if (!IsThere())
            {
                return false;
            }

            int temperature = Round(result.Temperature.DegreesCelsius * 100);
            if (!result.TemperatureIsValid || temperature < MinTemperature || temperature > MaxTemperature)
            {
                return Fail(SensorError.OutOfRange);
            }

            int pressure = Round(result.Pressure.Pascals);
            Values[0] = temperature;
            Values[1] = result.HumidityIsValid ? Round(result.Humidity.Percent * 10) : Reading.Absent;
            Values[2] = result.PressureIsValid && pressure >= MinPressure && pressure <= MaxPressure ? pressure : Reading.Absent;
            return true;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            // The binding's part has none of its own.
            _part = null;
            if (_device != null)
            {
                _device.Dispose();
                _device = null;
            }
        }

        private static int Round(double value)
        {
            return (int)(value < 0 ? value - 0.5 : value + 0.5);
        }

        private bool IsThere()
        {
            I2cTransferResult result = _device.WriteRead(_request, _id);
            if (result.Status == I2cTransferStatus.ClockStretchTimeout)
            {
                return Fail(SensorError.BusStuck);
            }

            if (result.Status != I2cTransferStatus.FullTransfer)
            {
                return Fail(SensorError.NotConnected);
            }

            return _id[0] == Bme280Id || Fail(SensorError.WrongChip, _id[0]);
        }
    }
}
