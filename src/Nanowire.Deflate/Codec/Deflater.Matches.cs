using System;

namespace Nanowire.WebSockets.Deflate
{
    // The first step: what was seen before, and how often each symbol is needed.
    public sealed partial class Deflater
    {
        private const int HashBits = 9;
        private const int MaxMatches = 128;
        private const int MinMatch = 3;
        private const int MaxMatch = 258;

        /// <summary>The place in the stream where each hash was seen last, its lower 16 bits. What it says is looked up, so it need not be true.</summary>
        private readonly ushort[] _places = new ushort[1 << HashBits];

        // A match: the literals in front of it, its length less three, and how far back it is; 0 where there are only literals.
        private readonly byte[] _runs = new byte[MaxMatches];
        private readonly byte[] _matchLengths = new byte[MaxMatches];
        private readonly ushort[] _matchDistances = new ushort[MaxMatches];
        private int _matchCount;

        /// <summary>Bits that lengths and distances take besides their codes.</summary>
        private int _extraBits;

        /// <summary>
        /// Finds the matches in a range and counts the symbols. Returns where the block ends: before the end of the range
        /// where there are more matches than can be kept.
        /// </summary>
        private int FindMatches(byte[] data, int low, int from, int to, int maxDistance)
        {
            ushort[] places = _places;
            ushort[] counts = _counts;
            Array.Clear(counts, 0, Distances + MaxDistances);
            int origin = _base;
            int at = from;
            int run = 0;
            int matches = 0;
            _extraBits = 0;
            int last = to - MinMatch;
            while (at <= last)
            {
                if (run == 255 || matches == MaxMatches)
                {
                    if (matches >= MaxMatches - 1)
                    {
                        to = at;
                        break;
                    }

                    _runs[matches] = (byte)run;
                    _matchDistances[matches] = 0;
                    matches++;
                    run = 0;
                }

                int first = data[at];
                int three = first | (data[at + 1] << 8) | (data[at + 2] << 16);
                uint hash = ((uint)three * 0x9E3779B1u) >> (32 - HashBits);
                int distance = (at + origin - places[hash]) & 0xFFFF;
                places[hash] = (ushort)(at + origin);
                int source = at - distance;
                if (distance == 0 || distance > maxDistance || source < low
                    || (data[source] | (data[source + 1] << 8) | (data[source + 2] << 16)) != three)
                {
                    counts[first]++;
                    run++;
                    at++;
                    continue;
                }

                int most = to - at;
                if (most > MaxMatch)
                {
                    most = MaxMatch;
                }

                int length = MinMatch;
                while (length < most && data[source + length] == data[at + length])
                {
                    length++;
                }

                _runs[matches] = (byte)run;
                _matchLengths[matches] = (byte)(length - MinMatch);
                _matchDistances[matches] = (ushort)distance;
                matches++;
                run = 0;
                CountMatch(length - MinMatch, distance - 1);

                int end = at + length;
                at++;
                for (; at < end && at <= last; at++)
                {
                    three = data[at] | (data[at + 1] << 8) | (data[at + 2] << 16);
                    places[((uint)three * 0x9E3779B1u) >> (32 - HashBits)] = (ushort)(at + origin);
                }

                at = end;
            }

            for (; at < to; at++)
            {
                counts[data[at]]++;
            }

            counts[EndOfBlock] = 1;
            _matchCount = matches;
            return at;
        }

        /// <summary>Counts the symbols of a match, by its length less three and its distance less one.</summary>
        private void CountMatch(int length, int distance)
        {
            int code = length;
            int extra = 0;
            if (length >= 8)
            {
                if (length == MaxMatch - MinMatch)
                {
                    code = 28;
                }
                else
                {
                    while (code >= 8)
                    {
                        code >>= 1;
                        extra++;
                    }

                    code += extra << 2;
                }
            }

            int bits = extra;
            _counts[EndOfBlock + 1 + code]++;
            extra = 0;
            code = distance;
            if (distance >= 4)
            {
                while (code >= 4)
                {
                    code >>= 1;
                    extra++;
                }

                code += extra << 1;
            }

            _extraBits += bits + extra;
            _counts[Distances + code]++;
        }
    }
}
