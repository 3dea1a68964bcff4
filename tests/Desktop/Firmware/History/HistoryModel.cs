using System;
using System.Collections.Generic;
using System.Linq;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A history that keeps every sample and works out each point anew: what <see cref="History"/> is compared with.</summary>
    internal sealed class HistoryModel
    {
        private readonly List<KeyValuePair<long, int[]>> _samples = new List<KeyValuePair<long, int[]>>();

        internal long LastMs => _samples.Count == 0 ? -1 : _samples[^1].Key;

        internal void Add(long uptimeMs, int[] values)
        {
            _samples.Add(KeyValuePair.Create(Math.Max(uptimeMs, LastMs), (int[])values.Clone()));
        }

        /// <summary>The numbers of a point of a tier: for each reading the last, or the least, the greatest and the mean.</summary>
        internal int[] Point(HistoryTier tier, int number, int readings)
        {
            long startMs = (long)number * tier.StepMs;
            int first = FirstSince(startMs);
            int end = FirstSince(startMs + tier.StepMs);
            List<int> numbers = new List<int>();
            for (int i = 0; i < readings; i++)
            {
                int[] values = _samples.Skip(first).Take(end - first).Select(s => s.Value[i]).Where(v => v != Reading.Absent).ToArray();
                if (values.Length == 0)
                {
                    numbers.AddRange(Enumerable.Repeat(Reading.Absent, tier.Width));
                }
                else if (tier.Width == 1)
                {
                    numbers.Add(values[^1]);
                }
                else
                {
                    decimal mean = values.Sum(v => (decimal)v) / values.Length;
                    numbers.AddRange(new[] { values.Min(), values.Max(), (int)Math.Round(mean, MidpointRounding.AwayFromZero) });
                }
            }

            return numbers.ToArray();
        }

        private int FirstSince(long timeMs)
        {
            int low = 0;
            int high = _samples.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (_samples[middle].Key < timeMs)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }
}
