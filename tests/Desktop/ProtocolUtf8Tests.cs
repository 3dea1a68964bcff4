using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Fuzz;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>The core's UTF-8 against .NET's strict decoder, which refuses what is invalid.</summary>
    [TestClass]
    public class ProtocolUtf8Tests
    {
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        [TestMethod]
        public void Utf8_EverySequenceOfUpToThreeBytes_IsJudgedAsDotNetDoes()
        {
            NotedFallback fallback = new NotedFallback();
            UTF8Encoding encoding = fallback.Use(StrictUtf8);
            byte[] bytes = new byte[3];
            int valid = 0;
            for (int count = 1; count <= 3; count++)
            {
                for (int i = 0; i < 1 << (8 * count); i++)
                {
                    bytes[0] = (byte)i;
                    bytes[1] = (byte)(i >> 8);
                    bytes[2] = (byte)(i >> 16);
                    valid += Check(encoding, fallback, bytes, count) ? 1 : 0;
                }
            }

            // One byte: 128; two: those twice, and 1,920; three: those and what makes three, and 63,488 less the surrogates.
            Assert.AreEqual(128 + ((128 * 128) + 1920) + ((128 * 128 * 128) + (2 * 128 * 1920) + 61440), valid);
        }

        [TestMethod]
        public void Utf8_EveryLeadAndSecondOfFourBytes_IsJudgedAsDotNetDoes()
        {
            NotedFallback fallback = new NotedFallback();
            UTF8Encoding encoding = fallback.Use(StrictUtf8);
            byte[] bytes = new byte[4];
            for (int i = 0; i < 1 << 16; i++)
            {
                bytes[0] = (byte)(i >> 8);
                bytes[1] = (byte)i;
                for (int k = 0; k < 64; k++)
                {
                    bytes[2] = ProtocolUtf8BorderTests.Borders[k >> 3];
                    bytes[3] = ProtocolUtf8BorderTests.Borders[k & 7];
                    Check(encoding, fallback, bytes, 4);
                    bytes[2] = ProtocolUtf8BorderTests.Borders[(k >> 3) + 8];
                    Check(encoding, fallback, bytes, 4);
                    bytes[3] = ProtocolUtf8BorderTests.Borders[(k & 7) + 8];
                    Check(encoding, fallback, bytes, 4);
                }
            }
        }

        [TestMethod]
        public void Utf8_EveryCodePoint_IsTaken()
        {
            byte[] bytes = new byte[4];
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
            int seed = FreshSeed.Value;
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
                bool strict = ProtocolUtf8BorderTests.IsStrict(bytes, bytes.Length);
                valid += strict ? 1 : 0;
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

            Assert.IsTrue(valid > 1000 && valid < 2900, "seed " + seed + ": the texts are no test");
        }

        /// <summary>Compares with .NET, in one piece and byte by byte; returns the verdict.</summary>
        private static bool Check(UTF8Encoding encoding, NotedFallback fallback, byte[] bytes, int count)
        {
            fallback.IsInvalid = false;
            encoding.GetCharCount(bytes, 0, count);
            bool isValid = !fallback.IsInvalid;
            int state = Utf8.Complete;
            for (int i = 0; i < count; i++)
            {
                state = Utf8.Validate(bytes, i, 1, state);
            }

            if (isValid != (Utf8.Validate(bytes, 0, count, Utf8.Complete) == Utf8.Complete) || isValid != (state == Utf8.Complete))
            {
                Assert.Fail(Convert.ToHexString(bytes, 0, count));
            }

            return isValid;
        }

        /// <summary>Takes note of what a decoder refuses, where the strict one throws.</summary>
        private sealed class NotedFallback : DecoderFallback
        {
            public bool IsInvalid;

            public override int MaxCharCount => 0;

            public UTF8Encoding Use(UTF8Encoding encoding)
            {
                UTF8Encoding noted = (UTF8Encoding)encoding.Clone();
                noted.DecoderFallback = this;
                return noted;
            }

            public override DecoderFallbackBuffer CreateFallbackBuffer()
            {
                return new NotedBuffer(this);
            }
        }

        private sealed class NotedBuffer : DecoderFallbackBuffer
        {
            private readonly NotedFallback _fallback;

            public NotedBuffer(NotedFallback fallback)
            {
                _fallback = fallback;
            }

            public override int Remaining => 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                _fallback.IsInvalid = true;
                return false;
            }

            public override char GetNextChar()
            {
                return '\0';
            }

            public override bool MovePrevious()
            {
                return false;
            }
        }
    }
}
