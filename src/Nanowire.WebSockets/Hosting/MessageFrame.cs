using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// An array in which a message is composed with room for its header in front, so that composing it is framing it.
    /// Made once, used for every message of its kind.
    /// </summary>
    public sealed class MessageFrame
    {
        /// <summary>Where the message starts in <see cref="Buffer"/>: behind the longest header of a server.</summary>
        public const int PayloadOffset = 10;

        /// <summary>Reserves the array.</summary>
        /// <param name="capacity">The largest message in bytes.</param>
        /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
        public MessageFrame(int capacity)
        {
            if (capacity < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(capacity));
            }

            Capacity = capacity;
            Buffer = new byte[PayloadOffset + capacity];
        }

        /// <summary>The array; the message goes to <see cref="PayloadOffset"/> and on.</summary>
        public readonly byte[] Buffer;

        /// <summary>The largest message in bytes.</summary>
        public readonly int Capacity;
    }
}
