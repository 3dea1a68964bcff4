using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>The encoder: zlib and our decoder read what it makes, it keeps to window and room, and it is worth its while.</summary>
    [TestClass]
    public sealed class DeflaterTests
    {
        [TestMethod]
        public void Encode_AnyData_IsReadByZlibAndByUs()
        {
            Random random = new Random(11);
            Deflater shared = new Deflater(0);
            for (int round = 0; round < 300; round++)
            {
                int bits = random.Next(8, 16);
                byte[] data = DeflateData.Make(random, random.Next(4) == 0 ? random.Next(20000) : random.Next(1500));
                byte[] message = DeflateData.Write(shared, data, bits, random.Next(2) == 0 ? random.Next(Deflater.MinCapacity, 3000) : data.Length + 100);
                CollectionAssert.AreEqual(data, DeflateData.ReadByZlib(message), "zlib, round " + round);
                CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(bits), message), "window of " + bits + " bits, round " + round);
            }
        }

        [TestMethod]
        [DataRow(8)]
        [DataRow(9)]
        [DataRow(10)]
        [DataRow(12)]
        [DataRow(15)]
        public void Encode_WithContext_RefersToEarlierMessagesWithinTheWindow(int bits)
        {
            Random random = new Random(bits);
            Deflater deflater = new Deflater(bits);
            Inflater inflater = new Inflater(bits);
            int with = 0;
            int without = 0;
            Deflater alone = new Deflater(0);
            for (int i = 0; i < 200; i++)
            {
                byte[] data = i % 10 == 9 ? DeflateData.Make(random, random.Next(70000)) : DeflateData.Json(random, 150);
                byte[] message = DeflateData.Write(deflater, data, bits, i % 3 == 0 ? 500 : data.Length + 100);
                CollectionAssert.AreEqual(data, DeflateData.Read(inflater, message), "message " + i);
                if (data.Length == 150)
                {
                    with += message.Length;
                    without += DeflateData.Write(alone, data, bits, 1000).Length;
                }
            }

            Assert.IsTrue(with * 10 < without * 8, with + " bytes with and " + without + " without");
        }

        [TestMethod]
        public void Encode_ForASmallerWindow_KeepsToIt()
        {
            Random random = new Random(5);
            Deflater deflater = new Deflater(12);
            Inflater inflater = new Inflater(8);
            for (int i = 0; i < 50; i++)
            {
                byte[] data = DeflateData.Json(random, 700);
                CollectionAssert.AreEqual(data, DeflateData.Read(inflater, DeflateData.Write(deflater, data, 8, 1000)), "message " + i);
            }
        }

        [TestMethod]
        public void Encode_AfterReset_RefersToNothing()
        {
            Deflater deflater = new Deflater(9);
            byte[] data = DeflateData.Json(new Random(1), 300);
            byte[] first = DeflateData.Write(deflater, data, 9, 1000);
            byte[] again = DeflateData.Write(deflater, data, 9, 1000);
            Assert.IsTrue(again.Length < first.Length / 4, again.Length + " of " + first.Length);
            deflater.Reset();
            CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(9), DeflateData.Write(deflater, data, 9, 1000)));
        }

        [TestMethod]
        public void Encode_Random_GrowsByElevenBytesAtMost()
        {
            byte[] data = new byte[30000];
            new Random(2).NextBytes(data);
            foreach (int count in new[] { 0, 1, 2, 3, 16, 100, 1000, 16000 })
            {
                int size = DeflateData.Write(new Deflater(0), data[..count], 15, count + Deflater.MinCapacity).Length;
                Assert.IsTrue(size <= count + 11, count + " bytes became " + size);
            }
        }

        [TestMethod]
        public void Encode_Empty_IsOneByte()
        {
            // RFC 7692 section 7.2.3.6.
            CollectionAssert.AreEqual(new byte[] { 0 }, DeflateData.Write(new Deflater(0), Array.Empty<byte>(), 15, 100));
        }

        [TestMethod]
        public void Encode_Text_BeatsFixedCodesAndComesNearZlib()
        {
            Random random = new Random(6);
            foreach (int count in new[] { 400, 900, 4000 })
            {
                byte[] data = DeflateData.Json(random, count);
                int ours = DeflateData.Write(new Deflater(0), data, 15, count).Length;
                int zlib = DeflateData.ByZlib(data, 6).Length;
                int fast = DeflateData.ByZlib(data, 1).Length;
                Assert.IsTrue(ours < fast, count + " bytes became " + ours + ", at zlib's level 1 " + fast);
                Assert.IsTrue(ours * 10 < zlib * 14, count + " bytes became " + ours + ", zlib's " + zlib);
            }

            // No two alike in a row, of eight letters: nothing to refer to, and three bits each.
            byte[] letters = Enumerable.Range(0, 800).Select(i => (byte)('a' + random.Next(8))).ToArray();
            int size = DeflateData.Write(new Deflater(0), letters, 15, 900).Length;
            Assert.IsTrue(size < 400, size + " bytes, where fixed codes without repeats take 800");
        }

        [TestMethod]
        public void Memory_OfTheSmallestWindows_IsWhatIsStated()
        {
            // In a device's heap, arrays and objects with their blocks.
            Assert.IsTrue(Size(new Inflater(9)) < 3072, "inflating: " + Size(new Inflater(9)));
            Assert.IsTrue(Size(new Inflater(0)) < 2560, "inflating without a window: " + Size(new Inflater(0)));
            Assert.IsTrue(Size(new Deflater(9)) < 4096, "deflating: " + Size(new Deflater(9)));
            Assert.IsTrue(Size(new Deflater(0)) < 3072, "deflating without a window: " + Size(new Deflater(0)));
        }

        [TestMethod]
        public void Codec_AfterConstruction_AllocatesNothing()
        {
            byte[] data = DeflateData.Json(new Random(8), 2000);
            byte[] message = DeflateData.ByZlib(data, 6);
            byte[] output = new byte[3000];
            Deflater deflater = new Deflater(10);
            Inflater inflater = new Inflater(15);
            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 50; i++)
                {
                    deflater.Encode(data, 0, 0, data.Length, 15, output, 0, output.Length, true);
                    inflater.Decode(message, 0, message.Length, output, 0, output.Length);
                    inflater.EndMessage();
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        private static int Size(object root)
        {
            return DeviceMemory.Reach(root).Sum(DeviceMemory.Size);
        }
    }
}
