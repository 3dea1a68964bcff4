namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated SHT3x, as it answers to commands.</summary>
    public sealed class SimulatedSht3x : SimulatedI2cPart
    {
        private const int ConversionMs = 15;

        private readonly Signal _temperature;
        private readonly Signal _humidity;
        private int _command;
        private bool _isStarted;
        private long _doneMs;

        /// <summary>A part that is in a room.</summary>
        /// <param name="clock">Its time.</param>
        /// <param name="address">Its address.</param>
        /// <param name="temperature">The temperature in degrees Celsius.</param>
        /// <param name="humidity">The relative humidity in percent.</param>
        public SimulatedSht3x(SimulatedClock clock, int address, Signal temperature, Signal humidity)
            : base(clock, address)
        {
            _temperature = temperature;
            _humidity = humidity;
        }

        /// <summary>Which word of an answer has a wrong checksum: 0 the temperature, 3 the humidity; -1 for none.</summary>
        public int WrongChecksumIndex { get; set; } = -1;

        /// <inheritdoc/>
        protected override void PowerUp()
        {
            _isStarted = false;
            _command = 0;
        }

        internal override bool Write(byte[] bytes, int count)
        {
            if (count != 2)
            {
                return false;
            }

            _command = (bytes[0] << 8) | bytes[1];
            if (_command == 0x2400)
            {
                _isStarted = true;
                _doneMs = Clock.NowMs + ConversionMs;
            }

            return _command == 0x2400 || _command == 0xF32D;
        }

        internal override bool Read(byte[] bytes, int count)
        {
            if (_command == 0xF32D)
            {
                _command = 0;
                Put(bytes, 0, 0x8010);
                return true;
            }

            // Without clock stretching it does not acknowledge while it converts, nor when it was read already.
            if (!_isStarted || Clock.NowMs < _doneMs)
            {
                return false;
            }

            _isStarted = false;
            Put(bytes, 0, Raw((_temperature.At(Clock.NowMs) + 45) / 175));
            Put(bytes, 3, Raw(_humidity.At(Clock.NowMs) / 100));
            return true;
        }

        private static int Raw(double part)
        {
            return part <= 0 ? 0 : part >= 1 ? 65535 : (int)((part * 65535) + 0.5);
        }

        private static byte Crc(int word)
        {
            byte crc = 0xFF;
            for (int shift = 8; shift >= 0; shift -= 8)
            {
                crc ^= (byte)(word >> shift);
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (byte)((crc << 1) ^ ((crc >> 7) * 0x31));
                }
            }

            return crc;
        }

        private void Put(byte[] bytes, int index, int word)
        {
            bytes[index] = (byte)(word >> 8);
            bytes[index + 1] = (byte)word;
            bool isWrong = index == WrongChecksumIndex || FaultNow() == PartFault.WrongChecksum;
            bytes[index + 2] = (byte)(isWrong ? ~Crc(word) : Crc(word));
        }
    }
}
