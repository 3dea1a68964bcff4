namespace Nanowire.Firmware
{
    /// <summary>
    /// An SHT30, SHT31 or SHT35 on an I2C bus: temperature and humidity, each checked by a CRC-8. Single shots of high repeatability without
    /// clock stretching (Sensirion's data sheet SHT3x-DIS, sections 4.3, 4.11 and 4.13), so that a part never holds the bus.
    /// </summary>
    public sealed class Sht3xSensor : I2cSensor
    {
        /// <summary>Its address when ADDR is low, as on most modules.</summary>
        public const int FirstAddress = 0x44;

        /// <summary>Its address when ADDR is high.</summary>
        public const int SecondAddress = 0x45;

        // 15.5 ms at most at the least supply voltage.
        private const int ConversionMs = 16;
        private const int AnswerSize = 6;

        // What the data sheet promises.
        private const int MinTemperature = -4000;
        private const int MaxTemperature = 12500;

        /// <summary>A part at either of its addresses.</summary>
        /// <param name="bus">The bus.</param>
        public Sht3xSensor(I2cBus bus)
            : this(bus, FirstAddress, SecondAddress, "")
        {
        }

        /// <summary>One of several on a board.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">Its address; 0 for either.</param>
        /// <param name="place">What its readings' ids and names start with, such as "outdoor"; a JSON name without escapes; "" for none.</param>
        public Sht3xSensor(I2cBus bus, int address, string place)
            : this(bus, address == 0 ? FirstAddress : address, address == 0 ? SecondAddress : address, place)
        {
        }

        private Sht3xSensor(I2cBus bus, int first, int last, string place)
            : base(bus, first, last, ConversionMs, AnswerSize, place + "sht3x", "SHT3x", Climate.Temperature(place), Climate.Humidity(place))
        {
        }

        /// <summary>The CRC-8 of two bytes: polynomial x^8 + x^5 + x^4 + 1, from ones on.</summary>
        public static int Crc(int first, int second)
        {
            int crc = 0xFF ^ first;
            for (int bit = 0; bit < 16; bit++)
            {
                if (bit == 8)
                {
                    crc ^= second;
                }

                crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x31) & 0xFF : crc << 1;
            }

            return crc;
        }

        /// <inheritdoc/>
        protected override bool Identify()
        {
            // It has no id. A status with the right checksum is what nothing else answers at this address.
            return ReadFrom(0xF3, 0x2D, 3) && IsIntact(0);
        }

        /// <inheritdoc/>
        protected override bool Start()
        {
            return Write(0x24, 0x00);
        }

        /// <inheritdoc/>
        protected override bool Read()
        {
            if (!ReadOnly(AnswerSize) || !IsIntact(0) || !IsIntact(3))
            {
                return false;
            }

            int temperature = (((17500 * Word(0)) + 32767) / 65535) - 4500;
            if (temperature < MinTemperature || temperature > MaxTemperature)
            {
                return Fail(SensorError.OutOfRange);
            }

            Values[0] = temperature;
            Values[1] = ((1000 * Word(3)) + 32767) / 65535;
            return true;
        }

        private bool IsIntact(int index)
        {
            return Crc(Answer[index], Answer[index + 1]) == Answer[index + 2] || Fail(SensorError.Checksum);
        }

        private int Word(int index)
        {
            return (Answer[index] << 8) | Answer[index + 1];
        }
    }
}
