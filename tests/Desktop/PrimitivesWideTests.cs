using System;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>
    /// A desktop's wider loops, compiled into these tests, give what the device's do. Those of the library are the device's in this process, as its project asks for, so
    /// that all that is proven here is proven of them.
    /// </summary>
    [TestClass]
    public class PrimitivesWideTests
    {
        private const uint Key = 0x3D21FA37;
        private const int Rounds = 20000;

        [TestMethod]
        public void Library_InThisProcess_RunsTheDevicesLoops()
        {
            Type portable = Assembly.Load("Nanowire.Protocol").GetType(typeof(PortablePrimitives).FullName, true);

            Assert.IsTrue((bool)portable.GetField(nameof(PortablePrimitives.AreForced), BindingFlags.Static | BindingFlags.NonPublic).GetValue(null));
        }

        [TestMethod]
        public void WideMask_EveryOffsetAndCount_IsAsTheDevices()
        {
            FrameMask device = new FrameMask();
            Random random = new Random(FreshSeed.Value);
            for (int count = 0; count <= 200; count++)
            {
                for (int offset = 0; offset <= 9; offset++)
                {
                    byte[] expected = new byte[offset + count + 40];
                    random.NextBytes(expected);
                    byte[] actual = (byte[])expected.Clone();
                    ulong all = 0;
                    ulong expectedAll = device.Apply(expected, offset, count, Key);
                    WideMask.Apply(actual, offset, count, Key | ((ulong)Key << 32), ref all);

                    CollectionAssert.AreEqual(expected, actual, offset + ", " + count);
                    Assert.AreEqual(Folded(expectedAll), Folded(all), offset + ", " + count);
                }
            }
        }

        [TestMethod]
        public void WideMask_OfAsciiText_FindsNoOtherBytes()
        {
            for (int count = 0; count <= 200; count++)
            {
                byte[] text = new byte[count];
                Array.Fill(text, (byte)'t');
                ulong all = 0;
                ulong key = Key | ((ulong)Key << 32);
                WideMask.Apply(text, 0, count, key, ref all);
                all = 0;
                WideMask.Apply(text, 0, count, key, ref all);
                Assert.AreEqual(0UL, all & 0x8080808080808080, count.ToString());

                if (count > 0)
                {
                    text[count - 1] = 0xC3;
                    WideMask.Apply(text, 0, count, 0, ref all);
                    Assert.AreNotEqual(0UL, all & 0x8080808080808080, count.ToString());
                }
            }
        }

        [TestMethod]
        public void WideUtf8_RandomTextsValidAndNot_SkipsNothingThatChangesTheVerdict()
        {
            Random random = new Random(FreshSeed.Value);
            string[] parts = { "a", "bc", "\u00E4", "\u20AC", "\uD83D\uDE00", "\u0000", "\u07FF", "\uFFFF", "plain words ", "\uE000" };
            int skipped = 0;
            for (int i = 0; i < Rounds; i++)
            {
                string text = string.Empty;
                int wanted = random.Next(120);
                while (text.Length < wanted)
                {
                    text += parts[random.Next(parts.Length)];
                }

                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
                int count = random.Next(bytes.Length + 1);
                if (count > 0 && random.Next(2) == 0)
                {
                    bytes[random.Next(count)] ^= (byte)(1 << random.Next(8));
                }

                int start = Boundary(bytes, count, random);
                int expected = Utf8.Validate(bytes, start, count - start, Utf8.Complete);
                int at = WideUtf8.Skip(bytes, start, count);

                Assert.IsTrue(at >= start && at <= count, "it stays in its range");
                Assert.AreEqual(Utf8.Complete, Utf8.Validate(bytes, start, at - start, Utf8.Complete), "what it skips is valid and whole");
                Assert.AreEqual(expected, Utf8.Validate(bytes, at, count - at, Utf8.Complete), Convert.ToHexString(bytes, start, count - start));
                skipped += at - start;
            }

            Assert.IsTrue(skipped > Rounds, "it skips something at all");
        }

        [TestMethod]
        public void WideUtf8_TextThatEndsWithinACodePoint_SkipsUpToIt()
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes("twenty letters and x\uD83D\uDE00");
            for (int cut = 1; cut < 4; cut++)
            {
                Assert.AreEqual(20, WideUtf8.Skip(bytes, 0, 20 + cut));
            }

            Assert.AreEqual(20, WideUtf8.Skip(bytes, 0, 20));
            Assert.AreEqual(0, WideUtf8.Skip(bytes, 0, 15), "too short to be worth it");
        }

        private static int Boundary(byte[] bytes, int count, Random random)
        {
            int start = random.Next(count + 1);
            while (start < count && (bytes[start] & 0xC0) == 0x80)
            {
                start++;
            }

            return start;
        }

        /// <summary>Which bits were found in any byte: how they lie in the number is each one's own.</summary>
        private static byte Folded(ulong all)
        {
            all |= all >> 32;
            all |= all >> 16;
            return (byte)(all | (all >> 8));
        }
    }
}
