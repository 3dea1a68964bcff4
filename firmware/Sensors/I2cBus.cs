using System;
using System.Threading;

namespace Nanowire.Firmware
{
    /// <summary>An I2C bus, as the drivers see it: on a device the chip's own, on a desktop a simulated one. For one thread.</summary>
    public abstract class I2cBus
    {
        /// <summary>
        /// How long a bus that was stuck is not touched, in milliseconds, so that of several sensors on it only the first pays for
        /// finding out.
        /// </summary>
        public const int QuietMs = 5000;

        // Which of the 128 addresses belong to a driver.
        private ulong _lowClaims;
        private ulong _highClaims;
        private long _quietUntilMs = long.MinValue;

        /// <summary>
        /// Writes, reads, or writes and then reads with a repeated start. The arrays are borrowed for the call.
        /// </summary>
        /// <param name="address">The part's address, 8 to 119.</param>
        /// <param name="request">What to write.</param>
        /// <param name="requestCount">How much of it, in bytes; 0: only read.</param>
        /// <param name="answer">Where to read to; null when nothing is read.</param>
        /// <param name="answerCount">How many bytes to read; 0: only write.</param>
        /// <returns>None, when every byte was transferred; NotConnected, BusStuck.</returns>
        public SensorError Transfer(int address, byte[] request, int requestCount, byte[] answer, int answerCount)
        {
            if (_quietUntilMs != long.MinValue)
            {
                if (GetTickMs() < _quietUntilMs)
                {
                    return SensorError.BusStuck;
                }

                _quietUntilMs = long.MinValue;
            }

            SensorError error = OnTransfer(address, request, requestCount, answer, answerCount);
            if (error == SensorError.BusStuck)
            {
                _quietUntilMs = GetTickMs() + QuietMs;
            }

            return error;
        }

        /// <summary>Takes an address for a driver, so that no two of them use one part.</summary>
        /// <returns>False when it is taken.</returns>
        public bool Claim(int address)
        {
            ulong bit = 1UL << (address & 63);
            bool isLow = address < 64;
            if (((isLow ? _lowClaims : _highClaims) & bit) != 0)
            {
                return false;
            }

            Mark(isLow, isLow ? _lowClaims | bit : _highClaims | bit);
            return true;
        }

        /// <summary>Gives an address back.</summary>
        public void Release(int address)
        {
            ulong bit = 1UL << (address & 63);
            bool isLow = address < 64;
            Mark(isLow, isLow ? _lowClaims & ~bit : _highClaims & ~bit);
        }

        /// <summary>Waits for a part that converts; a few milliseconds.</summary>
        public virtual void Wait(int ms)
        {
            Thread.Sleep(ms);
        }

        /// <summary>The time by which conversions, and <see cref="QuietMs"/>, are counted, in milliseconds.</summary>
        public virtual long GetTickMs()
        {
            return Environment.TickCount64;
        }

        /// <summary>Does what <see cref="Transfer"/> describes.</summary>
        protected abstract SensorError OnTransfer(int address, byte[] request, int requestCount, byte[] answer, int answerCount);

        private void Mark(bool isLow, ulong claims)
        {
            if (isLow)
            {
                _lowClaims = claims;
            }
            else
            {
                _highClaims = claims;
            }
        }
    }
}
