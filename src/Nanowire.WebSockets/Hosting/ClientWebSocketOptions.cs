using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What a <see cref="ClientWebSocket"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class ClientWebSocketOptions : ConnectionOptions
    {
        /// <summary>Default of <see cref="ConnectTimeoutMs"/>.</summary>
        public const int DefaultConnectTimeoutMs = 10000;

        /// <summary>Default of <see cref="HandshakeTimeoutMs"/>.</summary>
        public const int DefaultHandshakeTimeoutMs = 10000;

        /// <summary>Default of <see cref="MaxRedirects"/>.</summary>
        public const int DefaultMaxRedirects = 5;

        /// <summary>How long connecting may take, in milliseconds; name resolution is the system's own affair.</summary>
        public int ConnectTimeoutMs = DefaultConnectTimeoutMs;

        /// <summary>How long the opening handshake may take, in milliseconds.</summary>
        public int HandshakeTimeoutMs = DefaultHandshakeTimeoutMs;

        /// <summary>How long Receive waits for something to arrive, in milliseconds; 0 (the default) for as long as the connection lives.</summary>
        public int ReceiveTimeoutMs;

        /// <summary>The Origin header, for servers that want one; null sends none.</summary>
        public string Origin;

        /// <summary>Further headers of the request: names and values in turn; null for none. Read at each Connect.</summary>
        public string[] Headers;

        /// <summary>
        /// Whether Connect follows redirects (301, 302, 303, 307, 308; to http and https as to ws and wss); no by default, as in
        /// browsers and .NET. Never from wss to ws. A redirect to another host or port (80 and 443 count as one)
        /// is followed without <see cref="Headers"/>, since any of them may be a credential. Subprotocols go along, and each
        /// connection has ConnectTimeoutMs and HandshakeTimeoutMs of its own.
        /// </summary>
        public bool FollowRedirects;

        /// <summary>How many redirects one Connect follows; one more is an error, which is how loops end.</summary>
        public int MaxRedirects = DefaultMaxRedirects;

        /// <summary>Where connections come from; null for plain TCP.</summary>
        public TransportConnector Connector;

        /// <inheritdoc/>
        public override void Validate()
        {
            base.Validate();
            Require(nameof(ConnectTimeoutMs), ConnectTimeoutMs, 1, int.MaxValue);
            Require(nameof(HandshakeTimeoutMs), HandshakeTimeoutMs, 1, int.MaxValue);
            Require(nameof(ReceiveTimeoutMs), ReceiveTimeoutMs, 0, int.MaxValue);
            Require(nameof(MaxRedirects), MaxRedirects, 1, int.MaxValue);

            // What no request can have, or none with the shortest URI; Connect looks again, since both may change.
            ClientHandshake shortest = new ClientHandshake("h", 80, false, "/", SubProtocols, Headers, Origin);
            RequireRoom("the request", shortest.RequestCount, SendBufferSize - WebSocketProtocol.SendBufferReserve);
        }
    }
}
