using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Tests.Blocks
{
    /// <summary>Samples go from one thread to another in a few arrays; what does not get through is counted on both sides.</summary>
    [TestClass]
    public sealed class SampleStreamTests
    {
        [TestMethod]
        public void Add_ABlockIsFull_ItCanBeTakenUntilItIsReleased()
        {
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 1, 0, 1000, 2));
            Assert.AreEqual(28, stream.BlockSize);
            Assert.IsFalse(stream.Add(1, 100));
            Assert.AreEqual(0, stream.Take());
            Assert.IsTrue(stream.Add(2, 200));
            Assert.AreEqual(28, stream.Take());
            Assert.AreEqual(28, stream.Take(), "the same one");
            Assert.IsFalse(stream.Add(3, 300));
            AssertBlock(stream, 28, 0, 100, 1, 2);
            stream.Release();
            Assert.AreEqual(0, stream.Take());
            Assert.IsTrue(stream.Add(40000, 400));
            AssertBlock(stream, stream.Take(), 1, 300, 3, 32767);
            Assert.AreEqual(1, stream.ValuesClipped);
        }

        [TestMethod]
        public void Add_TheBlockBeforeWasNotReleased_ThisOneIsLostWithItsNumber()
        {
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Float32, 1, 0, 1000, 1));
            for (int i = 0; i < 4; i++)
            {
                Assert.IsTrue(stream.Add(i + 0.5f, i));
            }

            Assert.AreEqual(3, stream.BlocksLost);
            BlockReader reader = new BlockReader();
            BlockSequence sequence = new BlockSequence();
            Assert.IsTrue(reader.TryRead(stream.Frame.Buffer, MessageFrame.PayloadOffset, stream.Take()));
            Assert.AreEqual(0, sequence.Follow(reader));
            Assert.AreEqual(0.5, reader.GetValue(0, 0));
            stream.Release();
            stream.Add(4.5f, 4);
            Assert.IsTrue(reader.TryRead(stream.Frame.Buffer, MessageFrame.PayloadOffset, stream.Take()));
            Assert.AreEqual(3, sequence.Follow(reader));
            Assert.AreEqual(4.5, reader.GetValue(0, 0));
        }

        [TestMethod]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(5)]
        public void Add_SomeBlocksWait_TheOldestComesFirstAndTheOneTooManyIsLost(int blocks)
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 1, 0, 1000, 1), 1));
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 1, 0, 1000, 1), blocks);
            uint number = 0;
            for (int round = 0; round < 3; round++)
            {
                for (int i = 0; i < blocks - 1; i++)
                {
                    stream.Add((int)number, number);
                    number++;
                }

                Assert.AreEqual(round, stream.BlocksLost);
                stream.Add((int)number, number);
                number++;
                Assert.AreEqual(round + 1, stream.BlocksLost);
                for (uint i = number - (uint)blocks; i < number - 1; i++)
                {
                    AssertBlock(stream, stream.Take(), i, i, (int)i);
                    stream.Release();
                }

                Assert.AreEqual(0, stream.Take());
                stream.Release();
                Assert.AreEqual(0, stream.Take(), "there was nothing to release");
            }
        }

        [TestMethod]
        public void Flush_SomeSamples_AreABlock()
        {
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 2, 0, 1000, 100));
            stream.Flush();
            Assert.AreEqual(0, stream.Take());
            stream.Add(1, 5);
            Assert.ThrowsExactly<InvalidOperationException>(stream.Flush);
            stream.Add(2, 5);
            stream.Flush();
            AssertBlock(stream, stream.Take(), 0, 5, 1, 2);
            stream.Release();
            stream.Add(3, 6);
            stream.Add(4, 6);
            stream.Flush();
            AssertBlock(stream, stream.Take(), 1, 6, 3, 4);
        }

        [TestMethod]
        [DataRow(2)]
        [DataRow(4)]
        public void Add_OnAThreadOfItsOwn_EverySampleArrivesOrIsCounted(int room)
        {
            const int Blocks = 20000;
            const int Count = 7;
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int32, 1, 0, 1000, Count), room);
            Thread sampling = new Thread(() =>
            {
                for (int i = 0; i < Blocks * Count; i++)
                {
                    stream.Add(i, i);
                }
            });
            BlockReader reader = new BlockReader();
            BlockSequence sequence = new BlockSequence();
            int taken = 0;
            sampling.Start();
            bool isOver;
            do
            {
                isOver = !sampling.IsAlive;
                int count = stream.Take();
                if (count > 0)
                {
                    Assert.IsTrue(reader.TryRead(stream.Frame.Buffer, MessageFrame.PayloadOffset, count));
                    sequence.Follow(reader);
                    Assert.AreEqual(reader.Sequence * Count, reader.TimeUs);
                    for (int i = 0; i < Count; i++)
                    {
                        Assert.AreEqual((int)(reader.Sequence * Count) + i, reader.GetRaw(i, 0));
                    }

                    taken++;
                    stream.Release();
                }
            }
            while (!isOver || stream.Take() > 0);

            Assert.AreEqual(Blocks, taken + stream.BlocksLost);
            Assert.AreEqual(0, sequence.Restarts);
            Assert.AreEqual(stream.BlocksLost, sequence.Missing + (Blocks - 1 - reader.Sequence));
        }

        [TestMethod]
        public void Add_TakeAndRead_MakeNoGarbage()
        {
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Float32, 3, 0, 1000, 20));
            BlockReader reader = new BlockReader();
            BlockSequence sequence = new BlockSequence();
            double sum = 0;
            void Run()
            {
                for (int i = 0; i < 600; i++)
                {
                    if (stream.Add(i * 0.1f, i))
                    {
                        reader.TryRead(stream.Frame.Buffer, MessageFrame.PayloadOffset, stream.Take());
                        sequence.Follow(reader);
                        sum += reader.GetValue(19, 2);
                        stream.Release();
                    }
                }
            }

            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Run();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.IsTrue(sum > 0);
        }

        [TestMethod]
        public void Memory_OfAStream_IsTwoBlocksAndLittleElse()
        {
            SampleStream stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 3, 0, 1000, 160));
            int bytes = 0;
            foreach (object one in DeviceMemory.Reach(stream))
            {
                bytes += DeviceMemory.Size(one);
            }

            Assert.IsTrue(bytes <= (2 * (stream.BlockSize + 24)) + 500, bytes.ToString());
        }

        private static void AssertBlock(SampleStream stream, int count, uint sequence, long timeUs, params int[] values)
        {
            BlockReader reader = new BlockReader();
            Assert.IsTrue(reader.TryRead(stream.Frame.Buffer, MessageFrame.PayloadOffset, count));
            List<int> read = new List<int>();
            for (int i = 0; i < values.Length; i++)
            {
                read.Add(reader.GetRaw(i / reader.Channels, i % reader.Channels));
            }

            Assert.AreEqual(sequence, reader.Sequence);
            Assert.AreEqual(timeUs, reader.TimeUs);
            CollectionAssert.AreEqual(values, read);
        }
    }
}
