using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>
    /// Numbers for jitter: the same for the same device, others for each other device. Random would not do: on an ESP32 it is hardware and
    /// takes no seed, on other ports devices that start together get the same seed from their clocks.
    /// </summary>
    internal sealed class SeededEntropy : EntropySource
    {
        private uint _state = 2166136261;

        /// <param name="id">Any bytes; a MAC address is enough, though those of a batch differ in few bits.</param>
        internal SeededEntropy(byte[] id)
        {
            // FNV-1a.
            for (int i = 0; i < id.Length; i++)
            {
                _state = (_state ^ id[i]) * 16777619;
            }
        }

        public override uint NextUInt32()
        {
            // A counter through the finalizer of MurmurHash3, which spreads few bits over all of them.
            _state += 0x9E3779B9;
            uint z = _state;
            z = (z ^ (z >> 16)) * 0x85EBCA6B;
            z = (z ^ (z >> 13)) * 0xC2B2AE35;
            return z ^ (z >> 16);
        }
    }
}
