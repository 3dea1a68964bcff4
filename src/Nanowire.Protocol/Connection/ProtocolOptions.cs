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
            ArgumentNullException.ThrowIfNull(limits, nameof(limits));
            Limits = limits;
        }

        /// <summary>How much the peer may ask for.</summary>
        public readonly FrameLimits Limits;

        /// <summary>
        /// A Ping is sent after nothing was received for this many milliseconds; 0 sends none, and then a peer that vanished is noticed
        /// only when something is sent to it, or by IdleTimeoutMs.
        /// </summary>
        public int PingIntervalMs = DefaultPingIntervalMs;

        /// <summary>
        /// With a value above <see cref="PingIntervalMs"/> keep-alive learns how long the path may be silent: the silence before a Ping
        /// begins there, grows by a quarter with every one that was survived, in milliseconds up to this, and falls back when
        /// one was not. 0 (the default): it stays the same.
        /// </summary>
        public int MaxPingIntervalMs;

        /// <summary>What was learnt by all connections with these options.</summary>
        internal readonly KeepAliveInterval KeepAliveInterval = new KeepAliveInterval();

        /// <summary>The connection is lost when nothing is received for this many milliseconds after a Ping.</summary>
        public int PongTimeoutMs = DefaultPongTimeoutMs;

        /// <summary>How long the closing handshake and the peer's end of the connection are awaited, in milliseconds.</summary>
        public int CloseTimeoutMs = DefaultCloseTimeoutMs;

        /// <summary>The connection is lost when bytes wait and none could be sent for this many milliseconds.</summary>
        public int SendTimeoutMs = DefaultSendTimeoutMs;

        /// <summary>The connection is closed with 1001 when no message was received for this many milliseconds; 0 (the default) never.</summary>
        public int IdleTimeoutMs;

        /// <summary>The silence after which a Ping is sent now, in milliseconds; see <see cref="MaxPingIntervalMs"/>.</summary>
        public int CurrentPingIntervalMs => KeepAliveInterval.Get(this);

        /// <summary>Refuses what makes no sense.</summary>
        /// <exception cref="ArgumentException">A time is negative, one that must end is 0, or two contradict each other; the message names the numbers.</exception>
        public void Validate()
        {
            Require(nameof(PingIntervalMs), PingIntervalMs, 0);
            if (MaxPingIntervalMs != 0)
            {
                Require(nameof(MaxPingIntervalMs), MaxPingIntervalMs, PingIntervalMs);
            }

            Require(nameof(IdleTimeoutMs), IdleTimeoutMs, 0);
            Require(nameof(PongTimeoutMs), PongTimeoutMs, 1);
            Require(nameof(CloseTimeoutMs), CloseTimeoutMs, 1);
            Require(nameof(SendTimeoutMs), SendTimeoutMs, 1);
        }

        private static void Require(string name, int value, int least)
        {
            if (value < least)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", below " + least.ToString());
            }
        }
    }
}
