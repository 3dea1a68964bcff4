using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated input of a converter of 12 bits.</summary>
    public sealed class SimulatedAnalogInput : AnalogInput
    {
        /// <summary>The greatest raw value.</summary>
        public const int MaxRaw = 4095;

        private readonly SimulatedClock _clock;
        private readonly Signal _raw;

        /// <summary>An input.</summary>
        /// <param name="clock">Its time.</param>
        /// <param name="raw">What is converted, in raw values.</param>
        public SimulatedAnalogInput(SimulatedClock clock, Signal raw)
        {
            _clock = clock;
            _raw = raw;
            Part = new Wire(clock);
        }

        /// <summary>What is connected to it, with its faults: Unplugged is an open input, Zeros a shorted one, Stuck one that cannot be had.</summary>
        public SimulatedPart Part { get; }

        /// <inheritdoc/>
        public override void Open()
        {
            ThrowIfStuck();
        }

        /// <inheritdoc/>
        public override int Read()
        {
            ThrowIfStuck();
            switch (Part.FaultNow())
            {
                case PartFault.Unplugged:
                case PartFault.Ones:
                    return MaxRaw;
                case PartFault.Zeros:
                    return 0;
                case PartFault.WrongChip:
                    return -1;
                default:
                    return (int)Math.Clamp(Math.Round(_raw.At(_clock.NowMs)), 0, MaxRaw);
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
        }

        private void ThrowIfStuck()
        {
            if (Part.FaultNow() == PartFault.Stuck)
            {
                throw new InvalidOperationException("the pin cannot be had");
            }
        }

        private sealed class Wire : SimulatedPart
        {
            internal Wire(SimulatedClock clock)
                : base(clock)
            {
            }
        }
    }
}
