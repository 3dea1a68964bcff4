namespace Nanowire.WebSockets
{
    /// <summary>What a <see cref="ClientWebSocket"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class ClientWebSocketOptions : ConnectionOptions
    {
        /// <summary>Default of <see cref="ConnectTimeoutMs"/>.</summary>
        public const int DefaultConnectTimeoutMs = 10000;

        /// <summary>Default of <see cref="HandshakeTimeoutMs"/>.</summary>
        public const int DefaultHandshakeTimeoutMs = 10000;

        /// <summary>How long connecting may take, in milliseconds; name resolution is the system's own affair.</summary>
        public int ConnectTimeoutMs = DefaultConnectTimeoutMs;

        /// <summary>How long the opening handshake may take, in milliseconds.</summary>
        public int HandshakeTimeoutMs = DefaultHandshakeTimeoutMs;

        /// <summary>How long Receive waits for something to arrive, in milliseconds; 0 (the default) for as long as the connection lives.</summary>
        public int ReceiveTimeoutMs;

        /// <summary>The Origin header, for servers that want one; null sends none.</summary>
        public string Origin;

        /// <summary>Further headers of the request: names and values in turn; null for none.</summary>
        public string[] Headers;

        /// <summary>Where connections come from; null for plain TCP.</summary>
        public TransportConnector Connector;

        /// <inheritdoc/>
        public override void Validate()
        {
            base.Validate();
            Require(nameof(ConnectTimeoutMs), ConnectTimeoutMs, 1, int.MaxValue);
            Require(nameof(HandshakeTimeoutMs), HandshakeTimeoutMs, 1, int.MaxValue);
            Require(nameof(ReceiveTimeoutMs), ReceiveTimeoutMs, 0, int.MaxValue);
        }
    }
}
