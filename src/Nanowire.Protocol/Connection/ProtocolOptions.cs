using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The limits and deadlines of a connection. One object serves all connections of a server.</summary>
    public sealed class ProtocolOptions
    {
        /// <summary>Default of <see cref="PingIntervalMs"/>.</summary>
        public const int DefaultPingIntervalMs = 20000;

        /// <summary>Default of <see cref="PongTimeoutMs"/>.</summary>
        public const int DefaultPongTimeoutMs = 10000;

        /// <summary>Default of <see cref="CloseTimeoutMs"/>.</summary>
        public const int DefaultCloseTimeoutMs = 5000;

        /// <summary>Default of <see cref="SendTimeoutMs"/>.</summary>
        public const int DefaultSendTimeoutMs = 10000;

        /// <summary>
        /// After a violation the peer's bytes are read and dropped until it is silent for this time, because closing a
        /// socket with unread bytes resets it and can destroy the Close frame on its way.
        /// </summary>
        public const int LingerMs = 250;

        /// <summary>Options with the default deadlines.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
        public ProtocolOptions(FrameLimits limits)
        {
            if (limits == null)
            {
                throw new ArgumentNullException(nameof(limits));
            }

            Limits = limits;
            PingIntervalMs = DefaultPingIntervalMs;
            PongTimeoutMs = DefaultPongTimeoutMs;
            CloseTimeoutMs = DefaultCloseTimeoutMs;
            SendTimeoutMs = DefaultSendTimeoutMs;
        }

        /// <summary>How much the peer may ask for.</summary>
        public FrameLimits Limits { get; }

        /// <summary>A Ping is sent after nothing was received for this many milliseconds; 0 sends none.</summary>
        public int PingIntervalMs { get; set; }

        /// <summary>The connection is lost when nothing is received for this many milliseconds after a Ping.</summary>
        public int PongTimeoutMs { get; set; }

        /// <summary>How long the closing handshake and the peer's end of the connection are awaited, in milliseconds.</summary>
        public int CloseTimeoutMs { get; set; }

        /// <summary>The connection is lost when bytes wait and none could be sent for this many milliseconds.</summary>
        public int SendTimeoutMs { get; set; }

        /// <summary>The connection is closed with 1001 when no message was received for this many milliseconds; 0 (the default) never.</summary>
        public int IdleTimeoutMs { get; set; }

        /// <summary>Refuses what makes no sense.</summary>
        /// <exception cref="ArgumentException">A time is negative, or one that must end is 0; the message names it.</exception>
        public void Validate()
        {
            if (PingIntervalMs < 0)
            {
                throw new ArgumentException("PingIntervalMs is " + PingIntervalMs.ToString() + ", below 0");
            }

            if (IdleTimeoutMs < 0)
            {
                throw new ArgumentException("IdleTimeoutMs is " + IdleTimeoutMs.ToString() + ", below 0");
            }

            RequirePositive(PongTimeoutMs, nameof(PongTimeoutMs));
            RequirePositive(CloseTimeoutMs, nameof(CloseTimeoutMs));
            RequirePositive(SendTimeoutMs, nameof(SendTimeoutMs));
        }

        private static void RequirePositive(int value, string name)
        {
            if (value <= 0)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", below 1");
            }
        }
    }
}
