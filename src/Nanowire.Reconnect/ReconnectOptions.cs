using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>What a <see cref="ReconnectingClient"/> is told at construction. Every limit has a default and a unit.</summary>
    /// <remarks>Options are fields: on the device each property with its two methods costs about 130 bytes of flash.</remarks>
    public sealed class ReconnectOptions
    {
        /// <summary>Default of <see cref="BaseDelayMs"/>.</summary>
        public const int DefaultBaseDelayMs = 1000;

        /// <summary>Default of <see cref="MaxDelayMs"/>.</summary>
        public const int DefaultMaxDelayMs = 60000;

        /// <summary>Default of <see cref="ResetAfterMs"/>.</summary>
        public const int DefaultResetAfterMs = 10000;

        /// <summary>Default of <see cref="RestartDelayMs"/>.</summary>
        public const int DefaultRestartDelayMs = 5000;

        /// <summary>Default of <see cref="TryAgainLaterDelayMs"/>.</summary>
        public const int DefaultTryAgainLaterDelayMs = 30000;

        /// <summary>Default of <see cref="MaxRetryAfterMs"/>: an hour.</summary>
        public const int DefaultMaxRetryAfterMs = 3600000;

        /// <summary>What no delay may exceed: a day.</summary>
        public const int LongestDelayMs = 86400000;

        /// <summary>The options of the connections; null for the defaults. Not to be shared with another client.</summary>
        public ClientWebSocketOptions Client;

        /// <summary>
        /// What tells this device from all others, such as its MAC address: seeds the jitter, so that devices that lost their server
        /// together do not come back together. Needed, unless there is <see cref="Entropy"/>.
        /// </summary>
        public byte[] DeviceId;

        /// <summary>Where the jitter comes from; null for a generator seeded with <see cref="DeviceId"/>.</summary>
        public EntropySource Entropy;

        /// <summary>The time; null for the system's.</summary>
        public ReconnectClock Clock;

        /// <summary>The first wait is drawn from 0 to this many milliseconds; the window doubles with every failure.</summary>
        public int BaseDelayMs = DefaultBaseDelayMs;

        /// <summary>The largest window in milliseconds.</summary>
        public int MaxDelayMs = DefaultMaxDelayMs;

        /// <summary>A connection that lasted this many milliseconds begins the backoff anew; one that was over sooner counts as a failure.</summary>
        public int ResetAfterMs = DefaultResetAfterMs;

        /// <summary>After a close with 1012 (service restart) the window is at least this many milliseconds.</summary>
        public int RestartDelayMs = DefaultRestartDelayMs;

        /// <summary>After a close with 1013 (try again later) this many milliseconds are waited in any case, and what is drawn on top.</summary>
        public int TryAgainLaterDelayMs = DefaultTryAgainLaterDelayMs;

        /// <summary>What a Retry-After asks for is waited in any case, but for this many milliseconds at most, and what is drawn on top.</summary>
        public int MaxRetryAfterMs = DefaultMaxRetryAfterMs;

        /// <summary>Messages kept while there is no connection; 0 (the default): a send is refused then.</summary>
        public int MaxQueuedMessages;

        /// <summary>Bytes of those messages together, reserved at construction; 0 when none are kept.</summary>
        public int MaxQueuedBytes;

        /// <summary>What happens when either is exceeded.</summary>
        public QueueOverflow Overflow;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public void Validate()
        {
            if (Entropy == null && (DeviceId == null || DeviceId.Length == 0))
            {
                throw new ArgumentException("no DeviceId");
            }

            Require(nameof(BaseDelayMs), BaseDelayMs, 1, LongestDelayMs);
            Require(nameof(MaxDelayMs), MaxDelayMs, BaseDelayMs, LongestDelayMs);
            Require(nameof(ResetAfterMs), ResetAfterMs, 0, LongestDelayMs);
            Require(nameof(RestartDelayMs), RestartDelayMs, 0, LongestDelayMs);
            Require(nameof(TryAgainLaterDelayMs), TryAgainLaterDelayMs, 0, LongestDelayMs);
            Require(nameof(MaxRetryAfterMs), MaxRetryAfterMs, 0, LongestDelayMs);
            Require(nameof(MaxQueuedMessages), MaxQueuedMessages, 0, int.MaxValue);

            // Of a length a bit is needed for the type.
            Require(nameof(MaxQueuedBytes), MaxQueuedBytes, MaxQueuedMessages == 0 ? 0 : 1, MaxQueuedMessages == 0 ? 0 : int.MaxValue >> 1);
        }

        private static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
