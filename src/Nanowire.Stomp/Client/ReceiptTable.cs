namespace Nanowire.WebSockets.Stomp
{
    /// <summary>The receipts that are awaited, with their deadlines.</summary>
    internal sealed class ReceiptTable
    {
        /// <summary>No receipt has this number.</summary>
        internal const int None = 0;

        /// <summary>Digits of a number, at most: those that a decoder takes for one.</summary>
        internal const int MaxDigits = 9;

        private readonly int[] _numbers;

        /// <summary>Of each its deadline; 0 until the first Tick sees it.</summary>
        private readonly long[] _dueMs;
        private int _last;

        internal ReceiptTable(int size)
        {
            _numbers = new int[size];
            _dueMs = new long[size];
        }

        /// <summary>The number for another frame, which is not awaited yet; None when there is no room.</summary>
        internal int Next()
        {
            if (Find(None) < 0)
            {
                return None;
            }

            // MaxDigits
            _last = _last == 999999999 ? 1 : _last + 1;
            return _last;
        }

        /// <summary>The frame with that number was sent.</summary>
        internal void Add(int number)
        {
            int at = Find(None);
            _numbers[at] = number;
            _dueMs[at] = 0;
        }

        /// <summary>It came. Returns false when it was not awaited.</summary>
        internal bool Remove(int number)
        {
            int at = number > None ? Find(number) : -1;
            if (at >= 0)
            {
                _numbers[at] = None;
            }

            return at >= 0;
        }

        /// <summary>Takes one out that is late; None when there is none.</summary>
        internal int TakeLate(long nowMs, int timeoutMs)
        {
            for (int i = 0; i < _numbers.Length; i++)
            {
                if (_numbers[i] != None && _dueMs[i] == 0)
                {
                    _dueMs[i] = nowMs + timeoutMs;
                }
                else if (_numbers[i] != None && nowMs >= _dueMs[i])
                {
                    return Take(i);
                }
            }

            return None;
        }

        /// <summary>Takes any out; None when there is none.</summary>
        internal int TakeAny()
        {
            for (int i = 0; i < _numbers.Length; i++)
            {
                if (_numbers[i] != None)
                {
                    return Take(i);
                }
            }

            return None;
        }

        private int Take(int at)
        {
            int number = _numbers[at];
            _numbers[at] = None;
            return number;
        }

        private int Find(int number)
        {
            for (int i = 0; i < _numbers.Length; i++)
            {
                if (_numbers[i] == number)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
