using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>What the history keeps, compared with a model that keeps everything.</summary>
    [TestClass]
    public sealed class HistoryTests
    {
        private const long DayMs = 24L * 60 * 60 * 1000;

        [TestMethod]
        [DataRow(1, 1, 8192)]
        [DataRow(2, 5, 8192)]
        [DataRow(3, 10, 8192)]
        [DataRow(4, 14, 8192)]
        [DataRow(5, 17, 8192)]
        [DataRow(6, 30, 0)]
        [DataRow(7, 3, 65536)]
        public void Points_OfRandomSamples_AreThoseOfTheModel(int seed, int readings, int maxSize)
        {
            Random random = new Random(seed);
            History history = new History(Make(readings), maxSize);
            HistoryModel model = new HistoryModel();
            long uptimeMs = random.Next(3) * 100000;
            int intervalMs = 1000;
            for (int i = 0; i < 6000; i++)
            {
                // The interval changes, absences come and go, there are pauses, and now and then the clock runs backwards.
                intervalMs = random.Next(500) == 0 ? new[] { 100, 1000, 1500, 60000 }[random.Next(4)] : intervalMs;
                uptimeMs += random.Next(1000) == 0 ? random.Next(6 * 3600 * 1000) : random.Next(200) == 0 ? -500 : intervalMs + random.Next(20);
                int[] values = new int[readings];
                for (int k = 0; k < readings; k++)
                {
                    values[k] = random.Next(4) == 0 || (i / 100 % 7) == k ? Reading.Absent : random.Next(-2000, 2001);
                }

                history.Add(uptimeMs, values);
                model.Add(uptimeMs, values);
                if (i % 997 == 0)
                {
                    AssertSame(model, history);
                }
            }

            AssertSame(model, history);
            Assert.AreEqual(0, history.ValuesClipped);
        }

        [TestMethod]
        public void Points_AtEachBorderOfTime_AreOfTheRightStep()
        {
            History history = new History(Make(1), History.DefaultSize);
            HistoryModel model = new HistoryModel();
            int value = 0;
            foreach (long border in new long[] { 0, 1000, 10000, 60000, 900000, 3600000, DayMs, DayMs + 900000 })
            {
                foreach (long uptimeMs in new[] { border - 1, border, border + 1 }.Where(t => t >= 0))
                {
                    history.Add(uptimeMs, new[] { ++value });
                    model.Add(uptimeMs, new[] { value });
                    AssertSame(model, history);
                }
            }
        }

        [TestMethod]
        public void Spike_OfOneSample_IsInEveryTierAndStaysForTheDay()
        {
            History history = new History(Make(1), History.DefaultSize);
            for (long uptimeMs = 0; uptimeMs <= DayMs - 900000; uptimeMs += 1000)
            {
                history.Add(uptimeMs, new[] { uptimeMs == 5000 ? 2000 : uptimeMs == 6000 ? -2000 : 100 });
                if (uptimeMs == 50000)
                {
                    CollectionAssert.AreEqual(new[] { 2000 }, Stored(history, 0, 5));
                    CollectionAssert.AreEqual(new[] { -2000, 2000, 80 }, Stored(history, 1, 0));
                }
            }

            int[] quarter = Stored(history, 3, 0);
            CollectionAssert.AreEqual(new[] { -2000, 2000, 100 }, quarter, string.Join(" ", quarter));
        }

        [TestMethod]
        public void Pause_LongerThanAllTiers_LeavesNothingOfBefore()
        {
            History history = new History(Make(2), History.DefaultSize);
            HistoryModel model = new HistoryModel();
            for (int i = 0; i < 200000; i += 500)
            {
                history.Add(i, new[] { 1, 2 });
                model.Add(i, new[] { 1, 2 });
            }

            history.Add(40 * DayMs, new[] { Reading.Absent, 7 });
            model.Add(40 * DayMs, new[] { Reading.Absent, 7 });
            AssertSame(model, history);
            Assert.AreEqual(1, history.Codings.Count(c => c != 0), "the one sample");
        }

        [TestMethod]
        public void ThirtyDays_EverySecond_EndAsTheModelsLastDay()
        {
            History history = new History(Make(3), History.DefaultSize);
            HistoryModel model = new HistoryModel();
            int[] values = new int[3];
            for (long uptimeMs = 0; uptimeMs < 30 * DayMs; uptimeMs += 1000)
            {
                values[0] = (int)(uptimeMs / 1000 % 1999);
                values[1] = (uptimeMs / 7777000) % 3 == 0 ? Reading.Absent : (int)(uptimeMs / 60000 % 2000);
                values[2] = -values[0];
                history.Add(uptimeMs, values);
                if (uptimeMs >= 28 * DayMs)
                {
                    model.Add(uptimeMs, values);
                }
            }

            AssertSame(model, history);
        }

        [TestMethod]
        public void Add_FromTheFirstOn_AllocatesNothing()
        {
            History history = new History(Make(5), History.DefaultSize);
            int[] values = { 1, 2, 3, Reading.Absent, 5 };
            byte[] buffer = new byte[1024];
            HistoryContent content = new HistoryContent(history, 0);
            long least = long.MaxValue;
            long uptimeMs = 0;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100000; i++)
                {
                    history.Add(uptimeMs += 1000, values);
                }

                int position = 0;
                while (content.Write(ref position, buffer, 0, buffer.Length) > 0)
                {
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        [TestMethod]
        [DataRow(5, 8192, 1000, 60)]
        [DataRow(6, 8192, 2000, 30)]
        [DataRow(9, 8192, 2000, 30)]
        [DataRow(10, 8192, 3000, 20)]
        [DataRow(14, 8192, 3000, 20)]
        [DataRow(15, 8192, 4000, 15)]
        [DataRow(17, 8192, 4000, 15)]
        [DataRow(5, 12254, 1000, 60)]
        [DataRow(5, 12255, 1000, 120)]
        [DataRow(5, 104320, 1000, 1380)]
        [DataRow(5, 1 << 20, 1000, 1440)]
        public void Size_FitsWhatTheBoardGives_ByLongerStepsOrMorePoints(int readings, int maxSize, int stepMs, int points)
        {
            History history = new History(Make(readings), maxSize);
            Assert.AreEqual(stepMs, history.StepMs);
            Assert.AreEqual(points, history.Tiers[1].Count);
            Assert.AreEqual(points + 1, history.Tiers[0].Count);
            Assert.IsTrue(history.Size <= maxSize, history.Size.ToString());
            foreach (HistoryTier tier in history.Tiers)
            {
                Assert.IsTrue((long)tier.StepMs * 1000 <= uint.MaxValue);
            }

            Assert.AreEqual(DayMs, (long)history.Tiers[3].StepMs * history.Tiers[3].Count);

            // As on a device: 12 bytes for each object, field and array, and what arrays hold.
            int scales = Blocks(readings * 4) + Blocks(readings);
            int gathered = Blocks(readings * 9 * 4) + Blocks(readings * 3 * 8);
            int tiers = Blocks(history.Tiers.Length * 12) + (history.Tiers.Length * DeviceMemory.Size(typeof(HistoryTier)));
            int counted = Blocks(history.Codings.Length * 2) + scales + gathered + tiers + DeviceMemory.Size(typeof(History));
            Assert.IsTrue(counted <= history.Size && counted > history.Size - 120, counted + " of " + history.Size);
        }

        [TestMethod]
        public void Size_WhereReadingsNeedMore_IsWhatTheyNeed()
        {
            Assert.IsTrue(new History(Make(17), History.DefaultSize).Size <= History.DefaultSize);
            History history = new History(Make(18), History.DefaultSize);
            Assert.IsTrue(history.Size > History.DefaultSize);
            Assert.AreEqual(4000, history.StepMs);
        }

        [TestMethod]
        public void Readings_MoreThanABlockHolds_AreRefused()
        {
            Assert.AreEqual(History.MaxReadings, new History(Make(History.MaxReadings), History.DefaultSize).ReadingCount);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new History(Make(History.MaxReadings + 1), History.DefaultSize));
            Assert.ThrowsExactly<ArgumentNullException>(() => new History(null, History.DefaultSize));
        }

        [TestMethod]
        public void Add_WithWrongArguments_ThrowsAndChangesNothing()
        {
            History history = new History(Make(2), History.DefaultSize);
            Assert.ThrowsExactly<ArgumentNullException>(() => history.Add(0, null));
            Assert.ThrowsExactly<ArgumentException>(() => history.Add(0, new int[1]));
            Assert.ThrowsExactly<ArgumentException>(() => history.Add(0, new int[3]));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => history.Add(-1, new int[2]));
            Assert.AreEqual(-1, history.Tiers[0].Newest);
        }

        [TestMethod]
        public void Add_BeyondTheGreatestUptime_CountsAsThen()
        {
            History history = new History(Make(1), History.DefaultSize);
            history.Add(History.MaxUptimeMs - 1000, new[] { 1 });
            Assert.IsTrue(history.IsDue(History.MaxUptimeMs));
            history.Add(History.MaxUptimeMs + 1, new[] { 2 });
            history.Add(long.MaxValue, new[] { 3 });
            Assert.IsFalse(history.IsDue(long.MaxValue));
            int newest = history.Tiers[0].Newest;
            Assert.AreEqual((int)(History.MaxUptimeMs / 1000), newest);
            CollectionAssert.AreEqual(new[] { 1 }, Stored(history, 0, newest - 1));
            CollectionAssert.AreEqual(new[] { 3 }, Stored(history, 0, newest));
        }

        [TestMethod]
        public void IsDue_OnceAStep()
        {
            History history = new History(Make(1), History.DefaultSize);
            Assert.IsTrue(history.IsDue(0));
            history.Add(999, new[] { 1 });
            Assert.IsFalse(history.IsDue(0));
            Assert.IsFalse(history.IsDue(999));
            Assert.IsTrue(history.IsDue(1000));
            history.Add(5000, new[] { Reading.Absent });
            Assert.IsFalse(history.IsDue(5999), "an absent value was measured too");
            Assert.IsTrue(history.IsDue(6000));
        }

        [TestMethod]
        [DataRow(0, 49151, 1)]
        [DataRow(0, 49152, 2)]
        [DataRow(-1000000, 4000000, 128)]
        [DataRow(int.MinValue, int.MaxValue, 131072)]
        [DataRow(int.MaxValue - 10, int.MaxValue, 1)]
        [DataRow(int.MinValue, int.MinValue + 10, 1)]
        [DataRow(5, 5, 1)]
        [DataRow(5, -5, 1)]
        public void Values_WithinTheirRange_AreExactOrCutToTheirStep(int min, int max, int step)
        {
            History history = new History(new[] { new Reading("a", "A", "", 0, min, max) }, History.DefaultSize);
            Random random = new Random(1);
            for (int i = 0; i < 2000; i++)
            {
                int value = i == 0 ? min : i == 1 ? Math.Max(min, max) : (int)random.NextInt64(min, (long)Math.Max(min, max) + 1);
                if (value == Reading.Absent)
                {
                    continue;
                }

                history.Add(i * 1000, new[] { value });
                int kept = Stored(history, 0, i)[0];
                Assert.IsTrue(kept <= value && kept > (long)value - step, kept + " for " + value);
            }

            Assert.AreEqual(0, history.ValuesClipped);
        }

        [TestMethod]
        public void Values_BeyondTheReachOf16Bits_AreTheNearestAndCounted()
        {
            // 49,151 codes for the range, and half of the rest on each side.
            History history = new History(new[] { new Reading("a", "A", "", 0, 0, 49151) }, History.DefaultSize);
            int[] given = { -8192, -8193, 57342, 57343, int.MinValue + 1, int.MaxValue, -1, 49152 };
            int[] kept = { -8192, -8192, 57342, 57342, -8192, 57342, -1, 49152 };
            for (int i = 0; i < given.Length; i++)
            {
                history.Add(i * 1000, new[] { given[i] });
                Assert.AreEqual(kept[i], Stored(history, 0, i)[0], given[i].ToString());
            }

            Assert.AreEqual(4, history.ValuesClipped);
            history.Add(10000, new[] { 0 });
            CollectionAssert.AreEqual(new[] { -8192, 57342 }, Stored(history, 1, 0).Take(2).ToArray(), "a spike is a spike all the same");
        }

        internal static Reading[] Make(int count)
        {
            return Enumerable.Range(0, count).Select(i => new Reading("r" + i, "R" + i, "", i % 3, -2000, 2000)).ToArray();
        }

        private static int Blocks(int bytes)
        {
            return 12 + ((bytes + 11) / 12 * 12);
        }

        private static void AssertSame(HistoryModel model, History history)
        {
            foreach (HistoryTier tier in history.Tiers)
            {
                Assert.AreEqual((int)(model.LastMs / tier.StepMs) - (tier.Width == 1 ? 0 : 1), tier.Newest);
                Assert.AreEqual(Math.Max(0, tier.Newest - tier.Count + 1), tier.Oldest);
                for (int number = tier.Oldest; number <= tier.Newest; number++)
                {
                    int[] expected = model.Point(tier, number, history.ReadingCount);
                    int[] stored = Stored(history, Array.IndexOf(history.Tiers, tier), number);
                    if (!expected.SequenceEqual(stored))
                    {
                        string point = "step " + tier.StepMs + ", point " + number + ": ";
                        Assert.Fail(point + string.Join(" ", stored) + " instead of " + string.Join(" ", expected));
                    }
                }
            }
        }

        private static int[] Stored(History history, int index, int number)
        {
            HistoryTier tier = history.Tiers[index];
            int size = tier.Width * history.ReadingCount;
            IEnumerable<ushort> codes = history.Codings.Skip(tier.Offset + (number % tier.Count * size)).Take(size);
            return codes.Select((code, i) => Decode(history, i / tier.Width, code)).ToArray();
        }

        private static int Decode(History history, int reading, int code)
        {
            return code == 0 ? Reading.Absent : history.Bases[reading] + ((code - 1) << history.Shifts[reading]);
        }
    }
}
