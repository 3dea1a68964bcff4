using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What was measured during the last 24 hours, in a ring that is reserved at start, so that a page that is opened has
    /// something to draw: each second of the last minute, then points of 10 s, 1 min and 15 min. Where that would be too large
    /// steps are two to four times as long; where there is more memory the finer points are kept for longer. One thread uses it.
    /// </summary>
    /// <remarks>
    /// The first tier has the last value of each of its steps; a point of the others has the least, the greatest and the mean of all
    /// samples in its step, so that no spike is lost. A reading that was absent all that time, and a step without samples, is
    /// absent. Time is the uptime, so that setting the clock changes nothing. Adding allocates nothing.
    /// <para>
    /// A value is kept in 16 bits: exactly where the reading's Min and Max are at most 49,151 apart, else cut to a multiple of
    /// a power of two that makes them so. What is out of reach of 16 bits (a sixth of the range beyond Min and Max, or more) is
    /// kept as the nearest that is not, and counted.
    /// </para>
    /// </remarks>
    public sealed class History
    {
        /// <summary>The bytes for a board that says nothing else: one without PSRAM.</summary>
        public const int DefaultSize = Board.DefaultHistorySize;

        /// <summary>The most readings: a point of as many is in one block of the least room that content is given.</summary>
        public const int MaxReadings = 30;

        /// <summary>The greatest uptime in milliseconds, 15 years; what is later counts as then.</summary>
        public const long MaxUptimeMs = 500000000000L - 1;

        internal const int TierCount = 4;

        // Steps of the tiers and how many points each has, before they are fitted to memory.
        private const int SampleMs = 1000;
        private const int ShortMs = 10000;
        private const int MediumMs = 60000;
        private const int LongMs = 900000;
        private const int Points = 60;
        private const int LongPoints = 96;

        /// <summary>Steps grow to this many times their length at most; with it a block's interval, in microseconds, fits 32 bits.</summary>
        private const int MaxCoarseness = 4;

        /// <summary>With as many times its points the third tier has 24 hours too.</summary>
        private const int MaxSpans = 24;

        private const int Width = 3;
        private const int Codes = 65535;
        private const int MaxRange = 49151;

        // What the objects and heads of arrays take, and for each reading what is gathered for the next point of three tiers (least,
        // greatest, how many, sum) and its scale.
        private const int FixedSize = 640;
        private const int GatheredSize = (3 * 20) + 5;

        /// <summary>The bytes it takes at most.</summary>
        public readonly int Size;

        /// <summary>How many readings it keeps.</summary>
        public readonly int ReadingCount;

        /// <summary>How many values were kept as the nearest that 16 bits reach.</summary>
        public int ValuesClipped;

        internal readonly HistoryTier[] Tiers = new HistoryTier[TierCount];

        // A reading's value is its base and its code less 1, shifted; a code of 0 is an absent value, so that Array.Clear makes gaps.
        internal readonly ushort[] Codings;
        internal readonly int[] Bases;
        internal readonly byte[] Shifts;

        // For each tier but the first and each reading: the least, the greatest and the number of samples since its newest point.
        private readonly int[] _gathered;
        private readonly long[] _sums;

        /// <summary>Reserves it.</summary>
        /// <param name="readings">What is measured: at most <see cref="MaxReadings"/>.</param>
        /// <param name="maxSize">The bytes it may take; where the readings need more at the longest steps too, it takes what they need.</param>
        /// <exception cref="ArgumentNullException">There are no readings.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There are too many readings.</exception>
        public History(Reading[] readings, int maxSize)
        {
            if (readings == null)
            {
                throw new ArgumentNullException(nameof(readings));
            }

            int count = readings.Length;
            if (count > MaxReadings)
            {
                throw new ArgumentOutOfRangeException(nameof(readings));
            }

            int coarseness = 1;
            while (coarseness < MaxCoarseness && GetSize(count, coarseness, 1) > maxSize)
            {
                coarseness++;
            }

            int spans = 1;
            while (coarseness == 1 && spans < MaxSpans && GetSize(count, 1, spans + 1) <= maxSize)
            {
                spans++;
            }

            Size = GetSize(count, coarseness, spans);
            ReadingCount = count;
            int points = Points * spans / coarseness;
            int end = 0;
            end = AddTier(0, SampleMs * coarseness, points + 1, 1, end);
            end = AddTier(1, ShortMs * coarseness, points, Width, end);
            end = AddTier(2, MediumMs * coarseness, points, Width, end);
            end = AddTier(3, LongMs * coarseness, LongPoints / coarseness, Width, end);
            Codings = new ushort[end];
            Bases = new int[count];
            Shifts = new byte[count];
            _gathered = new int[(TierCount - 1) * count * Width];
            _sums = new long[(TierCount - 1) * count];
            for (int i = 0; i < count; i++)
            {
                Scale(i, readings[i]);
            }
        }

        /// <summary>From one point of the finest tier to the next, in milliseconds, 1,000 to 4,000; a sample is needed in each.</summary>
        public int StepMs => Tiers[0].StepMs;

        /// <summary>Whether the step of this time has no sample yet.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        public bool IsDue(long uptimeMs)
        {
            HistoryTier samples = Tiers[0];
            return uptimeMs >= (samples.Newest + 1L) * samples.StepMs && uptimeMs <= MaxUptimeMs;
        }

        /// <summary>Adds what was measured.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds; one before the last counts as the last.</param>
        /// <param name="values">A value for each reading in its fixed point, or <see cref="Reading.Absent"/>.</param>
        /// <exception cref="ArgumentNullException">There are no values.</exception>
        /// <exception cref="ArgumentException">There are more values, or fewer, than readings.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        public void Add(long uptimeMs, int[] values)
        {
            int count = ReadingCount;
            if (values == null)
            {
                throw new ArgumentNullException(nameof(values));
            }

            if (values.Length != count)
            {
                throw new ArgumentException("a value for each reading", nameof(values));
            }

            if (uptimeMs < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(uptimeMs));
            }

            HistoryTier samples = Tiers[0];
            if (uptimeMs > MaxUptimeMs)
            {
                uptimeMs = MaxUptimeMs;
            }

            if (uptimeMs >= (samples.Newest + 1L) * samples.StepMs)
            {
                Advance(uptimeMs);
            }

            // Once a sample, so what it takes is in locals, and a value's code is made here rather than by a call.
            ushort[] codings = Codings;
            int[] bases = Bases;
            byte[] shifts = Shifts;
            int[] gathered = _gathered;
            long[] sums = _sums;
            int at = samples.Offset + (samples.Newest % samples.Count * count);
            int entry = 0;
            for (int i = 0; i < count; i++)
            {
                int value = values[i];
                if (value != Reading.Absent)
                {
                    long code = (((long)value - bases[i]) >> shifts[i]) + 1;
                    codings[at + i] = code > 0 && code <= Codes ? (ushort)code : Clip(code);
                    if (gathered[entry + 2] == 0)
                    {
                        gathered[entry] = value;
                        gathered[entry + 1] = value;
                    }
                    else if (value < gathered[entry])
                    {
                        gathered[entry] = value;
                    }
                    else if (value > gathered[entry + 1])
                    {
                        gathered[entry + 1] = value;
                    }

                    gathered[entry + 2]++;
                    sums[i] += value;
                }

                entry += Width;
            }
        }

        private static int GetSize(int readings, int coarseness, int spans)
        {
            int points = Points * spans / coarseness;
            int numbers = points + 1 + (Width * (points + points + (LongPoints / coarseness)));
            return FixedSize + (readings * ((sizeof(ushort) * numbers) + GatheredSize));
        }

        private int AddTier(int index, int stepMs, int points, int width, int offset)
        {
            Tiers[index] = new HistoryTier(stepMs, points, width, offset);
            return offset + (points * width * ReadingCount);
        }

        /// <summary>Fits a reading's expected values to 16 bits, in their middle.</summary>
        private void Scale(int index, Reading reading)
        {
            long range = reading.Max > reading.Min ? (long)reading.Max - reading.Min : 0;
            int shift = 0;
            while (range >> shift > MaxRange)
            {
                shift++;
            }

            long first = reading.Min - (((Codes - (range >> shift)) / 2) << shift);
            Bases[index] = first > int.MinValue ? (int)first : int.MinValue + 1;
            Shifts[index] = (byte)shift;
        }

        private ushort Clip(long code)
        {
            ValuesClipped++;
            return (ushort)(code > 0 ? Codes : 1);
        }

        private ushort GetCode(int reading, int value)
        {
            long code = (((long)value - Bases[reading]) >> Shifts[reading]) + 1;
            return (ushort)(code < 1 ? 1 : code > Codes ? Codes : code);
        }

        /// <summary>Goes on to the step of a time. Each step is a whole number of those before, so only where one ends the next may.</summary>
        private void Advance(long uptimeMs)
        {
            HistoryTier samples = Tiers[0];
            int number = (int)(uptimeMs / samples.StepMs);
            Clear(samples, samples.Newest + 1, number + 1);
            samples.Newest = number;
            for (int t = 1; t < TierCount; t++)
            {
                HistoryTier tier = Tiers[t];
                int first = tier.Newest + 1;
                int open = (int)(uptimeMs / tier.StepMs);
                if (open == first)
                {
                    return;
                }

                Clear(tier, first, open);
                tier.Newest = open - 1;
                Close(t, first);
            }
        }

        /// <summary>Makes points absent, as many of them as are kept.</summary>
        private void Clear(HistoryTier tier, int first, int end)
        {
            int size = tier.Width * ReadingCount;
            int count = end - first;
            if (count > tier.Count)
            {
                count = tier.Count;
            }

            int slot = first % tier.Count;
            int run = tier.Count - slot;
            if (run > count)
            {
                run = count;
            }

            Array.Clear(Codings, tier.Offset + (slot * size), run * size);
            Array.Clear(Codings, tier.Offset, (count - run) * size);
        }

        /// <summary>Makes a point of what was gathered for a tier, and gives it on to the next tier as it is: not rounded.</summary>
        private void Close(int index, int number)
        {
            HistoryTier tier = Tiers[index];
            int count = ReadingCount;
            int at = tier.Offset + (number % tier.Count * Width * count);
            bool isKept = number >= tier.Oldest;
            int[] gathered = _gathered;
            int first = (index - 1) * count;
            for (int i = 0; i < count; i++, at += Width)
            {
                int from = (first + i) * Width;
                int samples = gathered[from + 2];
                if (samples == 0)
                {
                    continue;
                }

                int least = gathered[from];
                int greatest = gathered[from + 1];
                long sum = _sums[first + i];
                if (isKept)
                {
                    int half = samples / 2;
                    Codings[at] = GetCode(i, least);
                    Codings[at + 1] = GetCode(i, greatest);
                    Codings[at + 2] = GetCode(i, (int)((sum < 0 ? sum - half : sum + half) / samples));
                }

                gathered[from + 2] = 0;
                _sums[first + i] = 0;
                if (index + 1 < TierCount)
                {
                    int to = from + (count * Width);
                    bool isFirst = gathered[to + 2] == 0;
                    gathered[to] = isFirst || least < gathered[to] ? least : gathered[to];
                    gathered[to + 1] = isFirst || greatest > gathered[to + 1] ? greatest : gathered[to + 1];
                    gathered[to + 2] += samples;
                    _sums[first + count + i] += sum;
                }
            }
        }
    }
}
