using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The history as it is served: what its blocks say, all at once and while samples go on.</summary>
    [TestClass]
    public sealed class HistoryContentTests
    {
        private const int DayMs = 24 * 60 * 60 * 1000;

        [TestMethod]
        [DataRow(1, 1)]
        [DataRow(1, 65536)]
        [DataRow(5, 8192)]
        [DataRow(8, 8192)]
        [DataRow(17, 8192)]
        [DataRow(30, 65536)]
        public void Whole_AtAnyAge_HasEachTimeOnceAndUpToTheNewest(int readings, int maxSize)
        {
            Random random = new Random(readings);
            foreach (int ageMs in new[] { 0, 999, 1000, 59999, 61000, 75432, 610000, 3661000, 8000000, DayMs, DayMs + 1000000 })
            {
                History history = new History(HistoryTests.Make(readings), maxSize);
                HistoryModel model = new HistoryModel();
                for (int uptimeMs = 0; uptimeMs <= ageMs; uptimeMs += ageMs > 1000000 ? random.Next(30000) : random.Next(1500))
                {
                    Add(history, model, uptimeMs, random);
                }

                Add(history, model, ageMs, random);
                int capacity = random.Next(DynamicContent.MinRoom, 5000);
                List<HistoryBlock> blocks = HistoryBlock.ReadAll(ReadAll(new HistoryContent(history, 0), capacity));
                long firstMs = AssertContinuous(blocks, history, model);
                Assert.IsTrue(firstMs == 0 || ageMs - firstMs >= DayMs, "from " + firstMs + " of " + ageMs);
            }
        }

        [TestMethod]
        [DataRow(8192, 1, 1000)]
        [DataRow(8192, 60000, 60000)]
        [DataRow(8192, 61000, 61000)]
        [DataRow(8192, 61001, 70000)]
        [DataRow(8192, 590000, 590000)]
        [DataRow(8192, 610000, 610000)]
        [DataRow(8192, 610001, 640000)]
        [DataRow(8192, 3600000, 3640000)]
        [DataRow(8192, 3640000, 3640000)]
        [DataRow(8192, 3640001, 3700000)]
        [DataRow(8192, 7200000, 7300000)]
        [DataRow(65536, 3600000, 3600000)]
        public void Window_BeginsInTheFinestTierThatGoesBackSoFar(int maxSize, int windowMs, int expected)
        {
            History history = new History(HistoryTests.Make(4), maxSize);
            HistoryModel model = new HistoryModel();
            Random random = new Random(1);
            for (int uptimeMs = 0; uptimeMs <= 9999000; uptimeMs += 1000)
            {
                Add(history, model, uptimeMs, random);
            }

            List<HistoryBlock> blocks = HistoryBlock.ReadAll(ReadAll(new HistoryContent(history, windowMs), 1000));
            long age = 10000000 - AssertContinuous(blocks, history, model);
            Assert.AreEqual(expected, age);
        }

        [TestMethod]
        public void Window_LongerThanTheUptime_IsAllThereIs()
        {
            History history = new History(HistoryTests.Make(1), History.DefaultSize);
            history.Add(0, new[] { 1 });
            CollectionAssert.AreEqual(ReadAll(new HistoryContent(history, 0), 1000), ReadAll(new HistoryContent(history, long.MaxValue), 1000));
        }

        [TestMethod]
        [DataRow(1, 385)]
        [DataRow(2, 385)]
        [DataRow(3, 1016)]
        [DataRow(4, 1016)]
        public void Slow_WhileSamplesGoOn_GetsEachTimeOnceOrNotAtAll(int seed, int capacity)
        {
            Random random = new Random(seed);
            History history = new History(HistoryTests.Make(5), seed % 2 == 0 ? 65536 : 8192);
            HistoryModel model = new HistoryModel();
            long uptimeMs = 0;
            for (; uptimeMs < DayMs + 5000000; uptimeMs += 7000)
            {
                Add(history, model, uptimeMs, random);
            }

            HistoryContent content = new HistoryContent(history, 0);
            byte[] buffer = new byte[capacity];
            int position = 0;
            long endMs = 0;
            int tierBefore = History.TierCount - 1;
            int skips = 0;
            int count;
            for (int pieces = 0; (count = content.Write(ref position, buffer, 0, capacity)) > 0; pieces++)
            {
                Assert.IsTrue(pieces < 20000, "it never ends");
                HistoryBlock block = HistoryBlock.Read(buffer, 0);
                AssertPoints(block, history, model);
                HistoryTier tier = history.Tiers[block.Tier];
                long startMs = block.Number * block.StepMs;
                AssertFollows(startMs, endMs, block.Tier, tierBefore, history);
                tierBefore = block.Tier;
                if (startMs > endMs && pieces > 0)
                {
                    // What lies between is nowhere any more: what follows is the oldest of its tier.
                    Assert.AreEqual(tier.Oldest, block.Number);
                    skips++;
                }

                endMs = startMs + (block.Count * (long)block.StepMs);
                for (int left = random.Next(3); left > 0; left--)
                {
                    Add(history, model, uptimeMs += random.Next(8) > 0 ? 300 : seed % 2 == 0 ? 20000 : 2000000, random);
                }
            }

            Assert.IsTrue(endMs > DayMs);
            Assert.IsTrue(seed > 1 || skips > 0, "the test wants some");
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void Overwritten_WhileItWasSent_IsSkippedAndTheNumberSaysSo(int index)
        {
            History history = new History(HistoryTests.Make(5), History.DefaultSize);
            HistoryModel model = new HistoryModel();
            Random random = new Random(1);
            int uptimeMs = 0;
            for (; uptimeMs < DayMs + 4000000; uptimeMs += 1000)
            {
                Add(history, null, uptimeMs, random);
            }

            HistoryContent content = new HistoryContent(history, 0);
            byte[] buffer = new byte[DynamicContent.MinRoom];
            int position = 0;
            HistoryBlock block;
            do
            {
                Assert.IsTrue(content.Write(ref position, buffer, 0, buffer.Length) > 0);
                block = HistoryBlock.Read(buffer, 0);
            }
            while (block.Tier != index);
            long next = block.Number + block.Count;
            for (int left = 2 * history.Tiers[index].Count * block.StepMs / 1000; left > 0; left--)
            {
                Add(history, model, uptimeMs += 1000, random);
            }

            Assert.IsTrue(content.Write(ref position, buffer, 0, buffer.Length) > 0);
            block = HistoryBlock.Read(buffer, 0);
            Assert.AreEqual(index, block.Tier);
            Assert.AreEqual(history.Tiers[index].Oldest, block.Number);
            Assert.IsTrue(block.Number > next);
            AssertPoints(block, history, model);
        }

        [TestMethod]
        public void CaughtUp_WithTheNewest_IsTheEndWhateverComesThen()
        {
            History history = new History(HistoryTests.Make(2), History.DefaultSize);
            HistoryContent content = new HistoryContent(history, 0);
            byte[] buffer = new byte[1000];
            int position = 0;
            history.Add(0, new[] { 1, 2 });
            Assert.AreEqual(32, content.Write(ref position, buffer, 0, buffer.Length));
            history.Add(1000, new[] { 3, 4 });
            Assert.AreEqual(0, content.Write(ref position, buffer, 0, buffer.Length));
        }

        [TestMethod]
        public void Room_TheLeastThereIs_HoldsAPointOfTheMostReadings()
        {
            History history = new History(HistoryTests.Make(History.MaxReadings), History.DefaultSize);
            HistoryModel model = new HistoryModel();
            Random random = new Random(1);
            for (int uptimeMs = 0; uptimeMs < 200000; uptimeMs += 1000)
            {
                Add(history, model, uptimeMs, random);
            }

            List<HistoryBlock> blocks = HistoryBlock.ReadAll(ReadAll(new HistoryContent(history, 0), DynamicContent.MinRoom));
            Assert.AreEqual(0L, AssertContinuous(blocks, history, model));
            Assert.AreEqual(1, blocks[0].Count);
            Assert.AreEqual(90, blocks[0].Channels);
        }

        [TestMethod]
        public void Empty_OrWithoutReadings_IsNothing()
        {
            foreach (int readings in new[] { 0, 3 })
            {
                History history = new History(HistoryTests.Make(readings), History.DefaultSize);
                Assert.AreEqual(0, ReadAll(new HistoryContent(history, 0), 1000).Length);
                Assert.AreEqual(0, ReadAll(new HistoryContent(history, 60000), 1000).Length);
            }

            History none = new History(HistoryTests.Make(0), History.DefaultSize);
            none.Add(0, new int[0]);
            none.Add(100000, new int[0]);
            Assert.AreEqual(0, ReadAll(new HistoryContent(none, 0), 1000).Length);
        }

        [TestMethod]
        public void Newest_AtTheGreatestUptime_IsSent()
        {
            History history = new History(HistoryTests.Make(1), 1 << 20);
            history.Add(History.MaxUptimeMs, new[] { 5 });
            List<HistoryBlock> blocks = HistoryBlock.ReadAll(ReadAll(new HistoryContent(history, 0), 1000));
            Assert.AreEqual(5, blocks[^1].Values[^1]);
            Assert.AreEqual(History.MaxUptimeMs / 1000, blocks[^1].Number + blocks[^1].Count - 1);
        }

        [TestMethod]
        public void Arguments_OutOfRange_Throw()
        {
            Assert.ThrowsExactly<ArgumentNullException>(() => new HistoryContent(null, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new HistoryContent(new History(HistoryTests.Make(1), 0), -1));
        }

        internal static byte[] ReadAll(HistoryContent content, int capacity)
        {
            List<byte> all = new List<byte>();
            byte[] buffer = new byte[capacity + 20];
            int position = 0;
            int count;
            while ((count = content.Write(ref position, buffer, 10, capacity)) > 0)
            {
                Assert.IsTrue(count <= capacity);
                all.AddRange(buffer.Skip(10).Take(count));
            }

            Assert.IsTrue(buffer.Take(10).All(b => b == 0) && buffer.Skip(10 + capacity).All(b => b == 0), "outside of its room");
            Assert.AreEqual(0, content.Write(ref position, buffer, 10, capacity), "the end stays the end");
            return all.ToArray();
        }

        private static void Add(History history, HistoryModel model, long uptimeMs, Random random)
        {
            int[] values = new int[history.ReadingCount];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.Next(5) == 0 ? Reading.Absent : random.Next(-2000, 2001);
            }

            history.Add(uptimeMs, values);
            model?.Add(uptimeMs, values);
        }

        /// <summary>That each block goes on where the last one ended, up to the newest point; and where the first begins.</summary>
        private static long AssertContinuous(List<HistoryBlock> blocks, History history, HistoryModel model)
        {
            long firstMs = blocks[0].Number * blocks[0].StepMs;
            long endMs = firstMs;
            int tier = blocks[0].Tier;
            foreach (HistoryBlock block in blocks)
            {
                long startMs = block.Number * block.StepMs;
                AssertFollows(startMs, endMs, block.Tier, tier, history);
                Assert.IsTrue(startMs <= endMs, "something is left out");
                AssertPoints(block, history, model);
                tier = block.Tier;
                endMs = startMs + (block.Count * (long)block.StepMs);
            }

            Assert.AreEqual((history.Tiers[0].Newest + 1L) * history.StepMs, endMs);
            return firstMs;
        }

        /// <summary>That a block begins where the last one ended, or later; the last point of a coarser tier may reach into it.</summary>
        private static void AssertFollows(long startMs, long endMs, int tier, int lastTier, History history)
        {
            Assert.IsTrue(tier <= lastTier);
            Assert.IsTrue(startMs > endMs - (tier == lastTier ? 1 : history.Tiers[lastTier].StepMs), "twice");
        }

        private static void AssertPoints(HistoryBlock block, History history, HistoryModel model)
        {
            HistoryTier tier = history.Tiers[block.Tier];
            Assert.AreEqual(tier.StepMs, block.StepMs);
            Assert.AreEqual(tier.Width * history.ReadingCount, block.Channels);
            for (int i = 0; i < block.Count; i++)
            {
                CollectionAssert.AreEqual(model.Point(tier, (int)block.Number + i, history.ReadingCount), block.Point(i));
            }
        }
    }
}
