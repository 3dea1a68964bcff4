using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>RFC 6455 sections 1.3 and 4.2.2; the other answers were computed with OpenSSL.</summary>
    [TestClass]
    public class AcceptKeyTests
    {
        [TestMethod]
        public void Write_RfcExample_GivesRfcAnswer()
        {
            ExpectAnswer(Heads.SampleAccept, Heads.SampleKey);
        }

        [TestMethod]
        public void Write_OtherKeys_GiveKnownAnswers()
        {
            ExpectAnswer("HSmrc0sMlYUkAGmm5OPpG2HaGWk=", "x3JJHMbDL1EzLkh9GBhXDw==");
            ExpectAnswer("ICX+Yqv66kxgM0FcWaLWlFLwTAI=", "AAAAAAAAAAAAAAAAAAAAAA==");
            ExpectAnswer("XXpj4jYzLM2yUE0C7TIgMwTQh2g=", "/////////////////////w==");
            ExpectAnswer("C/0nmHhBztSRGR1CwL6Tf4ZjwpY=", "AQIDBAUGBwgJCgsMDQ4PEA==");
            ExpectAnswer("NXa8T6Ve62tu67xK9rx6C3/VvZw=", "AAAAAAAAAAAAAAAAAAAAAQ==");
            ExpectAnswer("Y3HHLCY+Z7NOg+m+dvGIvB21R0s=", "gAAAAAAAAAAAAAAAAAAAAA==");
        }

        [TestMethod]
        public void Write_AHundredKeysEachMadeFromTheAnswerBefore_GiveKnownAnswer()
        {
            // One wrong bit anywhere changes all that follows.
            AcceptKey acceptKey = new AcceptKey();
            byte[] nonce = new byte[AcceptKey.NonceCount];
            byte[] key = new byte[AcceptKey.KeyCount];
            byte[] answer = new byte[AcceptKey.AcceptCount];
            for (int round = 0; round < 100; round++)
            {
                acceptKey.WriteKey(nonce, 0, key, 0);
                acceptKey.Write(key, 0, answer, 0);
                for (int i = 0; i < nonce.Length; i++)
                {
                    nonce[i] = (byte)(answer[i] ^ ((i & 1) << 7));
                }
            }

            Assert.AreEqual("diEzLNS9l0mrGZ3lcVjnctyIaxU=", Ascii.GetString(answer, 0, answer.Length), "the hundredth");
        }

        [TestMethod]
        public void Write_EachInstanceAgain_GivesTheSame()
        {
            AcceptKey acceptKey = new AcceptKey();
            byte[] key = Ascii.GetBytes(Heads.SampleKey);
            byte[] output = new byte[AcceptKey.AcceptCount];
            for (int round = 0; round < 3; round++)
            {
                acceptKey.Write(key, 0, output, 0);
                Assert.AreEqual(Heads.SampleAccept, Ascii.GetString(output, 0, output.Length), "round " + round.ToString());
            }
        }

        [TestMethod]
        public void Write_OverItsOwnKey_Works()
        {
            byte[] buffer = new byte[40];
            Array.Copy(Ascii.GetBytes(Heads.SampleKey), 0, buffer, 5, AcceptKey.KeyCount);
            new AcceptKey().Write(buffer, 5, buffer, 3);
            Assert.AreEqual(Heads.SampleAccept, Ascii.GetString(buffer, 3, AcceptKey.AcceptCount), "answer");
        }

        [TestMethod]
        public void WriteKey_RfcNonce_GivesRfcKey()
        {
            // RFC 6455 section 4.1: the bytes 1 to 16.
            byte[] output = new byte[AcceptKey.KeyCount];
            new AcceptKey().WriteKey(Hex.Parse("0102030405060708090a0b0c0d0e0f10"), 0, output, 0);
            Assert.AreEqual("AQIDBAUGBwgJCgsMDQ4PEA==", Ascii.GetString(output, 0, output.Length), "key");
        }

        [TestMethod]
        public void WriteKey_NoncesWithEveryDigit_GiveTheAlphabet()
        {
            ExpectKey("ABCDEFGHIJKLMNOPQRSTUQ==", "00108310518720928b30d38f41149351");
            ExpectKey("VZdhlptx15+CGKOSWaeimg==", "559761969b71d79f8218a39259a7a29a");
            ExpectKey("q7Lbr8Mcs9Ndt+Oeu/Pfvw==", "abb2dbafc31cb3d35db7e39ebbf3dfbf");
            ExpectKey("AAAAAAAAAAAAAAAAAAAAAA==", "00000000000000000000000000000000");
            ExpectKey("/////////////////////w==", "ffffffffffffffffffffffffffffffff");
        }

        [TestMethod]
        public void WriteKey_RangeInsideArrays_TouchesJustTheRange()
        {
            byte[] nonce = Hex.Parse("ee 0102030405060708090a0b0c0d0e0f10 ee");
            byte[] output = new byte[AcceptKey.KeyCount + 2];
            new AcceptKey().WriteKey(nonce, 1, output, 1);
            Assert.AreEqual("AQIDBAUGBwgJCgsMDQ4PEA==", Ascii.GetString(output, 1, AcceptKey.KeyCount), "key");
            Assert.AreEqual(0, output[0] | output[AcceptKey.KeyCount + 1], "nothing around it");
        }

        [TestMethod]
        public void Write_RangesOutsideTheirArrays_Throw()
        {
            AcceptKey acceptKey = new AcceptKey();
            byte[] key = new byte[AcceptKey.KeyCount];
            byte[] output = new byte[AcceptKey.AcceptCount];
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.Write(null, 0, output, 0));
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.Write(key, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, 1, output, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, 0, output, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, -1, output, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, 0, output, -1));
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.WriteKey(null, 0, output, 0));
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.WriteKey(key, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.WriteKey(key, 9, output, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.WriteKey(key, 0, output, 5));
        }

        private static void ExpectKey(string key, string nonce)
        {
            byte[] output = new byte[AcceptKey.KeyCount];
            new AcceptKey().WriteKey(Hex.Parse(nonce), 0, output, 0);
            Assert.AreEqual(key, Ascii.GetString(output, 0, output.Length), nonce);
        }

        private static void ExpectAnswer(string answer, string key)
        {
            byte[] output = new byte[AcceptKey.AcceptCount];
            new AcceptKey().Write(Ascii.GetBytes(key), 0, output, 0);
            Assert.AreEqual(answer, Ascii.GetString(output, 0, output.Length), key);
        }
    }
}
