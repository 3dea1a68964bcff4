using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A block as a test reads it, by the description and not by the firmware's code.</summary>
    internal sealed class HistoryBlock
    {
        internal int Tier { get; private set; }

        internal long Number { get; private set; }

        internal int StepMs { get; private set; }

        internal int Count { get; private set; }

        internal int Channels { get; private set; }

        internal int[] Values { get; private set; }

        internal static List<HistoryBlock> ReadAll(byte[] bytes)
        {
            List<HistoryBlock> blocks = new List<HistoryBlock>();
            for (int at = 0; at < bytes.Length;)
            {
                HistoryBlock block = Read(bytes, at);
                blocks.Add(block);
                at += 24 + (4 * block.Values.Length);
            }

            return blocks;
        }

        internal static HistoryBlock Read(byte[] bytes, int at)
        {
            CollectionAssert.AreEqual(new byte[] { 0xB1, 2 }, bytes.Skip(at).Take(2).ToArray());
            Assert.AreEqual(0, bytes[at + 3], "decimals are the readings' own");
            HistoryBlock block = new HistoryBlock
            {
                Channels = bytes[at + 2],
                Tier = BitConverter.ToUInt16(bytes, at + 4),
                Count = BitConverter.ToUInt16(bytes, at + 6),
                Number = BitConverter.ToUInt32(bytes, at + 8),
            };
            uint stepUs = BitConverter.ToUInt32(bytes, at + 12);
            block.StepMs = (int)(stepUs / 1000);
            Assert.AreEqual(0u, stepUs % 1000);
            Assert.AreEqual(block.Number * stepUs, BitConverter.ToInt64(bytes, at + 16));
            Assert.IsTrue(block.Count > 0);
            block.Values = Enumerable.Range(0, block.Count * block.Channels).Select(i => BitConverter.ToInt32(bytes, at + 24 + (4 * i))).ToArray();
            return block;
        }

        /// <summary>The numbers of one of its points.</summary>
        internal int[] Point(int index)
        {
            return Values.Skip(index * Channels).Take(Channels).ToArray();
        }
    }
}
