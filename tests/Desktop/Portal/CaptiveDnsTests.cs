using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Tests.Portal
{
    /// <summary>A captive DNS: everything is here (RFC 1035).</summary>
    [TestClass]
    public sealed class CaptiveDnsTests
    {
        private const string Name = "06 676F6F676C65 03 636F6D 00";
        private readonly PortalStatistics _statistics = new PortalStatistics();
        private readonly byte[] _output = new byte[CaptiveDns.MessageSize];

        [TestMethod]
        public void Address_OfAnyName_IsTheDevicesOwnByteForByte()
        {
            // RD asked; QR, AA, RD and RA answered, one answer, TTL 0.
            string answer = Ask(Hex.Parse("ABCD 0100 0001 0000 0000 0000" + Name + "0001 0001"));
            Assert.AreEqual(Same("ABCD 8580 0001 0001 0000 0000" + Name + "0001 0001 C00C 0001 0001 00000000 0004 C0A80401"), answer);
        }

        [TestMethod]
        public void Address_AskedWithEdns_IsAnsweredWithout()
        {
            string answer = Ask(Hex.Parse("ABCD 0120 0001 0000 0000 0001" + Name + "0001 0001 00 0029 04D0 00000000 0000"));
            Assert.AreEqual(Same("ABCD 8580 0001 0001 0000 0000" + Name + "0001 0001 C00C 0001 0001 00000000 0004 C0A80401"), answer);
        }

        [TestMethod]
        [DataRow("0001 0001", "8480 0001 0001", DisplayName = "A")]
        [DataRow("00FF 0001", "8480 0001 0001", DisplayName = "ANY")]
        [DataRow("001C 0001", "8480 0001 0000", DisplayName = "AAAA")]
        [DataRow("0041 0001", "8480 0001 0000", DisplayName = "HTTPS")]
        [DataRow("0040 0001", "8480 0001 0000", DisplayName = "SVCB")]
        [DataRow("000F 0001", "8485 0001 0000", DisplayName = "MX")]
        [DataRow("000C 0001", "8485 0001 0000", DisplayName = "PTR")]
        [DataRow("0010 0001", "8485 0001 0000", DisplayName = "TXT")]
        [DataRow("0001 0003", "8485 0001 0000", DisplayName = "A of class CHAOS")]
        public void Question_OfAType_HasItsAnswer(string type, string head)
        {
            string answer = Ask(Hex.Parse("0001 0000 0001 0000 0000 0000" + Name + type));
            StringAssert.StartsWith(answer, Same("0001" + head + "0000 0000" + Name + type));
        }

        [TestMethod]
        public void Opcode_ThatIsNoQuestion_IsNotImplemented()
        {
            string answer = Ask(Hex.Parse("0001 2800 0001 0000 0000 0000" + Name + "0001 0001"));
            Assert.AreEqual(Same("0001 AC84 0001 0000 0000 0000" + Name + "0001 0001"), answer);
        }

        [TestMethod]
        [DataRow("0001 8000 0001 0000 0000 0000" + Name + "0001 0001", DisplayName = "an answer")]
        [DataRow("0001 0000 0000 0000 0000 0000", DisplayName = "no question")]
        [DataRow("0001 0000 0002 0000 0000 0000" + Name + "0001 0001" + Name + "0001 0001", DisplayName = "two questions")]
        [DataRow("0001 0000 0101 0000 0000 0000" + Name + "0001 0001", DisplayName = "257 questions")]
        [DataRow("0001 0000 0001 0000 0000 0000 C00C 0001 0001", DisplayName = "a pointer")]
        [DataRow("0001 0000 0001 0000 0000 0000 0161 C00C 0001 0001", DisplayName = "a pointer behind a label")]
        public void Message_ThatIsNoQuestion_IsIgnored(string message)
        {
            Assert.IsNull(Ask(Hex.Parse(message)));
            Assert.AreEqual(1, _statistics.DnsIgnored);
        }

        [TestMethod]
        public void Question_CutAnywhere_IsIgnored()
        {
            byte[] whole = Hex.Parse("ABCD 0100 0001 0000 0000 0000" + Name + "0001 0001");
            for (int count = 0; count < whole.Length; count++)
            {
                Assert.IsNull(Ask(whole.Take(count).ToArray()), "cut at " + count);
            }
        }

        [TestMethod]
        [DataRow(63, 61, true)]
        [DataRow(63, 62, false)]
        [DataRow(64, 1, false)]
        public void Name_HasItsMost(int label, int last, bool isAnswered)
        {
            IEnumerable<byte> name = new[] { label, 63, 63, last }.SelectMany(n => new byte[n].Prepend((byte)n)).Append((byte)0);
            byte[] message = Hex.Parse("ABCD 0100 0001 0000 0000 0000").Concat(name).Concat(Hex.Parse("0001 0001")).ToArray();
            Assert.AreEqual(isAnswered, Ask(message) != null);
        }

        [TestMethod]
        [DataRow(512, true)]
        [DataRow(513, false)]
        public void Message_HasItsMost(int count, bool isAnswered)
        {
            byte[] message = Hex.Parse("ABCD 0100 0001 0000 0000 0000" + Name + "0001 0001").Concat(new byte[512]).Take(count).ToArray();
            Assert.AreEqual(isAnswered, Ask(message) != null);
        }

        private string Ask(byte[] message)
        {
            int count = new CaptiveDns(new PortalOptions(), _statistics).Receive(message, message.Length, _output);
            return count == 0 ? null : Convert.ToHexString(_output, 0, count);
        }

        private static string Same(string hex)
        {
            return Convert.ToHexString(Hex.Parse(hex));
        }
    }
}
