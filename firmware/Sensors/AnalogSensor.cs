using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// A voltage on an analogue input, and what it stands for: a line through two points. Several conversions make one measurement, which
    /// takes out noise and gives the digits between two steps of the converter.
    /// </summary>
    public sealed class AnalogSensor : Sensor
    {
        /// <summary>The most conversions for one measurement.</summary>
        public const int MaxOversampling = 256;

        /// <summary>
        /// The least raw value that the part can cause, on average. Below it, it is broken or the input shorted: absent. 0 by default, since
        /// that cannot be told of every part.
        /// </summary>
        public int LowestRaw;

        /// <summary>The greatest raw value that the part can cause, on average. Above it, it is broken or not connected: absent.</summary>
        public int HighestRaw = int.MaxValue / MaxOversampling;

        private readonly AnalogInput _input;
        private readonly int _oversampling;
        private readonly int _raw0;
        private readonly int _value0;
        private readonly int _rawSpan;
        private readonly int _valueSpan;
        private bool _isOpen;

        /// <summary>Describes an input; touches no hardware.</summary>
        /// <param name="input">The input.</param>
        /// <param name="reading">What it measures; the sensor has its id and name.</param>
        /// <param name="raw0">A raw value,</param>
        /// <param name="value0">and what it stands for, in the reading's fixed point.</param>
        /// <param name="raw1">Another raw value,</param>
        /// <param name="value1">and what that stands for.</param>
        /// <param name="oversampling">How many conversions make a measurement, 1 to <see cref="MaxOversampling"/>.</param>
        /// <exception cref="ArgumentException">The raw values are the same, or the oversampling is out of range.</exception>
        public AnalogSensor(AnalogInput input, Reading reading, int raw0, int value0, int raw1, int value1, int oversampling = 16)
            : base(reading.Id, reading.Name, reading)
        {
            if (raw0 == raw1 || oversampling < 1 || oversampling > MaxOversampling)
            {
                throw new ArgumentException("the same twice, or too many", nameof(raw1));
            }

            _input = input;
            _oversampling = oversampling;
            _raw0 = raw0;
            _value0 = value0;
            _rawSpan = raw1 - raw0;
            _valueSpan = value1 - value0;
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            _input.Open();
            _isOpen = true;
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            int sum = 0;
            for (int i = 0; i < _oversampling; i++)
            {
                int raw = _input.Read();
                if (raw < 0)
                {
                    return Fail(SensorError.BadAnswer);
                }

                sum += raw;
            }

            if (sum < LowestRaw * _oversampling || sum > HighestRaw * _oversampling)
            {
                return Fail(SensorError.OutOfRange);
            }

            long rise = (long)(sum - (_raw0 * _oversampling)) * _valueSpan;
            long run = (long)_rawSpan * _oversampling;

            // To the nearest: half of the divisor on top, away from zero.
            long half = (run < 0 ? -run : run) / 2;
            Values[0] = _value0 + (int)((rise + (rise < 0 ? -half : half)) / run);
            return true;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_isOpen)
            {
                _isOpen = false;
                _input.Close();
            }
        }
    }
}
