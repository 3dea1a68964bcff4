using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>Keys that a test can foretell: the one of the RFC's example first, then each byte one more.</summary>
    internal sealed class CountingEntropy : EntropySource
    {
        /// <summary>The next key.</summary>
        public uint Next = 0x3D21FA37;

        /// <inheritdoc/>
        public override uint NextUInt32()
        {
            uint key = Next;
            Next += 0x01010101;
            return key;
        }
    }
}
