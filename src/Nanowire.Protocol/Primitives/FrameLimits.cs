using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>How much a peer may ask of a decoder. One object serves all connections of a server.</summary>
    public sealed class FrameLimits
    {
        /// <summary>The longest frame header in bytes: two, a 64-bit length and a masking key (RFC 6455 section 5.2).</summary>
        public const int MaxHeaderSize = 14;

        /// <summary>The longest payload of a control frame in bytes (RFC 6455 section 5.5).</summary>
        public const int MaxControlPayload = 125;

        /// <summary>Default of <see cref="MaxFragments"/>, in frames.</summary>
        public const int DefaultMaxFragments = 1024;

        /// <summary>Sets both limits.</summary>
        /// <param name="maxMessageSize">The largest message in bytes of payload over all its frames; at least 1.</param>
        /// <param name="maxFragments">The largest number of frames in one message; at least 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
        public FrameLimits(long maxMessageSize, int maxFragments)
        {
            if (maxMessageSize < 1 || maxFragments < 1)
            {
                throw new ArgumentOutOfRangeException(maxMessageSize < 1 ? nameof(maxMessageSize) : nameof(maxFragments));
            }

            MaxMessageSize = maxMessageSize;
            MaxFragments = maxFragments;
        }

        /// <summary>The largest message in bytes of payload; a larger one fails the connection with 1009 as soon as a header shows it.</summary>
        public readonly long MaxMessageSize;

        /// <summary>The largest number of frames in one message; one more fails the connection with 1008.</summary>
        public readonly int MaxFragments;
    }
}
