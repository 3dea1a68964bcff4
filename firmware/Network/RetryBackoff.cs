namespace Nanowire.Firmware
{
    /// <summary>
    /// Waits that double up to a cap, each shortened by up to half by chance: a power failure starts all devices of a house at once, and
    /// the hardware's address keeps them apart. Reconnect's RetryDelay is for servers, whose Retry-After it knows, and no part of this firmware.
    /// </summary>
    internal sealed class RetryBackoff
    {
        private readonly int _minMs;
        private readonly int _maxMs;
        private uint _state = 2166136261;
        private int _windowMs;

        internal RetryBackoff(int minMs, int maxMs, byte[] seed)
        {
            _minMs = minMs;
            _maxMs = maxMs;
            _windowMs = minMs;

            // FNV-1a.
            for (int i = 0; i < seed.Length; i++)
            {
                _state = (_state ^ seed[i]) * 16777619;
            }
        }

        /// <summary>Begins anew with the shortest wait.</summary>
        internal void Reset()
        {
            _windowMs = _minMs;
        }

        /// <summary>The next wait in milliseconds, from half of the window up to all of it.</summary>
        internal int Draw()
        {
            int windowMs = _windowMs;
            _windowMs = windowMs > _maxMs >> 1 ? _maxMs : windowMs << 1;

            // A counter through the finalizer of MurmurHash3, which spreads few bits over all of them.
            _state += 0x9E3779B9;
            uint z = _state;
            z = (z ^ (z >> 16)) * 0x85EBCA6B;
            z = (z ^ (z >> 13)) * 0xC2B2AE35;
            z ^= z >> 16;
            return windowMs - (int)(((ulong)z * ((uint)(windowMs >> 1) + 1)) >> 32);
        }
    }
}
