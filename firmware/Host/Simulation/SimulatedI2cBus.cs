using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated I2C bus. Its time is the simulation's, so that waits take none.</summary>
    public sealed class SimulatedI2cBus : I2cBus
    {
        private readonly SimulatedClock _clock;
        private readonly SimulatedI2cPart[] _parts;

        /// <summary>A bus with parts on it.</summary>
        public SimulatedI2cBus(SimulatedClock clock, params SimulatedI2cPart[] parts)
        {
            _clock = clock;
            _parts = parts;
        }

        /// <summary>How many transfers there were.</summary>
        public int TransferCount { get; private set; }

        /// <summary>How long drivers waited, in milliseconds.</summary>
        public long WaitedMs { get; private set; }

        /// <inheritdoc/>
        public override void Wait(int ms)
        {
            WaitedMs += ms;
            _clock.Advance(ms);
        }

        /// <inheritdoc/>
        public override long GetTickMs()
        {
            return _clock.NowMs;
        }

        /// <inheritdoc/>
        protected override SensorError OnTransfer(int address, byte[] request, int requestCount, byte[] answer, int answerCount)
        {
            TransferCount++;
            SimulatedI2cPart part = null;
            PartFault fault = PartFault.None;
            for (int i = 0; i < _parts.Length; i++)
            {
                PartFault its = _parts[i].FaultNow();
                if (its == PartFault.Stuck)
                {
                    return SensorError.BusStuck;
                }

                if (_parts[i].Address == address)
                {
                    part = _parts[i];
                    fault = its;
                }
            }

            if (part == null || fault == PartFault.Unplugged)
            {
                return SensorError.NotConnected;
            }

            if ((requestCount > 0 && !part.Write(request, requestCount)) || (answerCount > 0 && !part.Read(answer, answerCount)))
            {
                return SensorError.NotConnected;
            }

            if (fault == PartFault.Ones || fault == PartFault.Zeros)
            {
                Array.Fill(answer ?? Array.Empty<byte>(), fault == PartFault.Ones ? (byte)0xFF : (byte)0, 0, answerCount);
            }

            return SensorError.None;
        }
    }
}
