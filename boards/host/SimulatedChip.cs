using System;

namespace Nanowire.Firmware
{
    /// <summary>A simulated chip's memory: like a device's heap it goes down with every message's garbage, and up again with each collection.</summary>
    public sealed class SimulatedChip : Sensor
    {
        private readonly Random _noise = new Random(5);

        /// <summary>A chip.</summary>
        public SimulatedChip()
            : base("chip", "Chip", new Reading("freeMemory", "Free memory", "B", 0, 0, 100000))
        {
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            Values[0] = (int)(71000 - ((uptimeMs / 7) % 9000) + _noise.Next(-120, 120));
            return true;
        }
    }
}
