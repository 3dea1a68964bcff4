using System;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>The decoder against zlib, however input and output are cut, and against what is no DEFLATE.</summary>
    [TestClass]
    public sealed class InflaterTests
    {
        [TestMethod]
        [DataRow("F248CDC9C90700", DisplayName = "fixed codes, RFC 7692 section 7.2.3.1")]
        [DataRow("000500FAFF48656C6C6F00", DisplayName = "stored, section 7.2.3.3")]
        [DataRow("F348CDC9C9070000", DisplayName = "BFINAL, section 7.2.3.4")]
        [DataRow("F348CDC9C90700", DisplayName = "BFINAL without the byte behind it")]
        [DataRow("F2480500000000FFFFCAC9C90700", DisplayName = "two blocks, section 7.2.3.5")]
        public void Decode_ExamplesOfTheRfc_GiveHello(string hex)
        {
            // The two blocks are those of section 7.2.3.5, whose first is flushed behind "He".
            byte[] message = Convert.FromHexString(hex == "F2480500000000FFFFCAC9C90700" ? "F248050000" + "00FFFFCAC9C90700" : hex);
            Assert.AreEqual("Hello", Encoding.ASCII.GetString(DeflateData.Read(new Inflater(15), message)));
        }

        [TestMethod]
        public void Decode_SecondMessageOfTheRfc_RefersToTheFirst()
        {
            // Section 7.2.3.2.
            Inflater inflater = new Inflater(8);
            DeflateData.Read(inflater, Convert.FromHexString("F248CDC9C90700"));
            Assert.AreEqual("Hello", Encoding.ASCII.GetString(DeflateData.Read(inflater, Convert.FromHexString("F200110000"))));

            inflater.Reset();
            Assert.IsNull(DeflateData.Read(inflater, Convert.FromHexString("F200110000")), "nothing to refer to");
        }

        [TestMethod]
        public void Decode_WhatZlibMakes_IsTheSame()
        {
            Random random = new Random(20261121);
            for (int round = 0; round < 400; round++)
            {
                byte[] data = DeflateData.Make(random, random.Next(4) == 0 ? random.Next(40000) : random.Next(1500));
                byte[] message = DeflateData.ByZlib(data, random.Next(10));
                byte[] whole = DeflateData.Read(new Inflater(15), message);
                CollectionAssert.AreEqual(data, whole, "round " + round);
                CollectionAssert.AreEqual(
                    data, DeflateData.Read(new Inflater(15), message, () => random.Next(12), () => random.Next(1, 400)), "in pieces, round " + round);
                if (data.Length <= 32768)
                {
                    CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(0), message, () => int.MaxValue, () => 65000), "without a window, round " + round);
                }
            }
        }

        [TestMethod]
        public void Decode_SplitAtEveryPosition_IsTheSame()
        {
            Random random = new Random(7);
            for (int kind = 0; kind < 12; kind++)
            {
                byte[] data = DeflateData.Make(random, 300);
                byte[] message = DeflateData.ByZlib(data, kind % 10);
                for (int cut = 0; cut <= message.Length; cut++)
                {
                    int next = cut;
                    int Part()
                    {
                        int part = next;
                        next = int.MaxValue;
                        return part;
                    }

                    CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(9), message, Part, () => 60000), "cut at " + cut);
                }

                CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(9), message, () => 1, () => 60000), "byte by byte");
                CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(9), message, () => int.MaxValue, () => 1), "into one byte each");
            }
        }

        [TestMethod]
        public void Decode_Truncated_IsNoMessage()
        {
            byte[] message = DeflateData.ByZlib(DeflateData.Json(new Random(3), 400), 6);
            for (int count = 1; count < message.Length; count++)
            {
                Assert.IsNull(DeflateData.Read(new Inflater(15), message[..count]), count + " bytes");
            }

            Assert.IsNotNull(DeflateData.Read(new Inflater(15), message));
        }

        [TestMethod]
        public void Decode_BehindTheWindow_IsInvalidHoweverItIsCut()
        {
            // 600 random bytes and then the first of them again: a distance of 600.
            byte[] data = new byte[700];
            new Random(4).NextBytes(data);
            Array.Copy(data, 0, data, 600, 100);
            byte[] message = DeflateData.ByZlib(data, 9);
            Assert.IsTrue(message.Length < 650, "it refers back");
            foreach (int piece in new[] { 1, 7, 1000 })
            {
                Assert.IsNull(DeflateData.Read(new Inflater(9), message, () => piece, () => 1 + (piece * 3)), "window of 512");
                CollectionAssert.AreEqual(data, DeflateData.Read(new Inflater(10), message, () => piece, () => 1 + (piece * 3)), "window of 1024");
            }
        }

        [TestMethod]
        public void Decode_DistanceOfTheWholeWindow_IsTaken()
        {
            // 256 literals and a copy of the first three of them.
            for (int distance = 256; distance <= 257; distance++)
            {
                BitWriter bits = new BitWriter().Put(1 << 1, 3);
                for (int i = 0; i < distance; i++)
                {
                    bits.Code(0x30 + (i & 63), 8);
                }

                // Distance code 15 is 193 to 256, code 16 is 257 to 384.
                byte[] message = bits.Code(1, 7).Code(distance == 256 ? 15 : 16, 5).Put(distance == 256 ? 63 : 0, distance == 256 ? 6 : 7).Code(0, 7).Put(0, 3).ToArray();
                Assert.AreEqual(distance == 256, DeflateData.Read(new Inflater(8), message) != null, "distance " + distance);
                Assert.IsNotNull(DeflateData.Read(new Inflater(9), message));
            }
        }

        [TestMethod]
        public void Decode_Malformed_IsInvalidAndStaysSo()
        {
            (string Name, BitWriter Bits)[] cases =
            {
                ("block type 3", new BitWriter().Put(3 << 1, 3)),
                ("LEN and NLEN differ", new BitWriter().Put(0, 8).Put(5, 16).Put(5, 16)),
                ("287 literals", new BitWriter().Dynamic(287, 1, 1, 1, 1, 1)),
                ("31 distances", new BitWriter().Dynamic(257, 31, 1, 1, 1, 1)),
                ("too many code length codes", new BitWriter().Dynamic(257, 1, 1, 1, 1, 1)),
                ("too few code length codes", new BitWriter().Dynamic(257, 1, 1, 2, 0, 0)),
                ("one code length code", new BitWriter().Dynamic(257, 1, 0, 0, 1, 0)),
                ("repeat of nothing", new BitWriter().Dynamic(257, 1, 1, 0, 1, 0).Code(0, 1).Put(0, 2)),
                ("repeat too long", new BitWriter().Dynamic(257, 1, 0, 0, 1, 1).Code(1, 1).Put(127, 7).Code(1, 1).Put(127, 7)),
                ("no end of block", new BitWriter().Dynamic(257, 1, 0, 0, 1, 1).Code(1, 1).Put(127, 7).Code(1, 1).Put(109, 7)),
                ("distance in front of the start", new BitWriter().Put(1 << 1, 3).Code(1, 7).Code(0, 5)),
                ("distance code 30", new BitWriter().Put(1 << 1, 3).Code(0x30, 8).Code(1, 7).Code(30, 5)),
                ("length symbol 286", new BitWriter().Put(1 << 1, 3).Code(0xC6, 8)),
            };
            foreach ((string name, BitWriter bits) in cases)
            {
                byte[] message = bits.Put(0, 30).ToArray();
                foreach (int piece in new[] { 1, 1000 })
                {
                    Inflater inflater = new Inflater(9);
                    Assert.IsNull(DeflateData.Read(inflater, message, () => piece, () => 100), name);
                    Assert.AreEqual(InflateStatus.Invalid, inflater.Decode(new byte[1], 0, 1, new byte[9], 0, 9), name);
                    inflater.Reset();
                    Assert.IsNotNull(DeflateData.Read(inflater, new byte[1]), "usable after Reset");
                }
            }
        }

        [TestMethod]
        public void Decode_CodeWithGaps_IsInvalid()
        {
            // Literals of 1, 2 and 2 bits too many: 0, 1 and the end of the block, all of one bit.
            BitWriter many = new BitWriter().Dynamic(257, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1);
            BitWriter few = new BitWriter().Dynamic(257, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1);

            // The code lengths' codes: 18 is 10 or 11, 1 is 0 and 2 is 11.
            many.Code(0, 1).Code(0, 1).Code(3, 2).Put(127, 7).Code(3, 2).Put(105, 7).Code(0, 1).Code(0, 1);
            few.Code(0, 1).Code(3, 2).Put(127, 7).Code(3, 2).Put(106, 7).Code(0, 1).Code(0, 1);
            Assert.IsNull(DeflateData.Read(new Inflater(9), many.Put(0, 30).ToArray()));
            Assert.IsNull(DeflateData.Read(new Inflater(9), few.Put(0, 30).ToArray()));
        }

        [TestMethod]
        public void Decode_Damaged_NeverGivesWhatZlibDoesNot()
        {
            Random random = new Random(99);
            int invalid = 0;
            for (int round = 0; round < 1500; round++)
            {
                byte[] message = DeflateData.ByZlib(DeflateData.Make(random, random.Next(1, 300)), random.Next(1, 10));
                for (int i = random.Next(1, 4); i > 0; i--)
                {
                    message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8));
                }

                byte[] whole = DeflateData.Read(new Inflater(15), message);
                byte[] parts = DeflateData.Read(new Inflater(15), message, () => random.Next(4), () => random.Next(1, 50));
                CollectionAssert.AreEqual(whole, parts, "round " + round);
                if (whole == null)
                {
                    invalid++;
                    continue;
                }

                byte[] zlib = null;
                try
                {
                    zlib = DeflateData.ReadByZlib(message);
                }
                catch (InvalidDataException)
                {
                }

                // Behind a block that says it is the last one zlib stops, and this goes on.
                Assert.IsNotNull(zlib, "zlib refuses it, round " + round);
                CollectionAssert.AreEqual(zlib, whole[..zlib.Length], "round " + round);
            }

            Assert.IsTrue(invalid > 100 && invalid < 1500, invalid + " were invalid");
        }

        [TestMethod]
        [DataRow(7)]
        [DataRow(16)]
        [DataRow(-1)]
        public void Constructor_OtherWindow_Throws(int bits)
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Inflater(bits));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Deflater(bits));
        }
    }
}
