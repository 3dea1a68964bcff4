using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated BME280 or BMP280, as its registers show it.</summary>
    public sealed class SimulatedBmx280 : SimulatedI2cPart
    {
        /// <summary>The id of a BME280.</summary>
        public const int Bme280Id = 0x60;

        /// <summary>The id of a BMP280.</summary>
        public const int Bmp280Id = 0x58;

        private const int ConversionMs = 9;
        private const int OtherId = 0x61;

        private readonly byte[] _registers = new byte[256];
        private readonly int _id;
        private readonly Signal _temperature;
        private readonly Signal _humidity;
        private readonly Signal _pressure;
        private int _pointer;
        private int _humidityControl;
        private bool _isConverting;
        private long _doneMs;

        /// <summary>A part that is in a room.</summary>
        /// <param name="clock">Its time.</param>
        /// <param name="address">Its address.</param>
        /// <param name="id">What it is.</param>
        /// <param name="temperature">The temperature in degrees Celsius.</param>
        /// <param name="humidity">The relative humidity in percent.</param>
        /// <param name="pressure">The pressure in pascals.</param>
        public SimulatedBmx280(SimulatedClock clock, int address, int id, Signal temperature, Signal humidity, Signal pressure)
            : base(clock, address)
        {
            _id = id;
            _temperature = temperature;
            _humidity = humidity;
            _pressure = pressure;
            PowerUp();
        }

        /// <summary>Its calibration.</summary>
        public Bmx280Words Words { get; } = new Bmx280Words();

        /// <summary>What the registers hold from 0xF7 on, instead of what the signals say; null for that.</summary>
        public byte[] RawAnswer { get; set; }

        /// <summary>Whether a conversion never ends.</summary>
        public bool IsBusyForEver { get; set; }

        /// <inheritdoc/>
        protected override void PowerUp()
        {
            Array.Clear(_registers);
            _registers[0xD0] = (byte)_id;
            Words.Store(_registers);
            _registers[0xF7] = _registers[0xFA] = 0x80;
            _registers[0xFD] = (byte)(_id == Bme280Id ? 0x80 : 0);
            _humidityControl = 0;
            _isConverting = false;
        }

        /// <summary>Takes words that were changed after it was made.</summary>
        public void Recalibrate()
        {
            PowerUp();
        }

        internal override bool Write(byte[] bytes, int count)
        {
            _pointer = bytes[0];

            // After the first register and its value come more of such pairs.
            for (int i = 0; i + 1 < count; i += 2)
            {
                Set(bytes[i], bytes[i + 1]);
            }

            return true;
        }

        internal override bool Read(byte[] bytes, int count)
        {
            if (_isConverting && Clock.NowMs >= _doneMs && !IsBusyForEver)
            {
                _isConverting = false;
                Convert();
            }

            _registers[0xF3] = (byte)(_isConverting ? 8 : 0);
            _registers[0xD0] = (byte)(FaultNow() == PartFault.WrongChip ? OtherId : _id);
            for (int i = 0; i < count; i++)
            {
                bytes[i] = _registers[_pointer++ & 0xFF];
            }

            return true;
        }

        private void Set(int register, byte value)
        {
            switch (register)
            {
                case 0xE0:
                    if (value == 0xB6)
                    {
                        PowerUp();
                    }

                    break;
                case 0xF2:
                    if (_id == Bme280Id)
                    {
                        _registers[register] = (byte)(value & 7);
                    }

                    break;
                case 0xF4:
                    // ctrl_hum counts from here on.
                    _humidityControl = _registers[0xF2];
                    _registers[register] = value;
                    _isConverting = (value & 3) != 0;
                    _doneMs = Clock.NowMs + ConversionMs;
                    break;
                case 0xF5:
                    _registers[register] = value;
                    break;
            }
        }

        private void Convert()
        {
            int control = _registers[0xF4];
            _registers[0xF4] = (byte)(control & ~3);
            int temperature = (control >> 5) == 0 ? 0x80000 : Words.RawTemperature(_temperature.At(Clock.NowMs));
            double fine = Words.Fine(temperature);
            int pressure = ((control >> 2) & 7) == 0 ? 0x80000 : Words.RawPressure(_pressure.At(Clock.NowMs), fine);
            Put(0xF7, pressure);
            Put(0xFA, temperature);
            if (_id == Bme280Id)
            {
                int humidity = _humidityControl == 0 ? 0x8000 : Words.RawHumidity(_humidity.At(Clock.NowMs), fine);
                _registers[0xFD] = (byte)(humidity >> 8);
                _registers[0xFE] = (byte)humidity;
            }

            if (RawAnswer != null)
            {
                Array.Copy(RawAnswer, 0, _registers, 0xF7, RawAnswer.Length);
            }
        }

        private void Put(int register, int value)
        {
            _registers[register] = (byte)(value >> 12);
            _registers[register + 1] = (byte)(value >> 4);
            _registers[register + 2] = (byte)(value << 4);
        }
    }
}
