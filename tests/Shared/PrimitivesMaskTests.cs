using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Masking, RFC 6455 section 5.3, against the formula there.</summary>
    [TestClass]
    public class PrimitivesMaskTests
    {
        private const uint Key = 0x3D21FA37;

        [TestMethod]
        public void Mask_ExampleOfTheRfc_IsHello()
        {
            // Section 5.7: a single-frame masked text message.
            byte[] bytes = Hex.Parse("7f9f4d5158");
            new FrameMask().Apply(bytes, 0, 5, Key);
            Expect.Bytes("48656c6c6f", bytes, 0, 5, "Hello");
        }

        [TestMethod]
        public void Mask_EveryOffsetAndCountWithSlackBehind_IsTheFormula()
        {
            for (int count = 0; count <= 80; count++)
            {
                CheckMask(count & 15, count, 9);
            }

            for (int offset = 0; offset <= 80; offset++)
            {
                CheckMask(offset, 37, 9);
            }
        }

        [TestMethod]
        public void Mask_EveryCountWithLittleOrNoSlackBehind_IsTheFormula()
        {
            for (int slack = 0; slack <= 33; slack += 3)
            {
                for (int count = 0; count <= 80; count += slack == 0 ? 1 : 3)
                {
                    CheckMask(count & 7, count, slack);
                }
            }
        }

        [TestMethod]
        public void Mask_ArraySmallerThanABlock_IsTheFormula()
        {
            for (int count = 0; count < 8; count++)
            {
                CheckMask(0, count, 0);
            }
        }

        [TestMethod]
        public void Mask_InTwoPiecesCutAnywhere_IsTheWhole()
        {
            FrameMask mask = new FrameMask();
            byte[] whole = Pattern(75);
            mask.Apply(whole, 0, 75, Key);
            string expected = Hex.Format(whole, 0, 75);
            for (int cut = 0; cut <= 75; cut++)
            {
                byte[] pieces = Pattern(75);
                mask.Apply(pieces, 0, cut, Key);
                mask.Apply(pieces, cut, 75 - cut, FrameMask.Advance(Key, cut));
                Assert.AreEqual(expected, Hex.Format(pieces, 0, 75), "cut at " + cut.ToString());
            }
        }

        [TestMethod]
        public void Mask_KeyOfZero_ChangesNothing()
        {
            byte[] bytes = Pattern(70);
            new FrameMask().Apply(bytes, 0, 70, 0);
            Assert.AreEqual(Hex.Format(Pattern(70), 0, 70), Hex.Format(bytes, 0, 70), "the bytes");
        }

        [TestMethod]
        public void Mask_OneByteOutsideAsciiAnywhere_IsReported()
        {
            FrameMask mask = new FrameMask();
            for (int slack = 0; slack <= 32; slack += 4)
            {
                for (int position = 0; position < 45; position++)
                {
                    byte[] bytes = new byte[45 + slack];
                    bytes[position] = 0x80;
                    ulong all = mask.Apply(bytes, 0, 45, 0);
                    Assert.IsTrue((all & 0x8080808080808080) != 0, "position " + position.ToString());
                }
            }
        }

        [TestMethod]
        public void Mask_BytesOutsideAsciiInSeveralBlocks_AreReported()
        {
            // In the same place of each block, so that nothing but an or keeps all of them.
            FrameMask mask = new FrameMask();
            for (int count = 8; count <= 80; count += 8)
            {
                for (int first = 0; first < count; first += 8)
                {
                    for (int second = first; second < count; second += 8)
                    {
                        byte[] bytes = new byte[count + 31];
                        bytes[first + 3] = 0x80;
                        bytes[second + 3] = 0x80;
                        ulong all = mask.Apply(bytes, 0, count, 0);
                        Assert.IsTrue((all & 0x8080808080808080) == 0x80000000, count.ToString() + " " + first.ToString() + " " + second.ToString());
                    }
                }
            }
        }

        [TestMethod]
        public void Mask_BytesOutsideAsciiOnlyBehindTheRange_AreNotReported()
        {
            FrameMask mask = new FrameMask();
            for (int count = 0; count < 45; count++)
            {
                byte[] bytes = new byte[60];
                for (int i = count; i < 60; i++)
                {
                    bytes[i] = 0xFF;
                }

                Assert.IsTrue((mask.Apply(bytes, 0, count, 0) & 0x8080808080808080) == 0, "count " + count.ToString());
            }
        }

        [TestMethod]
        public void Advance_FourBytes_IsTheSameKey()
        {
            Assert.AreEqual(Key, FrameMask.Advance(Key, 0), "by 0");
            Assert.AreEqual(0x373D21FAU, FrameMask.Advance(Key, 1), "by 1");
            Assert.AreEqual(0xFA373D21U, FrameMask.Advance(Key, 2), "by 2");
            Assert.AreEqual(0x21FA373DU, FrameMask.Advance(Key, 3), "by 3");
            Assert.AreEqual(Key, FrameMask.Advance(Key, 4), "by 4");
            Assert.AreEqual(0x373D21FAU, FrameMask.Advance(Key, int.MaxValue - 2), "by 4n + 1");
        }

        private static byte[] Pattern(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)((i * 37) + 11);
            }

            return bytes;
        }

        private static void CheckMask(int offset, int count, int slack)
        {
            byte[] actual = Pattern(offset + count + slack);
            byte[] expected = Pattern(offset + count + slack);
            ulong bits = 0;
            for (int i = 0; i < count; i++)
            {
                expected[offset + i] = (byte)(expected[offset + i] ^ (byte)(Key >> (8 * (i % 4))));
                bits |= expected[offset + i];
            }

            ulong all = new FrameMask().Apply(actual, offset, count, Key);
            string what = "offset " + offset.ToString() + ", count " + count.ToString() + ", slack " + slack.ToString();
            Assert.AreEqual(Hex.Format(expected, 0, expected.Length), Hex.Format(actual, 0, actual.Length), what);
            Assert.IsTrue(((all & 0x8080808080808080) != 0) == ((bits & 0x80) != 0), what + ": the report on ASCII");
        }
    }
}
