using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A signal that a function computes.</summary>
    public sealed class FunctionSignal : Signal
    {
        private readonly Func<long, double> _function;

        /// <summary>A signal of a time in milliseconds.</summary>
        public FunctionSignal(Func<long, double> function)
        {
            _function = function;
        }

        /// <inheritdoc/>
        public override double At(long ms)
        {
            return _function(ms);
        }
    }
}
