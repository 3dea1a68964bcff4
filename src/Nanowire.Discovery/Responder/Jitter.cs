namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Delays that differ from device to device, so that all of them do not answer at once (RFC 6762 section 6). Nothing
    /// secret hangs on them, so that a generator of one word does (Marsaglia's xorshift).
    /// </summary>
    internal sealed class Jitter
    {
        private uint _state = 0x9E3779B9;

        /// <summary>Takes in something that other devices do not have.</summary>
        internal void Mix(uint value)
        {
            _state ^= value;
            if (_state == 0)
            {
                _state = 1;
            }

            Next(0, 1);
        }

        /// <summary>A number of that range, both ends included.</summary>
        internal int Next(int least, int most)
        {
            uint x = _state;
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            _state = x;
            return least + (int)(x % (uint)(most - least + 1));
        }
    }
}
