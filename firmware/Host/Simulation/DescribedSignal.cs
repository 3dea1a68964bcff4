using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A described signal: a mean, a sine, steps and noise, of which each may be left out. The same seed gives the same noise.</summary>
    public sealed class DescribedSignal : Signal
    {
        /// <summary>What it varies around.</summary>
        public double Mean;

        /// <summary>The sine's amplitude.</summary>
        public double Amplitude;

        /// <summary>The sine's period in milliseconds.</summary>
        public double PeriodMs = 600000;

        /// <summary>Where the sine starts, in periods; 0.75: at its least.</summary>
        public double Phase = 0.75;

        /// <summary>What each step adds; they alternate between up and down.</summary>
        public double Step;

        /// <summary>How long a step lasts, in milliseconds.</summary>
        public long StepMs = 60000;

        /// <summary>The noise's amplitude; it is evenly distributed.</summary>
        public double Noise;

        private readonly Random _random;

        /// <summary>A signal that is 0 until it is described.</summary>
        /// <param name="seed">Of the noise.</param>
        public DescribedSignal(int seed = 1)
        {
            _random = new Random(seed);
        }

        /// <inheritdoc/>
        public override double At(long ms)
        {
            double value = Mean + (Amplitude * Math.Sin(2 * Math.PI * ((ms / PeriodMs) + Phase)));
            if (ms / StepMs % 2 == 1)
            {
                value += Step;
            }

            return value + (((_random.NextDouble() * 2) - 1) * Noise);
        }
    }
}
