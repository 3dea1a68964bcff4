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
        public void Write_RangesOutsideTheirArrays_Throw()
        {
            AcceptKey acceptKey = new AcceptKey();
            byte[] key = new byte[AcceptKey.KeyCount];
            byte[] output = new byte[AcceptKey.AcceptCount];
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.Write(null, 0, output, 0));
            Expect.Throws(typeof(ArgumentNullException), () => acceptKey.Write(key, 0, null, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, 1, output, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => acceptKey.Write(key, 0, output, 1));
        }

        private static void ExpectAnswer(string answer, string key)
        {
            byte[] output = new byte[AcceptKey.AcceptCount];
            new AcceptKey().Write(Ascii.GetBytes(key), 0, output, 0);
            Assert.AreEqual(answer, Ascii.GetString(output, 0, output.Length), key);
        }
    }
}
