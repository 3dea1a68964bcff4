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

        /// <summary>Default of <see cref="RequestTimeoutMs"/>.</summary>
        public const int DefaultRequestTimeoutMs = 10000;

        /// <summary>Default of <see cref="AnswerTimeoutMs"/>.</summary>
        public const int DefaultAnswerTimeoutMs = 60000;

        /// <summary>The greatest <see cref="CoalesceMs"/>.</summary>
        public const int MaxCoalesceMs = 1000;

        /// <summary>The bytes of a receive buffer that a whole message cannot have.</summary>
        public const int ReceiveBufferReserve = Channel.ReceiveReserve;

        /// <summary>The local address to listen on; null (the default) for all.</summary>
        public IPAddress Address;

        /// <summary>The port to listen on, 1 to 65535; 0 for any that is free (see <see cref="WebSocketServer.Port"/>).</summary>
        public int Port = DefaultPort;

        /// <summary>How many connections are served at once, HTTP requests included. Their memory is reserved at construction.</summary>
        public int MaxConnections = DefaultMaxConnections;

        /// <summary>The largest number of header fields in a request, 1 to 255; one more is refused with 431.</summary>
        public int MaxHeaders = HttpHead.DefaultMaxHeaders;

        /// <summary>How long a request's head may take, in milliseconds; then it is refused with 408.</summary>
        public int RequestTimeoutMs = DefaultRequestTimeoutMs;

        /// <summary>
        /// How long an answer with its content may take to go out, in milliseconds; then its connection is ended, whatever of it
        /// was sent. A peer that takes nothing at all is ended after SendTimeoutMs.
        /// </summary>
        public int AnswerTimeoutMs = DefaultAnswerTimeoutMs;

        /// <summary>
        /// How long what is sent outside of a handler may wait for more to share a write with, in milliseconds, up to
        /// <see cref="MaxCoalesceMs"/>; it goes out with the first round of the pump after that (24 ms later at most with
        /// <see cref="WebSocketServer.Start"/>), and at once when half of the send buffer is in use. 0 (the default): at once. What a
        /// handler sends goes out when it returns, and takes along what waits.
        /// </summary>
        public int CoalesceMs;

        /// <summary>
        /// The path of the WebSocket endpoint, absolute and without a query, such as "/ws"; upgrades elsewhere get 404.
        /// Null (the default) takes any. It is compared as <see cref="WebSocketServer.AddContent"/> does it.
        /// </summary>
        public string Path;

        /// <summary>
        /// Origins, such as "https://dash.example", whose pages may connect besides those that this server served
        /// itself; "*" permits all. Others are refused with 403 (RFC 6455 section 10.2). A client without an Origin is not a browser and is let in.
        /// </summary>
        public string[] AllowedOrigins;

        /// <summary>
        /// Decides who may come in and how much they may send, beyond <see cref="AllowedOrigins"/>; null (the default) lets
        /// everybody in. The library Nanowire.Access has one.
        /// </summary>
        public ConnectionGuard Guard;

        /// <summary>Is told what the server does; null (the default) for nobody. The library Nanowire.Diagnostics has one.</summary>
        public ServerObserver Observer;

        /// <summary>
        /// Has the last word on opening handshakes, instead of <see cref="Path"/>; null (the default) for a server with one endpoint. The library
        /// Nanowire.Endpoints has one.
        /// </summary>
        public UpgradeHandler UpgradeHandler;

        /// <inheritdoc/>
        public override void Validate()
        {
            base.Validate();
            Require(nameof(Port), Port, 0, 65535);
            Require(nameof(MaxConnections), MaxConnections, 1, 1024);
            Require(nameof(MaxHeaders), MaxHeaders, 1, 255);
            Require(nameof(RequestTimeoutMs), RequestTimeoutMs, 1, int.MaxValue);
            Require(nameof(AnswerTimeoutMs), AnswerTimeoutMs, 1, int.MaxValue);
            Require(nameof(CoalesceMs), CoalesceMs, 0, MaxCoalesceMs);
            if (Path != null)
            {
                RequirePath(Path);
            }

            if (!AllowPartialMessages)
            {
                Require("MaxMessageSize in a ReceiveBufferSize of " + ReceiveBufferSize.ToString(), MaxMessageSize, 0, ReceiveBufferSize - ReceiveBufferReserve);
            }
        }

        /// <summary>Refuses a path that no request can name: its bytes are compared as they come, and those are printable ASCII.</summary>
        /// <exception cref="ArgumentException">It has something else, a query or a fragment, or does not start with a slash.</exception>
        internal static void RequirePath(string path)
        {
            // Printable without space, # and ?.
            if (!path.StartsWith("/") || !Ascii.AreAll(path, Ascii.PrintableLow & ~0x8000000900000000UL, Ascii.PrintableHigh))
            {
                throw new ArgumentException("Path is not a slash and printable ASCII without ? and #: " + path);
            }
        }

        internal ProtocolOptions CreateProtocolOptions()
        {
            return CreateProtocolOptions(AllowPartialMessages ? long.MaxValue : ReceiveBufferSize - ReceiveBufferReserve);
        }
    }
}
