using System;

namespace Nanowire.WebSockets.Portal
{
    /// <summary>
    /// Who has which address, by MAC. One that comes back gets its old address for as long as nobody else needed it, after a
    /// restart of its own as after the end of its lease.
    /// </summary>
    internal sealed class LeaseTable
    {
        internal const int MacSize = 6;

        private readonly byte[] _macs;
        private readonly long[] _untilMs;
        private readonly bool[] _isOwned;

        internal LeaseTable(int count)
        {
            _macs = new byte[count * MacSize];
            _untilMs = new long[count];
            _isOwned = new bool[count];
        }

        internal int Count => _untilMs.Length;

        /// <summary>The place of a MAC; -1 when it has none.</summary>
        internal int Find(byte[] message, int offset)
        {
            for (int i = 0; i < _untilMs.Length; i++)
            {
                if (_isOwned[i] && IsOwner(i, message, offset))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Whether a place is this MAC's, or may become it.</summary>
        internal bool IsFor(int place, byte[] message, int offset, long nowMs)
        {
            return (_isOwned[place] && IsOwner(place, message, offset)) || IsFree(place, nowMs);
        }

        internal bool IsFree(int place, long nowMs)
        {
            return nowMs >= _untilMs[place];
        }

        /// <summary>A place for somebody new: one that nobody had, else the one that has been free for longest; -1 when all are taken.</summary>
        internal int FindFree(long nowMs)
        {
            int best = -1;
            for (int i = 0; i < _untilMs.Length; i++)
            {
                if (IsFree(i, nowMs) && (best < 0 || IsBetter(i, best)))
                {
                    best = i;
                }
            }

            return best;
        }

        /// <summary>Gives a place to a MAC, and takes another one from it.</summary>
        internal void Hold(int place, byte[] message, int offset, long untilMs)
        {
            int other = Find(message, offset);
            if (other >= 0 && other != place)
            {
                _isOwned[other] = false;
                _untilMs[other] = 0;
            }

            _isOwned[place] = true;
            _untilMs[place] = untilMs;
            Array.Copy(message, offset, _macs, place * MacSize, MacSize);
        }

        /// <summary>Ends a lease; it is remembered whose it was.</summary>
        internal void Release(int place, long nowMs)
        {
            _untilMs[place] = nowMs;
        }

        /// <summary>Keeps an address from everybody, as another uses it without having asked.</summary>
        internal void Block(int place, long untilMs)
        {
            _isOwned[place] = false;
            _untilMs[place] = untilMs;
        }

        private bool IsBetter(int place, int best)
        {
            return _isOwned[place] == _isOwned[best] ? _untilMs[place] < _untilMs[best] : !_isOwned[place];
        }

        private bool IsOwner(int place, byte[] message, int offset)
        {
            for (int i = 0; i < MacSize; i++)
            {
                if (_macs[(place * MacSize) + i] != message[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
