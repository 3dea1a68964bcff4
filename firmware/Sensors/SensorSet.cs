using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// All sensors of a board as one row of readings. A sensor that is not there, or fails, reads as absent and is looked for
    /// again later; it does not take the others down.
    /// </summary>
    public sealed class SensorSet
    {
        /// <summary>How long a sensor that is absent is left alone, in milliseconds.</summary>
        public const int RetryMs = 10000;

        private readonly Sensor[] _sensors;
        private readonly bool[] _isOpen;
        private readonly long[] _retryAtMs;

        /// <summary>Describes the sensors' readings; touches no hardware.</summary>
        /// <param name="sensors">The board's sensors.</param>
        public SensorSet(Sensor[] sensors)
        {
            _sensors = sensors;
            _isOpen = new bool[sensors.Length];
            _retryAtMs = new long[sensors.Length];
            int count = 0;
            for (int i = 0; i < sensors.Length; i++)
            {
                count += sensors[i].Readings.Length;
            }

            Readings = new Reading[count];
            Values = new int[count];
            count = 0;
            for (int i = 0; i < sensors.Length; i++)
            {
                Reading[] readings = sensors[i].Readings;
                Array.Copy(readings, 0, Readings, count, readings.Length);
                for (int k = 0; k < readings.Length; k++)
                {
                    Values[count++] = Reading.Absent;
                }
            }
        }

        /// <summary>What all sensors measure.</summary>
        public Reading[] Readings { get; }

        /// <summary>The values measured last, in each reading's fixed point, or <see cref="Reading.Absent"/>.</summary>
        public int[] Values { get; }

        /// <summary>Measures with every sensor that is there.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        public void Measure(long uptimeMs)
        {
            int first = 0;
            for (int i = 0; i < _sensors.Length; i++)
            {
                Sensor sensor = _sensors[i];
                bool answers = MeasureOne(i, uptimeMs);
                for (int k = 0; k < sensor.Values.Length; k++)
                {
                    Values[first++] = answers ? sensor.Values[k] : Reading.Absent;
                }
            }
        }

        private bool MeasureOne(int index, long uptimeMs)
        {
            Sensor sensor = _sensors[index];
            try
            {
                if (!_isOpen[index])
                {
                    if (uptimeMs < _retryAtMs[index])
                    {
                        return false;
                    }

                    _isOpen[index] = sensor.Open();
                }

                if (_isOpen[index] && sensor.Measure(uptimeMs))
                {
                    return true;
                }
            }
            catch (Exception)
            {
                // What the bus throws says no more than that nobody answers.
            }

            CloseOne(index);
            _retryAtMs[index] = uptimeMs + RetryMs;
            return false;
        }

        private void CloseOne(int index)
        {
            _isOpen[index] = false;
            try
            {
                _sensors[index].Close();
            }
            catch (Exception)
            {
                // It is gone already.
            }
        }
    }
}
