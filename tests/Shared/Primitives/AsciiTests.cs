using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    [TestClass]
    public class AsciiTests
    {
        [TestMethod]
        public void IsTokenByte_EveryByte_IsAsInRfc9110()
        {
            // Section 5.6.2: letters, digits and these.
            const string Others = "!#$%&'*+-.^_`|~";
            int tokens = 0;
            for (int c = 0; c < 256; c++)
            {
                bool expected = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                    || (c > 0 && c < 0x80 && Others.IndexOf((char)c) >= 0);
                Assert.AreEqual(expected, Ascii.IsTokenByte(c), c.ToString());
                tokens += expected ? 1 : 0;
            }

            Assert.AreEqual(77, tokens, "tokens in all");
        }

        [TestMethod]
        public void IsToken_Texts_AreTokensOrNot()
        {
            Assert.IsTrue(Ascii.IsToken("chat.v2+json_1"), "a token");
            Assert.IsFalse(Ascii.IsToken(null), "null");
            Assert.IsFalse(Ascii.IsToken(""), "empty");
            Assert.IsFalse(Ascii.IsToken("a b"), "space");
            Assert.IsFalse(Ascii.IsToken("a,b"), "comma");
            Assert.IsFalse(Ascii.IsToken("caf\u00e9"), "not ASCII");
        }

        [TestMethod]
        public void AreEqualIgnoreCase_LettersOfAnyCase_AreEqual()
        {
            // Nine letters: eight at once and one alone.
            byte[] token = Ascii.GetBytes("websocket");
            byte[] text = Ascii.GetBytes("xWebSockeTx");
            Assert.IsTrue(Ascii.AreEqualIgnoreCase(text, 1, 9, token), "equal");
            Assert.IsFalse(Ascii.AreEqualIgnoreCase(text, 0, 9, token), "shifted");
            Assert.IsFalse(Ascii.AreEqualIgnoreCase(text, 1, 8, token), "shorter");
            Assert.IsFalse(Ascii.AreEqualIgnoreCase(text, 1, 10, token), "longer");
        }

        [TestMethod]
        public void AreEqual_OneByteDifferent_IsNotEqual()
        {
            byte[] bytes = Ascii.GetBytes("abcdefghijklmnopqrs");
            for (int count = 1; count < bytes.Length; count++)
            {
                byte[] other = new byte[count];
                Array.Copy(bytes, 1, other, 0, count);
                Assert.IsTrue(Ascii.AreEqual(bytes, 1, count, other), count.ToString());
                Assert.IsFalse(Ascii.AreEqual(bytes, 1, count - 1, other), count.ToString());
                for (int i = 0; i < count; i++)
                {
                    other[i] ^= 0x20;
                    Assert.IsFalse(Ascii.AreEqual(bytes, 1, count, other), i.ToString());
                    other[i] ^= 0x20;
                }
            }
        }

        [TestMethod]
        public void GetBytes_TextThatIsNotAscii_Throws()
        {
            Assert.AreEqual(3, Ascii.GetBytes("a\r\n").Length, "line ends are ASCII");
            Expect.Throws(typeof(ArgumentNullException), () => Ascii.GetBytes(null));
            Expect.Throws(typeof(ArgumentException), () => Ascii.GetBytes("\u00e9"));
        }

        [TestMethod]
        public void GetString_BytesThatDoNotPrint_BecomeQuestionMarks()
        {
            Assert.AreEqual("a?b?", Ascii.GetString(Hex.Parse("61 0a 62 ff"), 0, 4), "text");
            Assert.AreEqual("", Ascii.GetString(Hex.Parse(""), 0, 0), "nothing");
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Ascii.GetString(new byte[2], 1, 2));
        }
    }
}
