using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What servers and clients are told alike about a connection. Every limit has a default and a unit.</summary>
    public abstract class ConnectionOptions
    {
        internal ConnectionOptions()
        {
        }

        /// <summary>The largest number of frames in one message; one more closes the connection with 1008.</summary>
        public int MaxFragments { get; set; } = FrameLimits.DefaultMaxFragments;

        /// <summary>A Ping is sent after nothing was received for this many milliseconds; 0 sends none.</summary>
        public int PingIntervalMs { get; set; } = ProtocolOptions.DefaultPingIntervalMs;

        /// <summary>The connection is lost when nothing is received for this many milliseconds after a Ping.</summary>
        public int PongTimeoutMs { get; set; } = ProtocolOptions.DefaultPongTimeoutMs;

        /// <summary>The connection is closed with 1001 when no message was received for this many milliseconds; 0 (the default) never.</summary>
        public int IdleTimeoutMs { get; set; }

        /// <summary>How long the closing handshake and the peer's end of the connection are awaited, in milliseconds.</summary>
        public int CloseTimeoutMs { get; set; } = ProtocolOptions.DefaultCloseTimeoutMs;

        /// <summary>The connection is lost when bytes wait and none could be sent for this many milliseconds.</summary>
        public int SendTimeoutMs { get; set; } = ProtocolOptions.DefaultSendTimeoutMs;

        /// <summary>The same for the core, with the limit that servers and clients derive differently.</summary>
        private protected ProtocolOptions CreateProtocolOptions(long maxMessageSize)
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(maxMessageSize, MaxFragments))
            {
                PingIntervalMs = PingIntervalMs,
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
