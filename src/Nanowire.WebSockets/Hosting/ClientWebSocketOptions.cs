using System;
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

        /// <summary>The receive array in bytes. The server's answer to the handshake must fit.</summary>
        public int ReceiveBufferSize { get; set; } = WebSocketServerOptions.DefaultReceiveBufferSize;

        /// <summary>The send array in bytes. The handshake's request must fit.</summary>
        public int SendBufferSize { get; set; } = WebSocketServerOptions.DefaultSendBufferSize;

        /// <summary>The largest message received, in bytes; 0 (the default) for no limit of its own: Receive hands out pieces.</summary>
        public long MaxMessageSize { get; set; }

        /// <summary>
        /// Whether <see cref="ClientWebSocket.MessageReceived"/> gets a message larger than the receive buffer in
        /// pieces. When not (the default), such a message closes the connection with 1009.
        /// </summary>
        public bool AllowPartialMessages { get; set; }

        /// <summary>How long connecting may take, in milliseconds; name resolution is the system's own affair.</summary>
        public int ConnectTimeoutMs { get; set; } = DefaultConnectTimeoutMs;

        /// <summary>How long the opening handshake may take, in milliseconds.</summary>
        public int HandshakeTimeoutMs { get; set; } = DefaultHandshakeTimeoutMs;

        /// <summary>How long Receive waits for something to arrive, in milliseconds; 0 (the default) for as long as the connection lives.</summary>
        public int ReceiveTimeoutMs { get; set; }

        /// <summary>The subprotocols offered, most preferred first; null for none.</summary>
        public string[] SubProtocols { get; set; }

        /// <summary>The Origin header, for servers that want one; null sends none.</summary>
        public string Origin { get; set; }

        /// <summary>Further headers of the request: names and values in turn; null for none.</summary>
        public string[] Headers { get; set; }

        /// <summary>Where connections come from; null for plain TCP.</summary>
        public TransportConnector Connector { get; set; }

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public void Validate()
        {
            OptionRange.Require(nameof(ReceiveBufferSize), ReceiveBufferSize, WebSocketServerOptions.MinReceiveBufferSize);
            OptionRange.Require(nameof(SendBufferSize), SendBufferSize, WebSocketProtocol.MinSendBufferSize);
            OptionRange.Require(nameof(MaxFragments), MaxFragments, 1);
            OptionRange.Require(nameof(ConnectTimeoutMs), ConnectTimeoutMs, 1);
            OptionRange.Require(nameof(HandshakeTimeoutMs), HandshakeTimeoutMs, 1);
            OptionRange.Require(nameof(ReceiveTimeoutMs), ReceiveTimeoutMs, 0);
            OptionRange.Require(nameof(MaxMessageSize), MaxMessageSize, 0);
        }

        internal ProtocolOptions CreateProtocolOptions()
        {
            Validate();
            return CreateProtocolOptions(MaxMessageSize == 0 ? long.MaxValue : MaxMessageSize);
        }
    }
}
