using System;
using System.Collections.Generic;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// What a run reached: counters of the steps from one basic block to the next, which <see cref="CoverageWeaver"/> has
    /// written into the code under test, and of what the targets report of it. Static because woven code calls it; so one
    /// thread runs targets at a time.
    /// </summary>
    public static class Coverage
    {
        /// <summary>The number of counters; a power of two.</summary>
        public const int Size = 1 << 16;

        private static readonly byte[] _map = new byte[Size];
        private static int _previous;

        /// <summary>Called at the start of each basic block.</summary>
        public static void Block(int id)
        {
            int at = (id ^ _previous) & (Size - 1);
            byte count = _map[at];
            if (count != byte.MaxValue)
            {
                _map[at] = (byte)(count + 1);
            }

            _previous = id >> 1;
        }

        /// <summary>Something a target saw, such as an event in a state; equal numbers are one feature.</summary>
        public static void Feature(int a, int b, int c)
        {
            uint hash = (((((uint)a * 31) + (uint)b) * 1009) + (uint)c) * 2654435761;
            int at = (int)(hash >> 16);
            if (_map[at] != byte.MaxValue)
            {
                _map[at]++;
            }
        }

        /// <summary>A number's order of magnitude, so that lengths make few features.</summary>
        public static int Bucket(long number)
        {
            return number < 3 ? (int)number : number == 125 ? 40 : number == 126 ? 41 : number == 127 ? 42 : 3 + (int)Math.Log2(number);
        }

        /// <summary>Before a run.</summary>
        public static void Clear()
        {
            Array.Clear(_map);
            _previous = 0;
        }

        /// <summary>After a run: what it reached that is not in what was reached before.</summary>
        public static List<int> Missing(byte[] seen)
        {
            List<int> missing = [];
            for (int i = 0; i < Size; i++)
            {
                if (_map[i] != 0 && seen[i] == 0)
                {
                    missing.Add(i);
                }
            }

            return missing;
        }

        /// <summary>After a run: whether it reached all of these.</summary>
        public static bool Reached(List<int> wanted)
        {
            return wanted.TrueForAll(i => _map[i] != 0);
        }

        /// <summary>After a run: takes what it reached over into what was reached before.</summary>
        /// <param name="seen">What was reached, <see cref="Size"/> bytes; a bit for each order of magnitude of a counter.</param>
        /// <param name="counts">Whether how often counts, or only whether at all.</param>
        /// <returns>Whether anything is new.</returns>
        public static bool Merge(byte[] seen, bool counts)
        {
            ReadOnlySpan<byte> map = _map;
            bool isNew = false;
            int at = 0;
            while (true)
            {
                int next = map[at..].IndexOfAnyExcept((byte)0);
                if (next < 0)
                {
                    return isNew;
                }

                at += next;
                byte bit = counts ? (byte)(1 << Math.Min(7, (int)Math.Log2(map[at]))) : (byte)1;
                if ((seen[at] & bit) == 0)
                {
                    seen[at] |= bit;
                    isNew = true;
                }

                at++;
                if (at == Size)
                {
                    return isNew;
                }
            }
        }
    }
}
