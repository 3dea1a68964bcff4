using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>The history of a firmware that keeps none: no block, so the page shows what arrives.</summary>
    internal sealed class EmptyHistory : DynamicContent
    {
        /// <inheritdoc/>
        public override string ContentType => "application/octet-stream";

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            return 0;
        }
    }
}
