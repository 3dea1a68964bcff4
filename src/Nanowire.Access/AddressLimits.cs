using System;

namespace Nanowire.WebSockets.Access
{
    /// <summary>How much one address may have. Each limit has a default and a unit; 0 sets none.</summary>
    /// <remarks>An IPv6 address counts as its /64, since whoever has one has all of it. Fields, as the options of the server.</remarks>
    public sealed class AddressLimits
    {
        /// <summary>Default of <see cref="MaxConnections"/>.</summary>
        public const int DefaultMaxConnections = 8;

        /// <summary>Default of <see cref="ConnectionsPerMinute"/>.</summary>
        public const int DefaultConnectionsPerMinute = 120;

        /// <summary>Default of <see cref="MessagesPerSecond"/>.</summary>
        public const int DefaultMessagesPerSecond = 50;

        /// <summary>Default of <see cref="BytesPerSecond"/>.</summary>
        public const int DefaultBytesPerSecond = 16384;

        /// <summary>Default of <see cref="BurstSeconds"/>.</summary>
        public const int DefaultBurstSeconds = 4;

        /// <summary>Connections at once, HTTP requests included; one more is refused with 429 and takes no slot.</summary>
        public int MaxConnections = DefaultMaxConnections;

        /// <summary>
        /// Connections a minute, and so handshakes and requests, since each connection serves one; as many may come at once. One
        /// more is refused with 429 and the Retry-After at which there is room again.
        /// </summary>
        public int ConnectionsPerMinute = DefaultConnectionsPerMinute;

        /// <summary>Whole messages a second to the server; one more closes the connection that it comes on, with <see cref="CloseStatus"/>.</summary>
        public int MessagesPerSecond = DefaultMessagesPerSecond;

        /// <summary>
        /// Bytes a second to the server over WebSockets, with frame headers, control frames and what is no whole message yet; more
        /// closes the connection that they come on, with <see cref="CloseStatus"/>.
        /// </summary>
        public int BytesPerSecond = DefaultBytesPerSecond;

        /// <summary>So many seconds' worth of messages and bytes may come at once, 1 to 60.</summary>
        public int BurstSeconds = DefaultBurstSeconds;

        /// <summary>
        /// What a connection is closed with: PolicyViolation, 1008 (the default), or TryAgainLater, 1013, for clients that know
        /// to wait then.
        /// </summary>
        public WebSocketCloseStatus CloseStatus = WebSocketCloseStatus.PolicyViolation;

        internal void Validate()
        {
            Require(nameof(MaxConnections), MaxConnections, 0, int.MaxValue);
            Require(nameof(ConnectionsPerMinute), ConnectionsPerMinute, 0, int.MaxValue);
            Require(nameof(BurstSeconds), BurstSeconds, 1, 60);
            Require(nameof(MessagesPerSecond), MessagesPerSecond, 0, int.MaxValue / BurstSeconds);
            Require(nameof(BytesPerSecond), BytesPerSecond, 0, int.MaxValue / BurstSeconds);
            if (CloseStatus != WebSocketCloseStatus.PolicyViolation && CloseStatus != WebSocketCloseStatus.TryAgainLater)
            {
                throw new ArgumentException("CloseStatus is " + ((int)CloseStatus).ToString() + ", not 1008 or 1013");
            }
        }

        internal static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
