using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Incremental UTF-8, RFC 3629 and RFC 6455 section 8.1.</summary>
    [TestClass]
    public class PrimitivesUtf8Tests
    {
        [TestMethod]
        public void Validate_BoundaryCodePoints_AreComplete()
        {
            CheckValid("");
            CheckValid("00");
            CheckValid("7f");
            CheckValid("c280"); // U+0080
            CheckValid("dfbf"); // U+07FF
            CheckValid("e0a080"); // U+0800
            CheckValid("e0bfbf"); // U+0FFF
            CheckValid("e18080"); // U+1000
            CheckValid("ecbfbf"); // U+CFFF
            CheckValid("ed8080"); // U+D000
            CheckValid("ed9fbf"); // U+D7FF, the last before the surrogates
            CheckValid("ee8080"); // U+E000, the first behind them
            CheckValid("efb790"); // U+FDD0, a noncharacter, which is valid
            CheckValid("efbbbf"); // U+FEFF
            CheckValid("efbfbe"); // U+FFFE
            CheckValid("efbfbf"); // U+FFFF
            CheckValid("f0908080"); // U+10000
            CheckValid("f0bfbfbf"); // U+3FFFF
            CheckValid("f1808080"); // U+40000
            CheckValid("f3bfbfbf"); // U+FFFFF
            CheckValid("f4808080"); // U+100000
            CheckValid("f48fbfbf"); // U+10FFFF
        }

        [TestMethod]
        public void Validate_Overlong_IsInvalidAtTheByteThatShowsIt()
        {
            CheckInvalid("c080", 0);
            CheckInvalid("c1bf", 0);
            CheckInvalid("e08080", 1);
            CheckInvalid("e09fbf", 1);
            CheckInvalid("f0808080", 1);
            CheckInvalid("f08fbfbf", 1);
        }

        [TestMethod]
        public void Validate_Surrogate_IsInvalidAtTheByteThatShowsIt()
        {
            CheckInvalid("eda080", 1); // U+D800
            CheckInvalid("edadbf", 1); // U+DB7F
            CheckInvalid("edb080", 1); // U+DC00
            CheckInvalid("edbfbf", 1); // U+DFFF
            CheckInvalid("eda080edb080", 1); // a pair, as in CESU-8
        }

        [TestMethod]
        public void Validate_AboveTheLastCodePoint_IsInvalidAtTheByteThatShowsIt()
        {
            CheckInvalid("f4908080", 1); // U+110000
            CheckInvalid("f4bfbfbf", 1);
            CheckInvalid("f5808080", 0);
            CheckInvalid("f7bfbfbf", 0);
            CheckInvalid("f888808080", 0);
            CheckInvalid("fc8480808080", 0);
            CheckInvalid("fe", 0);
            CheckInvalid("ff", 0);
        }

        [TestMethod]
        public void Validate_ContinuationByteAlone_IsInvalid()
        {
            CheckInvalid("80", 0);
            CheckInvalid("bf", 0);
            CheckInvalid("c2a980", 2);
            CheckInvalid("e282ac80", 3);
            CheckInvalid("f09f928980", 4);
        }

        [TestMethod]
        public void Validate_SequenceCutByAnotherByte_IsInvalidAtThatByte()
        {
            string[] beginnings = new string[] { "c3", "df", "e0a0", "e2", "e282", "ed80", "ef", "efbf", "f0", "f090", "f09080", "f1", "f180", "f18080", "f4", "f48f", "f48fbf" };
            string[] bad = new string[] { "00", "28", "7f", "c0", "c3", "e2", "f0", "ff" };
            for (int i = 0; i < beginnings.Length; i++)
            {
                for (int k = 0; k < bad.Length; k++)
                {
                    CheckInvalid(beginnings[i] + bad[k] + "80808080", beginnings[i].Length / 2);
                }
            }
        }

        [TestMethod]
        public void Validate_TextThatEndsInsideASequence_IsNeitherCompleteNorInvalid()
        {
            string[] beginnings = new string[] { "c3", "e2", "e282", "f0", "f09f", "f09f92" };
            for (int i = 0; i < beginnings.Length; i++)
            {
                byte[] bytes = Hex.Parse("6162" + beginnings[i]);
                int state = Utf8.Validate(bytes, 0, bytes.Length, Utf8.Complete);
                Assert.AreNotEqual(Utf8.Complete, state, beginnings[i]);
                Assert.AreNotEqual(Utf8.Invalid, state, beginnings[i]);
                Assert.AreEqual(state, Utf8.Validate(bytes, 0, 0, state), "an empty piece changes nothing");
            }
        }

        [TestMethod]
        public void Validate_LongTextsOfEveryKind_AreComplete()
        {
            CheckValid("cebae1bdb9cf83cebcceb5"); // Greek, two and three bytes mixed
            CheckValid("4142434445464748494a4b4c4d4e4f505152535455565758595a");
            CheckValid("61626364656667f09f9889 4142434445464748 c3a9 31323334353637383930 e282ac 6162636465666768");
            CheckValid("e5ada6e7bf92e38284e38182f09f9880f09f9881");
        }

        [TestMethod]
        public void Validate_BadByteAtEveryPlaceOfAnAsciiRun_IsFound()
        {
            for (int position = 0; position < 27; position++)
            {
                byte[] bytes = new byte[27];
                for (int i = 0; i < 27; i++)
                {
                    bytes[i] = 0x61;
                }

                bytes[position] = 0xFF;
                Assert.AreEqual(Utf8.Invalid, Utf8.Validate(bytes, 0, 27, Utf8.Complete), "position " + position.ToString());
            }
        }

        [TestMethod]
        public void Validate_AfterInvalid_StaysInvalid()
        {
            byte[] bytes = Hex.Parse("616263");
            Assert.AreEqual(Utf8.Invalid, Utf8.Validate(bytes, 0, 3, Utf8.Invalid), "with bytes");
            Assert.AreEqual(Utf8.Invalid, Utf8.Validate(bytes, 0, 0, Utf8.Invalid), "with none");
        }

        [TestMethod]
        public void Truncate_TextThatFits_IsWhole()
        {
            byte[] bytes = Hex.Parse("6162e282ac");
            Assert.AreEqual(5, Utf8.Truncate(bytes, 0, 5, 5), "just");
            Assert.AreEqual(5, Utf8.Truncate(bytes, 0, 5, 100), "by far");
            Assert.AreEqual(0, Utf8.Truncate(bytes, 0, 0, 0), "empty");
        }

        [TestMethod]
        public void Truncate_LimitInsideACodePoint_EndsBeforeIt()
        {
            // a, U+00E9, U+20AC, U+1F609, b; with two bytes in front that do not belong to it
            byte[] bytes = Hex.Parse("ffff 61 c3a9 e282ac f09f9889 62");
            int[] expected = new int[] { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11 };
            for (int limit = 0; limit <= 11; limit++)
            {
                Assert.AreEqual(expected[limit], Utf8.Truncate(bytes, 2, 11, limit), "limit " + limit.ToString());
            }
        }

        /// <summary>Whole, cut in two at every position, byte by byte, and inside other text.</summary>
        private static void CheckValid(string hex)
        {
            CheckCuts(hex, Utf8.Complete);
            CheckCuts("6162636465666768696a" + hex + "6162636465666768696a", Utf8.Complete);
            CheckCuts("c3a9" + hex + "e282ac" + hex, Utf8.Complete);
        }

        private static void CheckInvalid(string hex, int badIndex)
        {
            CheckCuts(hex, Utf8.Invalid);
            CheckCuts("6162636465666768696a" + hex + "6162636465666768696a", Utf8.Invalid);
            CheckFirstBadByte(hex, badIndex);
            CheckFirstBadByte("6162c3a9" + hex, badIndex + 4);
        }

        private static void CheckCuts(string hex, int expected)
        {
            byte[] bytes = Hex.Parse(hex);
            int state = Utf8.Complete;
            for (int i = 0; i < bytes.Length; i++)
            {
                state = Utf8.Validate(bytes, i, 1, state);
            }

            Assert.AreEqual(expected, state, hex + " byte by byte");
            for (int cut = 0; cut <= bytes.Length; cut++)
            {
                state = Utf8.Validate(bytes, 0, cut, Utf8.Complete);
                Assert.AreEqual(expected, Utf8.Validate(bytes, cut, bytes.Length - cut, state), hex + " cut at " + cut.ToString());
            }
        }

        private static void CheckFirstBadByte(string hex, int badIndex)
        {
            byte[] bytes = Hex.Parse(hex);
            Assert.AreNotEqual(Utf8.Invalid, Utf8.Validate(bytes, 0, badIndex, Utf8.Complete), hex + ": too early");
            Assert.AreEqual(Utf8.Invalid, Utf8.Validate(bytes, 0, badIndex + 1, Utf8.Complete), hex + ": too late");
        }
    }
}
