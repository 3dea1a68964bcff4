using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>FIPS 180-4, with the example messages published for it; other digests computed with OpenSSL.</summary>
    [TestClass]
    public class Sha1Tests
    {
        [TestMethod]
        public void Compute_EmptyInput_GivesPublishedDigest()
        {
            ExpectDigest("da39a3ee5e6b4b0d3255bfef95601890afd80709", Hex.Parse(""));
        }

        [TestMethod]
        public void Compute_OneBlock_GivesPublishedDigest()
        {
            ExpectDigest("a9993e364706816aba3e25717850c26c9cd0d89d", Ascii.GetBytes("abc"));
        }

        [TestMethod]
        public void Compute_PaddingInASecondBlock_GivesPublishedDigest()
        {
            ExpectDigest(
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
                Ascii.GetBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
        }

        [TestMethod]
        public void Compute_TwoBlocks_GivesPublishedDigest()
        {
            ExpectDigest(
                "a49b2446a02c645bf419f995b67091253a04a259",
                Ascii.GetBytes("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                    + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"));
        }

        [TestMethod]
        public void Compute_ManyBlocks_GivesKnownDigest()
        {
            byte[] input = new byte[20000];
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = (byte)'a';
            }

            ExpectDigest("7e7308ef97590bcb05f9543bee280fb91976e90c", input);
        }

        [TestMethod]
        public void Compute_LengthsAroundABlock_GiveKnownDigests()
        {
            // Where the padding begins to need a block of its own, and where a block is full.
            ExpectDigest("8ae2d46729cfe68ff927af5eec9c7d1b66d65ac2", Counting(55));
            ExpectDigest("636e2ec698dac903498e648bd2f3af641d3c88cb", Counting(56));
            ExpectDigest("6d942da0c4392b123528f2905c713a3ce28364bd", Counting(63));
            ExpectDigest("c6138d514ffa2135bfce0ed0b8fac65669917ec7", Counting(64));
            ExpectDigest("69bd728ad6e13cd76ff19751fde427b00e395746", Counting(65));
            ExpectDigest("41c89d06001bab4ab78736b44efe7ce18ce6ae08", Counting(119));
            ExpectDigest("d3dbd653bd8597b7475321b60a36891278e6a04a", Counting(120));
            ExpectDigest("e6434bc401f98603d7eda504790c98c67385d535", Counting(128));
        }

        [TestMethod]
        public void Compute_RangeInsideAnArray_TakesJustTheRange()
        {
            byte[] input = Ascii.GetBytes("xxabcyy");
            byte[] digest = new byte[Sha1.DigestCount + 2];
            new Sha1().Compute(input, 2, 3, digest, 1);
            Expect.Bytes("00 a9993e364706816aba3e25717850c26c9cd0d89d 00", digest, 0, digest.Length, "digest");
        }

        [TestMethod]
        public void Compute_RangesOutsideTheirArrays_Throw()
        {
            Sha1 sha1 = new Sha1();
            byte[] bytes = new byte[20];
            Expect.Throws(typeof(ArgumentNullException), () => sha1.Compute(null, 0, 0, bytes, 0));
            Expect.Throws(typeof(ArgumentNullException), () => sha1.Compute(bytes, 0, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => sha1.Compute(bytes, -1, 1, bytes, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => sha1.Compute(bytes, 10, 11, bytes, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => sha1.Compute(bytes, 0, -1, bytes, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => sha1.Compute(bytes, 0, 1, bytes, 1));
        }

        private static byte[] Counting(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)i;
            }

            return bytes;
        }

        private static void ExpectDigest(string hex, byte[] input)
        {
            // Twice with one instance: nothing of the first may be left.
            Sha1 sha1 = new Sha1();
            byte[] digest = new byte[Sha1.DigestCount];
            for (int round = 0; round < 2; round++)
            {
                sha1.Compute(input, 0, input.Length, digest, 0);
                Expect.Bytes(hex, digest, 0, digest.Length, input.Length.ToString() + " bytes");
            }
        }
    }
}
