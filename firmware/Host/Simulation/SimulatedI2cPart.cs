namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated part on a simulated bus.</summary>
    public abstract class SimulatedI2cPart : SimulatedPart
    {
        /// <summary>A part at an address.</summary>
        protected SimulatedI2cPart(SimulatedClock clock, int address)
            : base(clock)
        {
            Address = address;
        }

        /// <summary>Its address.</summary>
        public int Address { get; }

        /// <summary>Takes what is written to it.</summary>
        /// <returns>False when it does not acknowledge.</returns>
        internal abstract bool Write(byte[] bytes, int count);

        /// <summary>Gives what is read from it.</summary>
        /// <returns>False when it does not acknowledge.</returns>
        internal abstract bool Read(byte[] bytes, int count);
    }
}
