using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>The core's UTF-8 against .NET's, which refuses what is invalid.</summary>
    [TestClass]
    public class ProtocolUtf8Tests
    {
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        public TestContext TestContext { get; set; }

        [TestMethod]
        public void Utf8_EverySequenceOfUpToThreeBytes_IsJudgedAsDotNetDoes()
        {
            byte[] bytes = new byte[3];
            for (int i = 0; i < 1 << 24; i++)
            {
                bytes[0] = (byte)(i >> 16);
                bytes[1] = (byte)(i >> 8);
                bytes[2] = (byte)i;
                bool isValid = System.Text.Unicode.Utf8.IsValid(bytes);
                if (isValid != (Utf8.Validate(bytes, 0, 3, Utf8.Complete) == Utf8.Complete))
                {
                    Assert.Fail(Convert.ToHexString(bytes));
                }
            }
        }

        [TestMethod]
        public void Utf8_EveryCodePointAndFourByteForm_IsJudgedAsDotNetDoes()
        {
            byte[] bytes = new byte[4];
            byte[] lasts = new byte[] { 0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF };
            for (int i = 0; i < 1 << 19; i++)
            {
                // Leads F0 to FF, all second bytes, third ones from 60 to DF.
                bytes[0] = (byte)(0xF0 | (i & 0x0F));
                bytes[1] = (byte)(i >> 4);
                bytes[2] = (byte)(((i >> 12) & 0x7F) + 0x60);
                for (int k = 0; k < lasts.Length; k++)
                {
                    bytes[3] = lasts[k];
                    bool isValid = System.Text.Unicode.Utf8.IsValid(bytes);
                    if (isValid != (Utf8.Validate(bytes, 0, 4, Utf8.Complete) == Utf8.Complete))
                    {
                        Assert.Fail(Convert.ToHexString(bytes));
                    }
                }
            }

            for (int codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
            {
                if (codePoint >= 0xD800 && codePoint <= 0xDFFF)
                {
                    continue;
                }

                int count = new Rune(codePoint).EncodeToUtf8(bytes);
                if (Utf8.Validate(bytes, 0, count, Utf8.Complete) != Utf8.Complete)
                {
                    Assert.Fail(codePoint.ToString("X"));
                }
            }
        }

        [TestMethod]
        public void Utf8_RandomTextsWithMistakes_AreJudgedAsDotNetDoesAtEveryPrefix()
        {
            int seed = Environment.TickCount;
            TestContext.WriteLine("seed " + seed);
            Random random = new Random(seed);
            string[] parts = new string[] { "a", "bcdefghijklmnop", "\u00e9", "\u07ff", "\u0800", "\ud7ff", "\u20ac", "\U00010000", "\U0010ffff" };
            int valid = 0;
            for (int i = 0; i < 3000; i++)
            {
                StringBuilder text = new StringBuilder();
                for (int k = random.Next(1, 12); k > 0; k--)
                {
                    text.Append(parts[random.Next(parts.Length)]);
                }

                byte[] bytes = StrictUtf8.GetBytes(text.ToString());
                if (random.Next(2) == 0)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                string what = "seed " + seed + ": " + Convert.ToHexString(bytes);
                bool strict = true;
                try
                {
                    StrictUtf8.GetCharCount(bytes);
                    valid++;
                }
                catch (DecoderFallbackException)
                {
                    strict = false;
                }

                Assert.AreEqual(strict, Utf8.Validate(bytes, 0, bytes.Length, Utf8.Complete) == Utf8.Complete, what);
                for (int count = 0; count <= bytes.Length; count++)
                {
                    int state = Utf8.Validate(bytes, 0, count, Utf8.Complete);
                    Assert.AreEqual(ProtocolReference.IsUtf8(bytes.AsSpan(0, count), false), state != Utf8.Invalid, what + " to " + count);
                    Assert.AreEqual(ProtocolReference.IsUtf8(bytes.AsSpan(0, count), true), state == Utf8.Complete, what + " to " + count);
                    int cut = random.Next(count + 1);
                    int second = Utf8.Validate(bytes, cut, count - cut, Utf8.Validate(bytes, 0, cut, Utf8.Complete));
                    Assert.AreEqual(state, second, what + " to " + count + " cut at " + cut);
                }
            }

            Assert.IsTrue(valid > 1000 && valid < 2900, "the texts are no test");
        }
    }
}
