using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>Always the same number: of a window everything, half of it, or nothing.</summary>
    internal sealed class FixedEntropy : EntropySource
    {
        internal uint Value = uint.MaxValue;

        public override uint NextUInt32()
        {
            return Value;
        }
    }
}
