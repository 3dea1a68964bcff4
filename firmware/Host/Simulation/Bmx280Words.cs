using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// The calibration words of a simulated BME280 or BMP280, and Bosch's formulas in floating point (BST-BME280-DS002 section 8.1), from raw
    /// to physical values and back; what the driver computes in integers is compared with it.
    /// </summary>
    public sealed class Bmx280Words
    {
        /// <summary>The words as the data sheet names them; those by default are Bosch's example, and common ones for humidity.</summary>
        public int T1 = 27504, T2 = 26435, T3 = -1000;

        /// <summary>The words for pressure.</summary>
        public int P1 = 36477, P2 = -10685, P3 = 3024, P4 = 2855, P5 = 140, P6 = -7, P7 = 15500, P8 = -14600, P9 = 6000;

        /// <summary>The words for humidity.</summary>
        public int H1 = 75, H2 = 362, H3, H4 = 313, H5 = 50, H6 = 30;

        /// <summary>Puts them where a part has them.</summary>
        public void Store(byte[] registers)
        {
            int[] words = { T1, T2, T3, P1, P2, P3, P4, P5, P6, P7, P8, P9 };
            for (int i = 0; i < words.Length; i++)
            {
                registers[0x88 + (2 * i)] = (byte)words[i];
                registers[0x89 + (2 * i)] = (byte)(words[i] >> 8);
            }

            registers[0xA1] = (byte)H1;
            registers[0xE1] = (byte)H2;
            registers[0xE2] = (byte)(H2 >> 8);
            registers[0xE3] = (byte)H3;
            registers[0xE4] = (byte)(H4 >> 4);
            registers[0xE5] = (byte)((H4 & 15) | ((H5 & 15) << 4));
            registers[0xE6] = (byte)(H5 >> 4);
            registers[0xE7] = (byte)H6;
        }

        /// <summary>What pressure and humidity are corrected by: 5120 for each degree Celsius.</summary>
        public double Fine(int raw)
        {
            double first = ((raw / 16384.0) - (T1 / 1024.0)) * T2;
            double second = (raw / 131072.0) - (T1 / 8192.0);
            return first + (second * second * T3);
        }

        /// <summary>The temperature in degrees Celsius.</summary>
        public double Temperature(int raw)
        {
            return Fine(raw) / 5120;
        }

        /// <summary>The pressure in pascals.</summary>
        public double Pressure(int raw, double fine)
        {
            double a = (fine / 2) - 64000;
            double offset = (((a * a * P6 / 32768) + (a * P5 * 2)) / 4) + (P4 * 65536.0);
            double sensitivity = ((P3 * a * a / 524288) + (P2 * a)) / 524288;
            sensitivity = (1 + (sensitivity / 32768)) * P1;
            double p = (1048576 - raw - (offset / 4096)) * 6250 / sensitivity;
            return p + (((P9 * p * p / 2147483648) + (p * P8 / 32768) + P7) / 16);
        }

        /// <summary>The relative humidity in percent, 0 to 100.</summary>
        public double Humidity(int raw, double fine)
        {
            double h = fine - 76800;
            double value = raw - ((H4 * 64.0) + (H5 / 16384.0 * h));
            value *= H2 / 65536.0 * (1 + (H6 / 67108864.0 * h * (1 + (H3 / 67108864.0 * h))));
            value *= 1 - (H1 * value / 524288);
            return Math.Clamp(value, 0, 100);
        }

        /// <summary>The raw value for a temperature.</summary>
        public int RawTemperature(double celsius)
        {
            int low = 0;
            int high = 0xFFFFF;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (Temperature(middle) < celsius)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }

        /// <summary>The raw value for a pressure, which falls as the pressure rises.</summary>
        public int RawPressure(double pascals, double fine)
        {
            int low = 0;
            int high = 0xFFFFF;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (Pressure(middle, fine) > pascals)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }

        /// <summary>The raw value for a humidity.</summary>
        public int RawHumidity(double percent, double fine)
        {
            int low = 0;
            int high = 0xFFFF;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (Humidity(middle, fine) < percent)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }
}
