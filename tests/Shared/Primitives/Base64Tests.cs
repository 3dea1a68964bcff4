using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>RFC 4648, its section 10 for the vectors.</summary>
    [TestClass]
    public class Base64Tests
    {
        [TestMethod]
        public void Encode_RfcVectors_GiveRfcTexts()
        {
            ExpectBothWays("", "");
            ExpectBothWays("66", "Zg==");
            ExpectBothWays("666f", "Zm8=");
            ExpectBothWays("666f6f", "Zm9v");
            ExpectBothWays("666f6f62", "Zm9vYg==");
            ExpectBothWays("666f6f6261", "Zm9vYmE=");
            ExpectBothWays("666f6f626172", "Zm9vYmFy");
            ExpectBothWays("14fb9c03d97e", "FPucA9l+");
        }

        [TestMethod]
        public void Encode_AllDigits_GivesTheAlphabet()
        {
            ExpectBothWays(
                "00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
        }

        [TestMethod]
        public void Decode_EveryByteInEveryPlace_TakesTheAlphabetOnly()
        {
            const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            bool[] isDigit = new bool[256];
            byte[] alphabet = Ascii.GetBytes(Alphabet);
            for (int i = 0; i < alphabet.Length; i++)
            {
                isDigit[alphabet[i]] = true;
            }

            // Twelve characters, so that each test of eight at once sees each place; four, for the one by one.
            byte[] output = new byte[9];
            for (int count = 4; count <= 12; count += 8)
            {
                for (int place = 0; place < count - 1; place++)
                {
                    for (int value = 0; value < 256; value++)
                    {
                        byte[] text = new byte[count];
                        for (int i = 0; i < count; i++)
                        {
                            text[i] = (byte)'A';
                        }

                        text[place] = (byte)value;
                        int decoded = Base64.Decode(text, 0, count, output, 0);
                        Assert.AreEqual(isDigit[value] ? count / 4 * 3 : -1, decoded, value.ToString() + " at " + place.ToString());
                    }
                }
            }
        }

        [TestMethod]
        public void Decode_TextThatIsNotCanonical_IsRefused()
        {
            string[] texts =
            {
                "Z", "Zg", "Zg=", "Zg==Zg==", "Zg===", "=g==", "Z===", "====", "Zm9=v", "Zm=v", "Zm8=Zm8=",
                "Zh==", "Zi==", "Zk==", "Zo==", "Zn==", "Zm9=", "Zm+=", " Zg=", "Zg= ", "Zm9v\r\n==", "Zm9v\n", "Zm-v", "Zm_v", "Zm9vYg",
            };
            byte[] output = new byte[32];
            for (int i = 0; i < texts.Length; i++)
            {
                byte[] text = Ascii.GetBytes(texts[i]);
                Assert.AreEqual(-1, Base64.Decode(text, 0, text.Length, output, 0), texts[i]);
                Assert.AreEqual(-1, Base64.GetDecodedCount(text, 0, text.Length), texts[i]);
            }
        }

        [TestMethod]
        public void Decode_OutputTooSmall_IsRefusedAndWritesNothing()
        {
            byte[] text = Ascii.GetBytes("Zm9v");
            byte[] output = new byte[3];
            Assert.AreEqual(-1, Base64.Decode(text, 0, 4, output, 1), "two bytes of room for three");
            Expect.Bytes("000000", output, 0, 3, "untouched");
            Assert.AreEqual(3, Base64.Decode(text, 0, 4, output, 0), "just enough room");
        }

        [TestMethod]
        public void Decode_InPlace_Works()
        {
            byte[] text = Ascii.GetBytes("Zm9vYmFyZg==");
            Assert.AreEqual(7, Base64.Decode(text, 0, text.Length, text, 0), "count");
            Expect.Bytes("666f6f62617266", text, 0, 7, "bytes");
        }

        [TestMethod]
        public void Encode_RangesOutsideTheirArrays_Throw()
        {
            Base64 base64 = new Base64();
            byte[] bytes = new byte[8];
            Expect.Throws(typeof(ArgumentNullException), () => base64.Encode(null, 0, 0, bytes, 0));
            Expect.Throws(typeof(ArgumentNullException), () => base64.Encode(bytes, 0, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => base64.Encode(bytes, 9, 0, bytes, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => base64.Encode(bytes, 6, 3, bytes, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => base64.Encode(bytes, 0, 4, bytes, 1));
            Expect.Throws(typeof(ArgumentNullException), () => Base64.Decode(null, 0, 0, bytes, 0));
            Expect.Throws(typeof(ArgumentNullException), () => Base64.Decode(bytes, 0, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Base64.GetDecodedCount(bytes, 0, 9));
        }

        private static void ExpectBothWays(string hex, string text)
        {
            byte[] input = Hex.Parse(hex);
            byte[] output = new byte[text.Length + 2];
            int count = new Base64().Encode(input, 0, input.Length, output, 1);
            Assert.AreEqual(text.Length, count, "encoded count of " + hex);
            Assert.AreEqual(text, Ascii.GetString(output, 1, count), "text of " + hex);
            Assert.AreEqual(text.Length, Base64.GetEncodedCount(input.Length), "announced count of " + hex);

            byte[] decoded = new byte[input.Length];
            Assert.AreEqual(input.Length, Base64.Decode(output, 1, count, decoded, 0), "decoded count of " + text);
            Expect.Bytes(hex, decoded, 0, decoded.Length, "bytes of " + text);
        }
    }
}
