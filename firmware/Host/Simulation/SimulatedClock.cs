namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// The time that simulated parts live by: that of the measurements, so that a test goes through a day in a second. First among a board's
    /// sensors, it takes the time from the round that the others are measured in.
    /// </summary>
    public sealed class SimulatedClock : Sensor
    {
        /// <summary>A clock at 0.</summary>
        public SimulatedClock()
            : base("simulation", "Simulation")
        {
        }

        /// <summary>The time in milliseconds; it never goes back.</summary>
        public long NowMs { get; private set; }

        /// <summary>Lets time pass.</summary>
        public void Advance(int ms)
        {
            NowMs += ms;
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            if (uptimeMs > NowMs)
            {
                NowMs = uptimeMs;
            }

            return true;
        }
    }
}
