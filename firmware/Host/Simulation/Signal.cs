namespace Nanowire.Firmware.Host
{
    /// <summary>What a simulated part measures, over time.</summary>
    public abstract class Signal
    {
        /// <summary>The value at a time, in the unit that the part measures.</summary>
        /// <param name="ms">The time in milliseconds.</param>
        public abstract double At(long ms);
    }
}
