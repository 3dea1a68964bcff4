using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Tests.Blocks
{
    /// <summary>Blocks as docs/protocol.md has them: the bytes, what comes back, and both ends of every range.</summary>
    [TestClass]
    public sealed class BlockTests
    {
        [TestMethod]
        public void Write_TheExampleOfTheProtocol_GivesItsBytes()
        {
            SampleBlockWriter writer = new SampleBlockWriter(7, SampleType.Int16, 2, 2, 1000, 3) { Sequence = 258 };
            byte[] buffer = new byte[writer.BlockSize];
            writer.Begin(buffer, 0);
            Assert.IsFalse(writer.Add(2153, 0x0102030405L));
            Assert.IsFalse(writer.Add(-1, 9));
            Assert.IsFalse(writer.Add(2154, 9));
            Assert.IsFalse(writer.Add(-2, 9));
            Assert.IsFalse(writer.Add(2155, 9));
            Assert.IsTrue(writer.Add(-32768, 9));

            Assert.AreEqual(36, writer.End());
            string example = RepositoryTree.Read("docs/protocol.md").Split("```\n").Single(p => p.StartsWith("B1 01 ", StringComparison.Ordinal));
            Assert.AreEqual(example.Replace(" ", "").Replace("\n", ""), Convert.ToHexString(buffer));
            Assert.AreEqual(259u, writer.Sequence);
        }

        [TestMethod]
        public void Read_WhatWasWritten_IsTheSame()
        {
            byte[] buffer = new byte[500];
            BlockReader reader = new BlockReader();
            foreach (int offset in new[] { 0, 1, 13 })
            {
                SampleBlockWriter writer = new SampleBlockWriter(65535, SampleType.Int32, 3, 4, int.MaxValue, 5) { Sequence = uint.MaxValue };
                writer.Begin(buffer, offset);
                for (int i = 0; i < 15; i++)
                {
                    writer.Add((i % 2 == 0 ? 1 : -1) * i * 12345678, BlockFormat.TimeLimitUs - 1 + i);
                }

                Assert.IsTrue(reader.TryRead(buffer, offset, writer.End()));
                Assert.AreEqual(65535, reader.StreamId);
                Assert.AreEqual(SampleType.Int32, reader.Type);
                Assert.AreEqual(3, reader.Channels);
                Assert.AreEqual(4, reader.Decimals);
                Assert.AreEqual(5, reader.Count);
                Assert.AreEqual(uint.MaxValue, reader.Sequence);
                Assert.AreEqual((uint)int.MaxValue, reader.IntervalUs);
                Assert.AreEqual(BlockFormat.TimeLimitUs - 1, reader.TimeUs);
                Assert.AreEqual(-7 * 12345678, reader.GetRaw(2, 1));
                Assert.AreEqual(-8641.9746, reader.GetValue(2, 1), 1e-9);
                Assert.AreEqual(0u, writer.Sequence, "it begins anew behind the last");
            }
        }

        [TestMethod]
        [DataRow(0f)]
        [DataRow(-0f)]
        [DataRow(1f)]
        [DataRow(-1.5f)]
        [DataRow(21.53f)]
        [DataRow(1e-39f)]
        [DataRow(-1e-45f)]
        [DataRow(1.17549435E-38f)]
        [DataRow(1.17549421E-38f)]
        [DataRow(float.Epsilon)]
        [DataRow(float.MaxValue)]
        [DataRow(float.MinValue)]
        [DataRow(float.PositiveInfinity)]
        [DataRow(float.NegativeInfinity)]
        [DataRow(float.NaN)]
        public void Write_FloatingPoint_HasTheBitsOfBinary32(float value)
        {
            Assert.AreEqual(BitConverter.SingleToInt32Bits(value), BitsOf(value), value.ToString("R"));
        }

        [TestMethod]
        public void Write_FloatingPointNumbersOfAnyBits_HaveTheBitsOfBinary32()
        {
            Random random = new Random(FreshSeed.Value);
            for (int i = 0; i < 20000; i++)
            {
                int bits = random.Next(int.MinValue, int.MaxValue);
                float value = BitConverter.Int32BitsToSingle(bits);
                int written = BitsOf(value);
                if (float.IsNaN(value))
                {
                    Assert.IsTrue(float.IsNaN(BitConverter.Int32BitsToSingle(written)), bits.ToString("x8"));
                }
                else
                {
                    Assert.AreEqual(bits.ToString("x8"), written.ToString("x8"));
                }
            }
        }

        [TestMethod]
        public void Write_WholeNumbersToAStreamOfFloatingPoint_AreConverted()
        {
            SampleBlockWriter writer = new SampleBlockWriter(0, SampleType.Float32, 1, 0, 0, 2);
            byte[] buffer = new byte[writer.BlockSize];
            writer.Begin(buffer, 0);
            writer.Add(-3, 0);
            writer.Add(0.25f, 0);
            BlockReader reader = new BlockReader();
            Assert.IsTrue(reader.TryRead(buffer, 0, writer.End()));
            Assert.AreEqual(-3d, reader.GetValue(0, 0));
            Assert.AreEqual(0.25, reader.GetValue(1, 0));
            Assert.ThrowsExactly<InvalidOperationException>(() => reader.GetRaw(0, 0));
        }

        [TestMethod]
        public void Write_ValuesThatDoNotFit16Bits_AreTheNearestAndCounted()
        {
            SampleBlockWriter writer = new SampleBlockWriter(0, SampleType.Int16, 1, 0, 0, 4);
            byte[] buffer = new byte[writer.BlockSize];
            writer.Begin(buffer, 0);
            foreach (int value in new[] { 32767, 32768, -32768, -32769 })
            {
                writer.Add(value, 0);
            }

            BlockReader reader = new BlockReader();
            Assert.IsTrue(reader.TryRead(buffer, 0, writer.End()));
            CollectionAssert.AreEqual(new[] { 32767, 32767, -32768, -32768 }, Enumerable.Range(0, 4).Select(i => reader.GetRaw(i, 0)).ToArray());
            Assert.AreEqual(2, writer.ValuesClipped);
        }

        [TestMethod]
        [DataRow(SampleType.Int16, 1, 1)]
        [DataRow(SampleType.Int16, 255, 65535)]
        [DataRow(SampleType.Int32, 255, 1)]
        [DataRow(SampleType.Float32, 1, 65535)]
        public void Block_OfTheLeastAndTheGreatestSize_ComesBack(SampleType type, int channels, int count)
        {
            SampleBlockWriter writer = new SampleBlockWriter(0, type, channels, 0, 0, count);
            byte[] buffer = new byte[writer.BlockSize];
            writer.Begin(buffer, 0);
            for (int i = 1; i < channels * count; i++)
            {
                Assert.IsFalse(writer.Add(i % 30000, 0));
            }

            Assert.IsTrue(writer.Add(-77, 0));
            BlockReader reader = new BlockReader();
            Assert.IsTrue(reader.TryRead(buffer, 0, writer.End()));
            Assert.AreEqual(count, reader.Count);
            Assert.AreEqual(-77d, reader.GetValue(count - 1, channels - 1));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.GetValue(count, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.GetValue(0, channels));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.GetValue(-1, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.GetValue(0, -1));
        }

        [TestMethod]
        [DataRow(-1, 1, 1, 0, 0, 1)]
        [DataRow(65536, 1, 1, 0, 0, 1)]
        [DataRow(0, 0, 1, 0, 0, 1)]
        [DataRow(0, 4, 1, 0, 0, 1)]
        [DataRow(0, 1, 0, 0, 0, 1)]
        [DataRow(0, 1, 256, 0, 0, 1)]
        [DataRow(0, 1, 1, -1, 0, 1)]
        [DataRow(0, 1, 1, 10, 0, 1)]
        [DataRow(0, 3, 1, 1, 0, 1)]
        [DataRow(0, 1, 1, 0, -1, 1)]
        [DataRow(0, 1, 1, 0, 0, 0)]
        [DataRow(0, 1, 1, 0, 0, 65536)]
        public void Writer_ArgumentOutOfRange_IsRefused(int streamId, int type, int channels, int decimals, int intervalUs, int count)
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => new SampleBlockWriter(streamId, (SampleType)type, channels, decimals, intervalUs, count));
        }

        [TestMethod]
        public void Writer_UsedOutOfOrder_Refuses()
        {
            SampleBlockWriter writer = new SampleBlockWriter(0, SampleType.Int32, 2, 0, 0, 2);
            byte[] buffer = new byte[writer.BlockSize + 1];
            Assert.ThrowsExactly<InvalidOperationException>(() => writer.Add(1, 0), "not begun");
            Assert.AreEqual(0, writer.End());
            Assert.ThrowsExactly<ArgumentNullException>(() => writer.Begin(null, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Begin(buffer, 2));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Begin(buffer, -1));
            writer.Begin(buffer, 1);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Add(1, -1));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Add(1, BlockFormat.TimeLimitUs));
            Assert.ThrowsExactly<InvalidOperationException>(() => writer.Add(1f, 0));
            writer.Add(1, 0);
            Assert.ThrowsExactly<InvalidOperationException>(() => writer.End(), "a sample lacks a channel");
            writer.Add(2, 0);
            Assert.AreEqual(BlockFormat.HeaderSize + 8, writer.End(), "not full");
            Assert.ThrowsExactly<InvalidOperationException>(() => writer.Add(1, 0), "ended");
            Assert.AreEqual(0, writer.End());
            writer.Begin(buffer, 0);
            Assert.AreEqual(0, writer.End(), "no sample");
            Assert.AreEqual(1u, writer.Sequence, "no number for what was never sent");
            writer.Begin(new MessageFrame(writer.BlockSize));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Begin(new MessageFrame(writer.BlockSize - 1)));
        }

        [TestMethod]
        public void Read_AnythingElse_IsNoBlock()
        {
            SampleBlockWriter writer = new SampleBlockWriter(7, SampleType.Int16, 2, 2, 1000, 3);
            byte[] good = new byte[writer.BlockSize];
            writer.Begin(good, 0);
            for (int i = 0; i < 6; i++)
            {
                writer.Add(i, 0);
            }

            writer.End();
            BlockReader reader = new BlockReader();
            Assert.IsTrue(reader.TryRead(good, 0, good.Length));
            for (int count = 0; count < good.Length; count++)
            {
                Assert.IsFalse(reader.TryRead(good, 0, count), "cut at " + count);
            }

            Assert.ThrowsExactly<InvalidOperationException>(() => reader.GetRaw(0, 0));
            Assert.IsFalse(reader.TryRead(good.Append((byte)0).ToArray(), 0, good.Length + 1), "longer");
            foreach ((int at, int value) in new[] { (0, 0xB2), (0, 0x7B), (1, 0), (1, 4), (2, 0), (2, 3), (3, 10), (6, 0), (6, 4), (22, 0x20), (23, 0x80) })
            {
                byte[] bad = (byte[])good.Clone();
                bad[at] = (byte)value;
                Assert.IsFalse(reader.TryRead(bad, 0, bad.Length), at + " is " + value);
            }

            byte[] decimals = (byte[])good.Clone();
            decimals[3] = 9;
            Assert.IsTrue(reader.TryRead(decimals, 0, decimals.Length));
            Assert.ThrowsExactly<ArgumentNullException>(() => reader.TryRead(null, 0, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.TryRead(good, 1, good.Length));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reader.TryRead(good, -1, 1));
        }

        [TestMethod]
        public void Sequence_GapsRepeatsAndRestarts_AreToldApart()
        {
            BlockSequence sequence = new BlockSequence();
            // number, time, how many are missing before it
            foreach ((uint number, long time, long missing) in new[]
            {
                (4294967290u, 50L, 0L),
                (4294967291u, 51L, 0L),
                (4294967294u, 54L, 2L),
                (4294967294u, 54L, 0L),
                (4294967295u, 55L, 0L),
                (0u, 56L, 0L),
                (5u, 61L, 4L),
                // Behind in time.
                (6u, 60L, 0L),
                (8u, 62L, 1L),
                // Behind in number.
                (7u, 63L, 0L),
                (0x80000006u, 64L, 0x7FFFFFFEL),
            })
            {
                Assert.AreEqual(missing, sequence.Follow(new BlockReader { Sequence = number, TimeUs = time }), number.ToString());
            }

            Assert.AreEqual(7L + 0x7FFFFFFE, sequence.Missing);
            Assert.AreEqual(2, sequence.Restarts);
        }

        private static int BitsOf(float value)
        {
            SampleBlockWriter writer = new SampleBlockWriter(0, SampleType.Float32, 1, 0, 0, 1);
            byte[] buffer = new byte[writer.BlockSize];
            writer.Begin(buffer, 0);
            writer.Add(value, 0);
            writer.End();
            return BitConverter.ToInt32(buffer, BlockFormat.HeaderSize);
        }
    }
}
