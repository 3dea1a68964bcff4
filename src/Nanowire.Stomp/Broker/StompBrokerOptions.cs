using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What a <see cref="StompBroker"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class StompBrokerOptions
    {
        /// <summary>Default of <see cref="MaxSessions"/>: that of a server's connections.</summary>
        public const int DefaultMaxSessions = WebSocketServerOptions.DefaultMaxConnections;

        /// <summary>Default of <see cref="MaxDestinations"/>.</summary>
        public const int DefaultMaxDestinations = 8;

        /// <summary>Default of <see cref="MaxSubscriptions"/>.</summary>
        public const int DefaultMaxSubscriptions = 16;

        /// <summary>Default of <see cref="MaxIdLength"/>, in bytes.</summary>
        public const int DefaultMaxIdLength = 32;

        /// <summary>Default of <see cref="SendBufferSize"/>, in bytes.</summary>
        public const int DefaultSendBufferSize = 512;

        /// <summary>The least <see cref="SendBufferSize"/>.</summary>
        public const int MinSendBufferSize = 256;

        /// <summary>The most sessions, 1 to 1024; one more connection with STOMP is closed with 1013.</summary>
        public int MaxSessions = DefaultMaxSessions;

        /// <summary>The most destinations, 1 to 1024; AddDestination refuses one more.</summary>
        public int MaxDestinations = DefaultMaxDestinations;

        /// <summary>The most subscriptions of all sessions together, 1 to 4096; one more is answered with ERROR.</summary>
        public int MaxSubscriptions = DefaultMaxSubscriptions;

        /// <summary>The longest id that a client gives a subscription, in bytes, 1 to 255; so many are reserved for each.</summary>
        public int MaxIdLength = DefaultMaxIdLength;

        /// <summary>The largest frame that is sent, in bytes, 256 to the server's MaxFrameSize less 10; a message that does not fit is refused.</summary>
        public int SendBufferSize = DefaultSendBufferSize;

        /// <summary>How often this end can send something, in milliseconds; 0 never.</summary>
        public int HeartBeatSendMs = StompClientOptions.DefaultHeartBeatMs;

        /// <summary>How often this end wants to receive something, in milliseconds; 0 does not care.</summary>
        public int HeartBeatReceiveMs = StompClientOptions.DefaultHeartBeatMs;

        /// <summary>A session is ended when nothing came for the agreed interval and this many milliseconds.</summary>
        public int HeartBeatToleranceMs = StompClientOptions.DefaultHeartBeatToleranceMs;

        /// <summary>How long CONNECT is awaited, in milliseconds.</summary>
        public int ConnectTimeoutMs = StompClientOptions.DefaultConnectTimeoutMs;

        /// <summary>What frames may look like that are received; each session reserves MaxFrameSize.</summary>
        public StompLimits Limits = new StompLimits();

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        public void Validate()
        {
            if (Limits == null)
            {
                throw new ArgumentException("no Limits");
            }

            StompLimits.Require(nameof(MaxSessions), MaxSessions, 1, 1024);
            StompLimits.Require(nameof(MaxDestinations), MaxDestinations, 1, 1024);
            StompLimits.Require(nameof(MaxSubscriptions), MaxSubscriptions, 1, 4096);
            StompLimits.Require(nameof(MaxIdLength), MaxIdLength, 1, 255);
            StompLimits.Require(nameof(SendBufferSize), SendBufferSize, MinSendBufferSize, int.MaxValue);
            StompLimits.Require(nameof(HeartBeatSendMs), HeartBeatSendMs, 0, StompClientOptions.LongestMs);
            StompLimits.Require(nameof(HeartBeatReceiveMs), HeartBeatReceiveMs, 0, StompClientOptions.LongestMs);
            StompLimits.Require(nameof(HeartBeatToleranceMs), HeartBeatToleranceMs, 0, StompClientOptions.LongestMs);
            StompLimits.Require(nameof(ConnectTimeoutMs), ConnectTimeoutMs, 1, StompClientOptions.LongestMs);
            Limits.Validate();
        }
    }
}
