using System;

namespace Nanowire.Firmware
{
    /// <summary>What supervision asks of the machine below the application.</summary>
    public abstract class Machine
    {
        /// <summary>
        /// The managed heap that is free, in bytes; below 0 where nobody knows, and then memory is not watched. May collect
        /// garbage, so it
        /// is not asked more often than every few seconds.
        /// </summary>
        public abstract int FreeMemory { get; }

        /// <summary>The time on the wall, for people to read; may be wrong, and jump.</summary>
        public virtual DateTime UtcNow => DateTime.UtcNow;

        /// <summary>Starts the device anew. Called from any thread; does not return on a device.</summary>
        public abstract void Restart();
    }
}
