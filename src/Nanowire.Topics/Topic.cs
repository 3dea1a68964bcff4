using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Topics
{
    /// <summary>A topic of a <see cref="TopicHub"/>, with the message published last. Made by <see cref="TopicHub.AddTopic"/>.</summary>
    public sealed class Topic
    {
        /// <summary>Its name.</summary>
        public readonly string Name;

        /// <summary>The largest message in bytes.</summary>
        public readonly int Capacity;

        internal readonly TopicHub Hub;
        internal readonly byte[] NameBytes;

        /// <summary>The hub's subscriptions of this topic start here, one for each subscriber.</summary>
        internal readonly int FirstSubscription;

        /// <summary>The frame published last lies at its end, right-aligned in front of where the payload starts.</summary>
        internal readonly byte[] Buffer;
        internal int FrameOffset;

        /// <summary>The size of that frame; 0 before the first.</summary>
        internal int FrameCount;

        internal Topic(TopicHub hub, string name, byte[] nameBytes, int capacity, int firstSubscription)
        {
            Hub = hub;
            Name = name;
            NameBytes = nameBytes;
            Capacity = capacity;
            FirstSubscription = firstSubscription;
            Buffer = new byte[FrameEncoder.GetHeaderSize(capacity, false) + capacity];
        }

        /// <summary>Frames a message, in place of the last.</summary>
        internal void Set(Opcode opcode, byte[] message, int offset, int count)
        {
            byte[] buffer = Buffer;
            int payload = buffer.Length - Capacity;
            Array.Copy(message, offset, buffer, payload, count);
            FrameOffset = FrameEncoder.Prepend(buffer, payload, count, opcode, true);
            FrameCount = payload + count - FrameOffset;
        }
    }
}
