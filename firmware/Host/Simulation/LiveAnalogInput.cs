using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated input of a converter of 12 bits that lives by the clock of the machine, not by that of the measurements: for a stream.</summary>
    public sealed class LiveAnalogInput : AnalogInput
    {
        /// <summary>Whether the converter does not answer.</summary>
        public volatile bool IsBroken;

        private readonly Signal _raw;
        private readonly long _startedMs = Environment.TickCount64;

        /// <summary>An input.</summary>
        /// <param name="raw">What is converted, in raw values; used by the sampling thread alone.</param>
        public LiveAnalogInput(Signal raw)
        {
            _raw = raw;
        }

        /// <inheritdoc/>
        public override void Open()
        {
        }

        /// <inheritdoc/>
        public override int Read()
        {
            return IsBroken ? -1 : (int)Math.Clamp(Math.Round(_raw.At(Environment.TickCount64 - _startedMs)), 0, SimulatedAnalogInput.MaxRaw);
        }

        /// <inheritdoc/>
        public override void Close()
        {
        }
    }
}
