using System;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>
    /// Messages that wait for a connection, in arrays made at start: each whole and in one piece, so that it can be sent from where it lies. Not
    /// safe for several threads; its user locks it.
    /// </summary>
    internal sealed class OfflineQueue
    {
        /// <summary>The messages, from <see cref="Start"/> on without a gap.</summary>
        internal readonly byte[] Bytes;

        /// <summary>Where the oldest starts.</summary>
        internal int Start;

        /// <summary>Bytes of all.</summary>
        internal int Used;

        /// <summary>How many there are.</summary>
        internal int Count;

        // A ring: twice the length of each, and one more where it is binary.
        private readonly int[] _entries;
        private int _first;

        internal OfflineQueue(int maxMessages, int maxBytes)
        {
            _entries = new int[maxMessages];
            Bytes = new byte[maxBytes];
        }

        /// <summary>Length of the oldest.</summary>
        internal int FirstCount => _entries[_first] >> 1;

        /// <summary>Type of the oldest.</summary>
        internal WebSocketMessageType FirstType => (_entries[_first] & 1) != 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;

        /// <summary>Keeps a copy of a message.</summary>
        /// <returns>How many had to go for it; -1 when it is not kept, and then all others are.</returns>
        internal int Add(byte[] buffer, int offset, int count, WebSocketMessageType messageType, QueueOverflow overflow)
        {
            if (_entries.Length == 0 || count > Bytes.Length)
            {
                return -1;
            }

            int dropped = 0;
            while (Count == _entries.Length || count > Bytes.Length - Used)
            {
                if (overflow == QueueOverflow.RefuseNewest)
                {
                    return -1;
                }

                RemoveFirst();
                dropped++;
            }

            if (count > Bytes.Length - Start - Used)
            {
                Array.Copy(Bytes, Start, Bytes, 0, Used);
                Start = 0;
            }

            Array.Copy(buffer, offset, Bytes, Start + Used, count);
            Used += count;
            int at = _first + Count;
            _entries[at < _entries.Length ? at : at - _entries.Length] = (count << 1) | (messageType == WebSocketMessageType.Binary ? 1 : 0);
            Count++;
            return dropped;
        }

        /// <summary>Forgets the oldest.</summary>
        internal void RemoveFirst()
        {
            int count = FirstCount;
            Used -= count;
            Start = Used == 0 ? 0 : Start + count;
            _first = _first + 1 < _entries.Length ? _first + 1 : 0;
            Count--;
        }
    }
}
