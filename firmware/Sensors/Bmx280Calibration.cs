namespace Nanowire.Firmware
{
    /// <summary>
    /// What a BME280 or BMP280 was measured to be at the factory, and how its raw values become physical ones: the formulas of Bosch's data
    /// sheets (BST-BMP280-DS001 section 3.11.3 and 8.1, BST-BME280-DS002 section 4.2.3 and 8.1) as fractions of powers of two, in 64 bits.
    /// </summary>
    public sealed class Bmx280Calibration
    {
        /// <summary>The value of a calculation that has no result.</summary>
        public const int None = int.MinValue;

        private const int FirstRegister = 0x88;
        private const int FirstHumidityRegister = 0xE1;

        // Named as in the data sheet.
        private int _t1;
        private int _t2;
        private int _t3;
        private int _p1;
        private int _p2;
        private int _p3;
        private int _p4;
        private int _p5;
        private int _p6;
        private int _p7;
        private int _p8;
        private int _p9;
        private int _h1;
        private int _h2;
        private int _h3;
        private int _h4;
        private int _h5;
        private int _h6;

        /// <summary>The temperature that pressure and humidity are corrected by: 5120 for each degree. Set by <see cref="GetTemperature"/>.</summary>
        public int Fine;

        /// <summary>Takes the words for temperature and pressure, and H1, from the registers 0x88 to 0xA1.</summary>
        /// <returns>False when they are no calibration: T1 and P1 are never zero or all ones.</returns>
        public bool ReadFirst(byte[] registers)
        {
            _t1 = Word(registers, 0);
            _t2 = Signed(registers, 2);
            _t3 = Signed(registers, 4);
            _p1 = Word(registers, 6);
            _p2 = Signed(registers, 8);
            _p3 = Signed(registers, 10);
            _p4 = Signed(registers, 12);
            _p5 = Signed(registers, 14);
            _p6 = Signed(registers, 16);
            _p7 = Signed(registers, 18);
            _p8 = Signed(registers, 20);
            _p9 = Signed(registers, 22);
            _h1 = registers[0xA1 - FirstRegister];
            return _t1 != 0 && _t1 != 0xFFFF && _p1 != 0 && _p1 != 0xFFFF;
        }

        /// <summary>Takes the words for humidity from the registers 0xE1 to 0xE7.</summary>
        /// <returns>False when they are no calibration: H2 is never zero or all ones.</returns>
        public bool ReadSecond(byte[] registers)
        {
            _h2 = Signed(registers, 0);
            _h3 = registers[2];

            // Two words of twelve bits share the register 0xE5.
            int shared = registers[0xE5 - FirstHumidityRegister];
            _h4 = ((sbyte)registers[3] << 4) | (shared & 15);
            _h5 = ((sbyte)registers[5] << 4) | (shared >> 4);
            _h6 = (sbyte)registers[6];
            return _h2 != 0 && _h2 != -1;
        }

        /// <summary>The temperature in hundredths of a degree Celsius; sets <see cref="Fine"/>.</summary>
        /// <param name="raw">The value of 20 bits.</param>
        public int GetTemperature(int raw)
        {
            // With n = raw - 16 T1: fine = n T2 / 2^14 + n^2 T3 / 2^34.
            long n = raw - (_t1 << 4);
            Fine = (int)((n * (((long)_t2 << 20) + (n * _t3))) >> 34);
            return ((Fine * 5) + 128) >> 8;
        }

        /// <summary>The pressure in pascals, after <see cref="GetTemperature"/>; <see cref="None"/> when there is none.</summary>
        /// <param name="raw">The value of 20 bits.</param>
        public int GetPressure(int raw)
        {
            long a = (Fine >> 1) - 64000;

            // The offset in 2^-29, and the sensitivity, first without P1 in 2^-53, then with it in 2^-20.
            long offset = (a * ((a * _p6) + ((long)_p5 << 16))) + ((long)_p4 << 33);
            long sensitivity = (1L << 53) + (a * ((a * _p3) + ((long)_p2 << 19)));
            sensitivity = ((sensitivity >> 20) * _p1) >> 13;
            if (sensitivity <= 0)
            {
                return None;
            }

            // In 2^-8 pascals; the second order needs no more than 2^-4 of it.
            long p = ((((1048576L - raw) << 17) - (offset >> 12)) * (6250 << 11)) / sensitivity;
            long q = p >> 4;
            p += ((_p9 * q * q) >> 35) + ((p * _p8) >> 19) + ((long)_p7 << 4);
            p = (p + 128) >> 8;
            return p < 0 || p > int.MaxValue ? None : (int)p;
        }

        /// <summary>The relative humidity in tenths of a percent, 0 to 1000, after <see cref="GetTemperature"/>.</summary>
        /// <param name="raw">The value of 16 bits.</param>
        public int GetHumidity(int raw)
        {
            const long Most = 256L << 16;
            long h = Fine - 76800;

            // What H3 and H6 correct, in 2^-26; the humidity in 2^-16 percent.
            long factor = (1L << 26) + (_h3 * h);
            factor = (1L << 26) + ((_h6 * h * factor) >> 26);
            long percent = ((long)raw << 14) - ((long)_h4 << 20) - (_h5 * h);
            percent = (((percent * _h2) >> 14) * factor) >> 26;
            if (percent <= 0)
            {
                return 0;
            }

            if (percent > Most)
            {
                percent = Most;
            }

            percent -= (_h1 * percent * percent) >> 35;
            int tenths = (int)(((percent * 10) + 32768) >> 16);
            return tenths < 0 ? 0 : tenths > 1000 ? 1000 : tenths;
        }

        private static int Word(byte[] registers, int index)
        {
            return registers[index] | (registers[index + 1] << 8);
        }

        private static int Signed(byte[] registers, int index)
        {
            return (short)Word(registers, index);
        }
    }
}
