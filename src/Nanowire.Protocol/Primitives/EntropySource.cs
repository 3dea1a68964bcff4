namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Where masking keys and the handshake's key come from. RFC 6455 section 10.3 wants them unpredictable, so the
    /// platform layer supplies its strongest source; the core has none of its own.
    /// </summary>
    public abstract class EntropySource
    {
        /// <summary>The next 32 unpredictable bits.</summary>
        public abstract uint NextUInt32();
    }
}
