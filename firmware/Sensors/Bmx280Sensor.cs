namespace Nanowire.Firmware
{
    /// <summary>
    /// A BME280 or BMP280 on an I2C bus: temperature, humidity (of a BME280 only) and pressure. It converts when it is told to ("forced mode")
    /// and sleeps in between.
    /// </summary>
    public sealed class Bmx280Sensor : I2cSensor
    {
        /// <summary>Its address when SDO is low, as on most modules.</summary>
        public const int FirstAddress = 0x76;

        /// <summary>Its address when SDO is high.</summary>
        public const int SecondAddress = 0x77;

        private const int IdRegister = 0xD0;
        private const int Bme280Id = 0x60;
        private const int Bmp280Id = 0x58;

        // Engineering samples of the BMP280 have these.
        private const int FirstSampleId = 0x56;
        private const int SecondSampleId = 0x57;

        private const int CalibrationRegister = 0x88;
        private const int CalibrationCount = 26;
        private const int HumidityCalibrationRegister = 0xE1;
        private const int HumidityCalibrationCount = 7;

        // ctrl_hum, status, ctrl_meas, config, one without a meaning, then three bytes of pressure, three of temperature and two of humidity.
        private const int FirstRegister = 0xF2;
        private const int StatusIndex = 1;
        private const int ControlIndex = 2;
        private const int PressureIndex = 5;
        private const int TemperatureIndex = 8;
        private const int HumidityIndex = 11;
        private const int RegisterCount = 13;

        private const int ControlRegister = 0xF4;
        private const int ConfigRegister = 0xF5;
        private const int HumidityControl = 1;
        private const int Oversampling = 0x24;
        private const int Forced = 1;
        private const int ModeBits = 3;
        private const int Busy = 0x09;

        // Section 9.1 of the BME280's data sheet: 1.25 + 2.3 + 2 * (2.3 + 0.575) ms at most, each once.
        private const int ConversionMs = 10;

        // What a register holds when nothing was converted.
        private const int Nothing = 0x80000;
        private const int NoHumidity = 0x8000;

        // What the data sheets promise.
        private const int MinTemperature = -4000;
        private const int MaxTemperature = 8500;
        private const int MinPressure = 30000;
        private const int MaxPressure = 110000;

        private readonly Bmx280Calibration _calibration = new Bmx280Calibration();

        /// <summary>A part at either of its addresses.</summary>
        /// <param name="bus">The bus.</param>
        public Bmx280Sensor(I2cBus bus)
            : this(bus, FirstAddress, SecondAddress, "")
        {
        }

        /// <summary>One of several on a board.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">Its address.</param>
        /// <param name="place">What its readings' ids and names start with, such as "outdoor"; a JSON name without escapes; "" for none.</param>
        public Bmx280Sensor(I2cBus bus, int address, string place)
            : this(bus, address, address, place)
        {
        }

        private Bmx280Sensor(I2cBus bus, int first, int last, string place)
            : base(
                bus,
                first,
                last,
                ConversionMs,
                CalibrationCount,
                place + "bmx280",
                "BME280 or BMP280",
                Climate.Temperature(place),
                Climate.Humidity(place),
                Climate.Pressure(place))
        {
        }

        /// <summary>Whether the part that was found is a BME280, which measures humidity.</summary>
        public bool HasHumidity { get; private set; }

        /// <inheritdoc/>
        protected override bool Identify()
        {
            if (!ReadFrom(IdRegister, 1))
            {
                return false;
            }

            int id = Answer[0];
            if (id == 0 || id == 0xFF)
            {
                return Fail(SensorError.BadAnswer, id);
            }

            HasHumidity = id == Bme280Id;
            if (!HasHumidity && id != Bmp280Id && id != FirstSampleId && id != SecondSampleId)
            {
                return Fail(SensorError.WrongChip, id);
            }

            if (!ReadFrom(CalibrationRegister, CalibrationCount))
            {
                return false;
            }

            if (!_calibration.ReadFirst(Answer))
            {
                return Fail(SensorError.BadAnswer);
            }

            if (!HasHumidity)
            {
                Values[1] = Reading.Absent;
            }
            else if (!ReadFrom(HumidityCalibrationRegister, HumidityCalibrationCount))
            {
                return false;
            }
            else if (!_calibration.ReadSecond(Answer))
            {
                return Fail(SensorError.BadAnswer);
            }

            // To sleep, without which config cannot be written; no filter. ctrl_hum counts from the next write to ctrl_meas on.
            return Write(ControlRegister, Oversampling)
                && Write(ConfigRegister, 0)
                && (!HasHumidity || Write(FirstRegister, HumidityControl));
        }

        /// <inheritdoc/>
        protected override bool Start()
        {
            return Write(ControlRegister, Oversampling | Forced);
        }

        /// <inheritdoc/>
        protected override bool Read()
        {
            if (!ReadFrom(FirstRegister, RegisterCount))
            {
                return false;
            }

            byte[] answer = Answer;
            int control = answer[ControlIndex];
            if (control == 0 || (HasHumidity && answer[0] == 0))
            {
                // As after power-on; or a bus that reads as zeros, which the next look at the id tells.
                return Fail(SensorError.Restarted);
            }

            if ((control & ~ModeBits) != Oversampling || (answer[StatusIndex] & Busy) != 0)
            {
                return Fail(SensorError.BadAnswer);
            }

            int raw = Raw(TemperatureIndex);
            int temperature = _calibration.GetTemperature(raw);
            if (raw == Nothing || temperature < MinTemperature || temperature > MaxTemperature)
            {
                return Fail(SensorError.OutOfRange);
            }

            Values[0] = temperature;
            if (HasHumidity)
            {
                raw = (answer[HumidityIndex] << 8) | answer[HumidityIndex + 1];
                Values[1] = raw == NoHumidity ? Absent() : _calibration.GetHumidity(raw);
            }

            raw = Raw(PressureIndex);
            int pressure = _calibration.GetPressure(raw);
            Values[2] = raw == Nothing || pressure < MinPressure || pressure > MaxPressure ? Absent() : pressure;
            return true;
        }

        // One reading of several.
        private int Absent()
        {
            Fail(SensorError.OutOfRange);
            return Reading.Absent;
        }

        private int Raw(int index)
        {
            byte[] answer = Answer;
            return (answer[index] << 12) | (answer[index + 1] << 4) | (answer[index + 2] >> 4);
        }
    }
}
