using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What servers and clients are told alike about a connection. Every limit has a default and a unit.</summary>
    /// <remarks>Options are fields: on the device each property with its two methods costs about 130 bytes of flash.</remarks>
    public abstract class ConnectionOptions
    {
        /// <summary>Default of <see cref="ReceiveBufferSize"/>, in bytes.</summary>
        public const int DefaultReceiveBufferSize = 1024;

        /// <summary>Default of <see cref="SendBufferSize"/>, in bytes.</summary>
        public const int DefaultSendBufferSize = 1024;

        /// <summary>The least <see cref="ReceiveBufferSize"/>: the peer's handshake must fit.</summary>
        public const int MinReceiveBufferSize = 512;

        /// <summary>
        /// The receive array of each connection in bytes. The peer's handshake must fit, and so must a message that is to be
        /// handed over whole: it may have this size less <see cref="WebSocketServerOptions.ReceiveBufferReserve"/>.
        /// </summary>
        public int ReceiveBufferSize = DefaultReceiveBufferSize;

        /// <summary>
        /// The send array of each connection in bytes. The handshake must fit. Frames up to this size less
        /// <see cref="WebSocketProtocol.SendBufferReserve"/> are copied into it; larger payloads are borrowed.
        /// </summary>
        public int SendBufferSize = DefaultSendBufferSize;

        /// <summary>
        /// The largest message received, in bytes over all its frames; a larger one closes the connection with 1009. 0
        /// (the default) means the largest that a server's receive buffer holds whole, and no limit where pieces are handed over.
        /// </summary>
        public long MaxMessageSize;

        /// <summary>
        /// Whether MessageReceived gets a message larger than the receive buffer in pieces (endOfMessage tells the last).
        /// When not (the default), such a message closes the connection with 1009.
        /// </summary>
        public bool AllowPartialMessages;

        /// <summary>The largest number of frames in one message; one more closes the connection with 1008.</summary>
        public int MaxFragments = FrameLimits.DefaultMaxFragments;

        /// <summary>
        /// A Ping is sent after nothing was received for this many milliseconds; 0 sends none, and then a peer that vanished is noticed
        /// only when something is sent to it, or by IdleTimeoutMs.
        /// </summary>
        public int PingIntervalMs = ProtocolOptions.DefaultPingIntervalMs;

        /// <summary>
        /// With a value above <see cref="PingIntervalMs"/> keep-alive learns how long the path may be silent; see
        /// <see cref="ProtocolOptions.MaxPingIntervalMs"/>. 0 (the default): the interval stays the same.
        /// </summary>
        public int MaxPingIntervalMs;

        /// <summary>The connection is lost when nothing is received for this many milliseconds after a Ping.</summary>
        public int PongTimeoutMs = ProtocolOptions.DefaultPongTimeoutMs;

        /// <summary>The connection is closed with 1001 when no message was received for this many milliseconds; 0 (the default) never.</summary>
        public int IdleTimeoutMs;

        /// <summary>How long the closing handshake and the peer's end of the connection are awaited, in milliseconds.</summary>
        public int CloseTimeoutMs = ProtocolOptions.DefaultCloseTimeoutMs;

        /// <summary>The connection is lost when bytes wait and none could be sent for this many milliseconds.</summary>
        public int SendTimeoutMs = ProtocolOptions.DefaultSendTimeoutMs;

        /// <summary>The subprotocols that this end speaks, most preferred first; null for none.</summary>
        public string[] SubProtocols;

        /// <summary>
        /// What is offered to a server or taken of a client's offers, such as compression (PerMessageDeflate of the library
        /// Nanowire.Deflate); null (the default) for nothing. An object is one server's or one client's.
        /// </summary>
        public ExtensionFactory Extension;

        internal ConnectionOptions()
        {
        }

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public virtual void Validate()
        {
            Require(nameof(ReceiveBufferSize), ReceiveBufferSize, MinReceiveBufferSize, int.MaxValue);
            Require(nameof(SendBufferSize), SendBufferSize, WebSocketProtocol.MinSendBufferSize, int.MaxValue);
            Require(nameof(MaxFragments), MaxFragments, 1, int.MaxValue);
            Require(nameof(MaxMessageSize), MaxMessageSize, 0, long.MaxValue);
        }

        /// <summary>Refuses an option outside of its range, naming the numbers.</summary>
        private protected static void Require(string name, long value, int least, long most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }

        /// <summary>Refuses what does not fit the send buffer, naming the numbers.</summary>
        internal void RequireRoom(string name, int count, int most)
        {
            if (count > most)
            {
                Require(name + " through a SendBufferSize of " + SendBufferSize.ToString(), count, 0, most);
            }
        }

        /// <summary>As each connection's <see cref="WebSocketProtocol.FrameCapacity"/>.</summary>
        internal int FrameCapacity =>
            SendBufferSize - WebSocketProtocol.SendBufferReserve - (Extension == null ? 0 : WebSocketProtocol.EncodingReserve);

        /// <summary>Reserves what all connections share for the extension. Returns the bytes that it may add to a handshake.</summary>
        internal int ReserveExtension(bool isServer, long maxMessageSize)
        {
            if (Extension == null)
            {
                return 0;
            }

            int most = ReceiveBufferSize - Channel.ReceiveReserve;
            Extension.Reserve(isServer, maxMessageSize, most, FrameCapacity, AllowPartialMessages);
            return Extension.MaxLineCount;
        }

        /// <summary>The same for the core.</summary>
        /// <param name="largest">The limit of a message where the options name none.</param>
        internal ProtocolOptions CreateProtocolOptions(long largest)
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(MaxMessageSize == 0 ? largest : MaxMessageSize, MaxFragments))
            {
                PingIntervalMs = PingIntervalMs,
                MaxPingIntervalMs = MaxPingIntervalMs,
                PongTimeoutMs = PongTimeoutMs,
                IdleTimeoutMs = IdleTimeoutMs,
                CloseTimeoutMs = CloseTimeoutMs,
                SendTimeoutMs = SendTimeoutMs,
            };
            options.Validate();
            return options;
        }
    }
}
