using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// The time that simulated parts live by: that of the measurements, so that a test goes through a day in a second. First among a board's
    /// sensors, it takes the time from the round that the others are measured in. The world outlives its device: after a restart, which is
    /// an uptime that begins anew, it goes on from where it was.
    /// </summary>
    public sealed class SimulatedClock : Sensor
    {
        private long _startedMs;
        private long _uptimeMs;

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
            if (uptimeMs < _uptimeMs)
            {
                _startedMs = NowMs - uptimeMs;
            }

            _uptimeMs = uptimeMs;
            NowMs = Math.Max(NowMs, _startedMs + uptimeMs);

            return true;
        }
    }
}
