using System;

namespace Nanowire.WebSockets.Topics
{
    /// <summary>
    /// The frames that slow subscribers wait for, oldest first, in a ring of bytes. Each lies in one piece, so that it can be sent as it
    /// is; what is left at the ring's end stays unused until the next time round.
    /// </summary>
    internal sealed class FrameQueue
    {
        internal readonly byte[] Bytes;

        /// <summary>Of each frame: where it starts, its size, its number, and where the subscriptions of its topic start.</summary>
        internal readonly int[] Offsets;
        internal readonly int[] Sizes;
        internal readonly int[] Sequences;
        internal readonly int[] Subscriptions;

        /// <summary>Where the oldest is in these arrays, which are a ring too.</summary>
        internal int First;

        /// <summary>How many there are.</summary>
        internal int Count;

        /// <summary>Where the newest ends.</summary>
        private int _end;

        internal FrameQueue(int size, int maxMessages)
        {
            Bytes = new byte[size];
            Offsets = new int[maxMessages];
            Sizes = new int[maxMessages];
            Sequences = new int[maxMessages];
            Subscriptions = new int[maxMessages];
        }

        /// <summary>Where in the arrays that frame is, counted from the oldest.</summary>
        internal int IndexOf(int position)
        {
            int index = First + position;
            return index < Offsets.Length ? index : index - Offsets.Length;
        }

        /// <summary>Whether the newest has that number.</summary>
        internal bool EndsWith(int sequence)
        {
            return Count != 0 && Sequences[IndexOf(Count - 1)] == sequence;
        }

        /// <summary>Copies a frame behind the newest. Returns false when the oldest must go first; an empty queue takes any that is not larger than it.</summary>
        internal bool TryAdd(byte[] frame, int offset, int count, int sequence, int subscriptions)
        {
            int at = 0;
            if (Count != 0)
            {
                int oldest = Offsets[First];
                at = _end;
                if (Count == Offsets.Length)
                {
                    return false;
                }

                if (at <= oldest)
                {
                    // It went round: what is free lies between the newest and the oldest.
                    if (oldest - at < count)
                    {
                        return false;
                    }
                }
                else if (Bytes.Length - at < count)
                {
                    if (oldest < count)
                    {
                        return false;
                    }

                    at = 0;
                }
            }

            int index = IndexOf(Count);
            Array.Copy(frame, offset, Bytes, at, count);
            Offsets[index] = at;
            Sizes[index] = count;
            Sequences[index] = sequence;
            Subscriptions[index] = subscriptions;
            _end = at + count;
            Count++;
            return true;
        }

        internal void RemoveOldest()
        {
            First = IndexOf(1);
            Count--;
        }

        internal void Clear()
        {
            Count = 0;
        }
    }
}
