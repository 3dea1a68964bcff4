using System;
using System.Net;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What a <see cref="WebSocketServer"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class WebSocketServerOptions : ConnectionOptions
    {
        /// <summary>Default of <see cref="Port"/>.</summary>
        public const int DefaultPort = 80;

        /// <summary>Default of <see cref="MaxConnections"/>.</summary>
        public const int DefaultMaxConnections = 4;

        /// <summary>Default of <see cref="ReceiveBufferSize"/>, in bytes.</summary>
        public const int DefaultReceiveBufferSize = 1024;

        /// <summary>Default of <see cref="SendBufferSize"/>, in bytes.</summary>
        public const int DefaultSendBufferSize = 1024;

        /// <summary>Default of <see cref="RequestTimeoutMs"/>.</summary>
        public const int DefaultRequestTimeoutMs = 10000;

        /// <summary>The least <see cref="ReceiveBufferSize"/>: a request's head must fit.</summary>
        public const int MinReceiveBufferSize = 512;

        /// <summary>The bytes of a receive buffer that a whole message cannot have.</summary>
        public const int ReceiveBufferReserve = Channel.ReceiveReserve;

        /// <summary>The local address to listen on; null (the default) for all.</summary>
        public IPAddress Address { get; set; }

        /// <summary>The port to listen on, 1 to 65535; 0 for any that is free (see <see cref="WebSocketServer.Port"/>).</summary>
        public int Port { get; set; } = DefaultPort;

        /// <summary>How many connections are served at once, HTTP requests included. Their memory is reserved at construction.</summary>
        public int MaxConnections { get; set; } = DefaultMaxConnections;

        /// <summary>
        /// The receive array of each connection in bytes. Requests' heads and whole messages must fit: a message of
        /// this size less <see cref="ReceiveBufferReserve"/>.
        /// </summary>
        public int ReceiveBufferSize { get; set; } = DefaultReceiveBufferSize;

        /// <summary>
        /// The send array of each connection in bytes. Frames up to this size less
        /// <see cref="WebSocketProtocol.SendBufferReserve"/> are copied into it; larger payloads are borrowed.
        /// </summary>
        public int SendBufferSize { get; set; } = DefaultSendBufferSize;

        /// <summary>
        /// The largest message received, in bytes over all its frames; a larger one closes the connection with 1009. 0
        /// (the default) means the largest that the receive buffer holds whole.
        /// </summary>
        public long MaxMessageSize { get; set; }

        /// <summary>
        /// Whether a message larger than the receive buffer is handed over in pieces (endOfMessage tells the last). When
        /// not (the default), <see cref="MaxMessageSize"/> cannot exceed what the buffer holds.
        /// </summary>
        public bool AllowPartialMessages { get; set; }

        /// <summary>The largest number of header fields in a request, 1 to 255; one more is refused with 431.</summary>
        public int MaxHeaders { get; set; } = HttpHead.DefaultMaxHeaders;

        /// <summary>How long a request's head may take, in milliseconds; then it is refused with 408.</summary>
        public int RequestTimeoutMs { get; set; } = DefaultRequestTimeoutMs;

        /// <summary>
        /// The path of the WebSocket endpoint, absolute and without a query, such as "/ws"; upgrades elsewhere get 404.
        /// Null (the default) takes any. It is compared as <see cref="WebSocketServer.AddContent"/> does it.
        /// </summary>
        public string Path { get; set; }

        /// <summary>The subprotocols that the server speaks, most preferred first; null for none.</summary>
        public string[] SubProtocols { get; set; }

        /// <summary>
        /// Origins, such as "https://dash.example", whose pages may connect besides those that this server served
        /// itself; "*" permits all. Others are refused with 403 (RFC 6455 section 10.2). A client without an Origin is not a browser and is let in.
        /// </summary>
        public string[] AllowedOrigins { get; set; }

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public void Validate()
        {
            OptionRange.Require(nameof(Port), Port, 0, 65535);
            OptionRange.Require(nameof(MaxConnections), MaxConnections, 1, 1024);
            OptionRange.Require(nameof(ReceiveBufferSize), ReceiveBufferSize, MinReceiveBufferSize);
            OptionRange.Require(nameof(SendBufferSize), SendBufferSize, WebSocketProtocol.MinSendBufferSize);
            OptionRange.Require(nameof(MaxFragments), MaxFragments, 1);
            OptionRange.Require(nameof(MaxHeaders), MaxHeaders, 1, 255);
            OptionRange.Require(nameof(RequestTimeoutMs), RequestTimeoutMs, 1);
            OptionRange.Require(nameof(MaxMessageSize), MaxMessageSize, 0);

            if (Path != null)
            {
                OptionRange.RequirePath(nameof(Path), Path);
            }

            int whole = ReceiveBufferSize - ReceiveBufferReserve;
            if (!AllowPartialMessages && MaxMessageSize > whole)
            {
                throw new ArgumentException(
                    "MaxMessageSize is " + MaxMessageSize.ToString() + ", but a ReceiveBufferSize of " + ReceiveBufferSize.ToString()
                    + " holds whole messages of " + whole.ToString() + " bytes; raise it or set AllowPartialMessages");
            }
        }

        internal ProtocolOptions CreateProtocolOptions()
        {
            long max = MaxMessageSize;
            if (max == 0)
            {
                max = AllowPartialMessages ? long.MaxValue : ReceiveBufferSize - ReceiveBufferReserve;
            }

            return CreateProtocolOptions(max);
        }
    }
}
