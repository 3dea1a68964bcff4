namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// What is known of the addresses seen last, in a fixed number of places. A new address takes a place that was never used,
    /// else that of the address seen longest ago among those without a connection that do not have to wait for a failure; only
    /// when there is none, that of one that has to wait; those with a connection stay.
    /// </summary>
    internal sealed class AddressTable
    {
        /// <summary>Open connections of each place.</summary>
        internal readonly int[] Connections;

        /// <summary>Failures of each to show who they are, and until when they have to wait for it.</summary>
        internal readonly int[] Failures;

        internal readonly long[] WaitUntilMs;

        /// <summary>Addresses that lost their place to another.</summary>
        internal int Evicted;

        private readonly ulong[] _keys;
        private readonly long[] _seenMs;
        private readonly TokenBuckets[] _buckets;
        private int _used;

        /// <param name="count">Places.</param>
        /// <param name="buckets">To be filled for a new address; entries may be null.</param>
        internal AddressTable(int count, TokenBuckets[] buckets)
        {
            Connections = new int[count];
            Failures = new int[count];
            WaitUntilMs = new long[count];
            _keys = new ulong[count];
            _seenMs = new long[count];
            _buckets = buckets;
        }

        /// <summary>The place of an address, which is new where it has none yet; -1 when every place has a connection.</summary>
        internal int Enter(ulong key, long nowMs)
        {
            ulong[] keys = _keys;
            int used = _used;
            int place = 0;
            while (place < used && keys[place] != key)
            {
                place++;
            }

            if (place == used)
            {
                if (used < keys.Length)
                {
                    _used++;
                }
                else
                {
                    place = FindOldest(nowMs);
                    if (place < 0)
                    {
                        return -1;
                    }

                    Evicted++;
                }

                keys[place] = key;
                Failures[place] = 0;
                WaitUntilMs[place] = 0;
                for (int i = 0; i < _buckets.Length; i++)
                {
                    if (_buckets[i] != null)
                    {
                        _buckets[i].Fill(place, nowMs);
                    }
                }
            }

            _seenMs[place] = nowMs;
            return place;
        }

        private int FindOldest(long nowMs)
        {
            int oldest = -1;
            bool oldestWaits = false;
            for (int i = 0; i < _used; i++)
            {
                if (Connections[i] != 0)
                {
                    continue;
                }

                bool waits = WaitUntilMs[i] > nowMs;
                if (oldest < 0 || (oldestWaits && !waits) || (oldestWaits == waits && _seenMs[i] < _seenMs[oldest]))
                {
                    oldest = i;
                    oldestWaits = waits;
                }
            }

            return oldest;
        }
    }
}
