namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What the client is subscribed to, on this connection and on the next.</summary>
    internal sealed class SubscriptionTable
    {
        /// <summary>No subscription has this number.</summary>
        internal const int None = 0;

        /// <summary>Their numbers, None where there is room, and the headers of their SUBSCRIBE but for the number.</summary>
        internal readonly int[] Numbers;
        internal readonly byte[][] Lines;
        private int _last;

        internal SubscriptionTable(int size)
        {
            Numbers = new int[size];
            Lines = new byte[size][];
        }

        /// <summary>Numbers are not used again, since messages of a subscription may still be on their way when it ended. Returns its place, or -1.</summary>
        internal int Add(byte[] lines)
        {
            int at = Find(None);
            if (at >= 0)
            {
                _last = _last == 999999999 ? 1 : _last + 1;
                Numbers[at] = _last;
                Lines[at] = lines;
            }

            return at;
        }

        internal bool Remove(int number)
        {
            int at = number > None ? Find(number) : -1;
            if (at >= 0)
            {
                Numbers[at] = None;
                Lines[at] = null;
            }

            return at >= 0;
        }

        internal bool Has(int number)
        {
            return number > None && Find(number) >= 0;
        }

        private int Find(int number)
        {
            for (int i = 0; i < Numbers.Length; i++)
            {
                if (Numbers[i] == number)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
