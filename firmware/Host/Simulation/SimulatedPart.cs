using System.Collections.Generic;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated part with the faults that it is to have, each from one time to another.</summary>
    public abstract class SimulatedPart
    {
        private readonly List<(PartFault Fault, long FromMs, long UntilMs)> _faults = new List<(PartFault, long, long)>();
        private long _lastMs = -1;

        /// <summary>A part without a fault.</summary>
        protected SimulatedPart(SimulatedClock clock)
        {
            Clock = clock;
        }

        /// <summary>Its time.</summary>
        protected SimulatedClock Clock { get; }

        /// <summary>Plans a fault.</summary>
        /// <param name="fault">What happens.</param>
        /// <param name="fromMs">When it happens.</param>
        /// <param name="untilMs">When it is over.</param>
        public void Fail(PartFault fault, long fromMs = 0, long untilMs = long.MaxValue)
        {
            _faults.Add((fault, fromMs, untilMs));
        }

        /// <summary>Takes all faults back, those that are over too; a part that was unplugged is powered anew.</summary>
        public void Repair()
        {
            bool wasUnplugged = FaultNow() == PartFault.Unplugged;
            _faults.Clear();
            if (wasUnplugged)
            {
                PowerUp();
            }
        }

        /// <summary>What it suffers now; it is powered anew when it has been unplugged since the last time this was asked.</summary>
        public PartFault FaultNow()
        {
            PartFault now = PartFault.None;
            for (int i = 0; i < _faults.Count; i++)
            {
                (PartFault fault, long fromMs, long untilMs) = _faults[i];
                if (fromMs <= Clock.NowMs && Clock.NowMs < untilMs)
                {
                    now = fault;
                }
                else if (fault == PartFault.Unplugged && untilMs > _lastMs && untilMs <= Clock.NowMs)
                {
                    PowerUp();
                }
            }

            _lastMs = Clock.NowMs;
            return now;
        }

        /// <summary>Forgets everything, as without power.</summary>
        protected virtual void PowerUp()
        {
        }
    }
}
