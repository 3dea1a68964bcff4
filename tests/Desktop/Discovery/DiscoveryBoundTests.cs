using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>Both sides of every bound, and messages that break a rule.</summary>
    [TestClass]
    public sealed class DiscoveryBoundTests
    {
        private const string Question = "0000 0000 0001 0000 0000 0000";

        [TestMethod]
        [DataRow(63, false)]
        [DataRow(64, true)]
        public void Label_HasItsMost(int length, bool isBad)
        {
            AssertBad(Hex.Parse(Question).Append((byte)length).Concat(new byte[length]).Concat(Hex.Parse("00 0001 0001")), isBad);
        }

        [TestMethod]
        [DataRow(61, false)]
        [DataRow(62, true)]
        public void Name_HasItsMost(int last, bool isBad)
        {
            // Three labels of 63, one more, the end: 255 (RFC 1035 section 3.1).
            IEnumerable<byte> name = new[] { 63, 63, 63, last }.SelectMany(n => new byte[n].Prepend((byte)n)).Append((byte)0);
            AssertBad(Hex.Parse(Question).Concat(name).Concat(Hex.Parse("0001 0001")), isBad);
        }

        [TestMethod]
        [DataRow(16, false)]
        [DataRow(17, true)]
        public void Pointers_OfAName_HaveTheirMost(int pointers, bool isBad)
        {
            // Questions, each of whose names points to the one before.
            List<byte> message = new List<byte>(Hex.Parse("0000 0000 0001 0000 0000 0000 01 61 00 0001 0001"));
            int target = 12;
            for (int i = 0; i < pointers; i++)
            {
                int at = message.Count;
                message.AddRange(new byte[] { (byte)(0xC0 | (target >> 8)), (byte)target, 0, 1, 0, 1 });
                message[5]++;
                target = at;
            }

            AssertBad(message, isBad);
        }

        [TestMethod]
        [DataRow("C00C", DisplayName = "to itself")]
        [DataRow("C00D", DisplayName = "into itself")]
        [DataRow("C00E 00", DisplayName = "forwards")]
        [DataRow("0161 C00C", DisplayName = "to its own start")]
        [DataRow("C000", DisplayName = "into the header")]
        [DataRow("C00B", DisplayName = "to the header's end")]
        [DataRow("FFFF", DisplayName = "far behind")]
        [DataRow("40 00", DisplayName = "label type 1")]
        [DataRow("80 00", DisplayName = "label type 2")]
        public void Name_ThatBreaksARule_MakesTheMessageBad(string name)
        {
            AssertBad(Hex.Parse(Question + name + "0001 0001 00 00 00"), true);
        }

        [TestMethod]
        [DataRow("0004", false)]
        [DataRow("0003", true)]
        [DataRow("0005", true)]
        [DataRow("FFFF", true)]
        public void Data_OfAnAddress_AreFourBytes(string length, bool isBad)
        {
            AssertBad(Hex.Parse("0000 8400 0000 0001 0000 0000 0161 00 0001 0001 00000078" + length + "0A000001 00"), isBad);
        }

        [TestMethod]
        [DataRow("000C 0001 00000078 0003 01 61 00", false)]
        [DataRow("000C 0001 00000078 0002 01 61 00", true)]
        [DataRow("000C 0001 00000078 0004 01 61 00 00", true)]
        [DataRow("0021 0001 00000078 0007 0000 0000 0050 00", false)]
        [DataRow("0021 0001 00000078 0006 0000 0000 0050 00", true)]
        [DataRow("0021 0001 00000078 0008 0000 0000 0050 00 00", true)]
        public void Data_WithAName_EndWhereItEnds(string record, bool isBad)
        {
            AssertBad(Hex.Parse("0000 8400 0000 0001 0000 0000 0161 00" + record), isBad);
        }

        [TestMethod]
        public void Message_CutAnywhere_HasNoEffect()
        {
            byte[] whole = DnsText.Create(
                "response", "= kitchen.local A 120 10.0.0.9", "+ kitchen._http._tcp.local SRV 120 0 0 81 a.local", "+ kitchen._http._tcp.local TXT 120 a");
            for (int count = 0; count < whole.Length; count++)
            {
                ResponderFixture fixture = ResponderFixture.Running();
                Assert.IsNull(fixture.Receive(whole.Take(count).ToArray()));
                Assert.AreEqual(1, fixture.Statistics.Malformed, "cut at " + count);
                Assert.AreEqual(0, fixture.Statistics.Conflicts, "cut at " + count);
            }

            ResponderFixture other = ResponderFixture.Running();
            other.Receive(whole);
            Assert.AreEqual(1, other.Statistics.Conflicts);
        }

        [TestMethod]
        [DataRow("", false)]
        [DataRow("a", true)]
        [DataRow("a-b9", true)]
        [DataRow("-a", false)]
        [DataRow("a-", false)]
        [DataRow("a.b", false)]
        [DataRow("a b", false)]
        [DataRow("küche", false)]
        public void Name_OfTheDevice_IsAHostName(string name, bool isGood)
        {
            AssertGood(isGood, () => Make(new DiscoveryOptions { Name = name }));
        }

        [TestMethod]
        [DataRow(63, true)]
        [DataRow(64, false)]
        public void Name_OfTheDevice_IsALabel(int length, bool isGood)
        {
            AssertGood(isGood, () => Make(new DiscoveryOptions { Name = new string('a', length) }));
        }

        [TestMethod]
        [DataRow("_http._tcp", true)]
        [DataRow("_http._udp", true)]
        [DataRow("_http", false)]
        [DataRow("http._tcp", false)]
        [DataRow("_http._sctp", false)]
        [DataRow("_._tcp", false)]
        [DataRow("_fifteen-letters._tcp", true)]
        [DataRow("_sixteen--letters._tcp", false)]
        public void Type_OfAService_IsTwoLabels(string type, bool isGood)
        {
            AssertGood(isGood, () => Make(new DiscoveryOptions()).AddService(type, 80, null));
        }

        [TestMethod]
        [DataRow(511, 1472, 8, 1, false)]
        [DataRow(512, 512, 0, 1, true)]
        [DataRow(1472, 511, 8, 1, false)]
        [DataRow(1472, 1472, 64, 1, true)]
        [DataRow(1473, 1472, 8, 1, false)]
        [DataRow(512, 1473, 8, 1, false)]
        [DataRow(512, 512, 65, 1, false)]
        [DataRow(512, 512, -1, 1, false)]
        [DataRow(512, 512, 8, 0, false)]
        public void Options_HaveTheirRanges(int send, int receive, int neighbours, int answers, bool isGood)
        {
            AssertGood(isGood, () => Make(new DiscoveryOptions
            {
                SendSize = send, ReceiveSize = receive, MaxNeighbours = neighbours, MaxUnicastAnswers = answers,
            }));
            AssertGood(answers > 0, () => Make(new DiscoveryOptions { MaxMessagesPerRound = answers }));
        }

        [TestMethod]
        public void Services_HaveTheirMost()
        {
            MdnsResponder responder = Make(new DiscoveryOptions { SendSize = 700 });
            AssertGood(false, () => responder.AddService("_a._tcp", 0, null));
            AssertGood(false, () => responder.AddService("_a._tcp", 65536, null));
            AssertGood(false, () => responder.AddService("_a._tcp", 1, new[] { "" }));
            AssertGood(false, () => responder.AddService("_a._tcp", 1, new[] { new string('x', 256) }));
            responder.AddService("_a._tcp", 1, new[] { new string('x', 255) });
            AssertGood(false, () => responder.AddService("_b._tcp", 1, new[] { new string('x', 255) }));
            responder.AddService("_b._tcp", 1, null);
        }

        [TestMethod]
        public void Services_OfOneDevice_AreFour()
        {
            MdnsResponder responder = Make(new DiscoveryOptions { SendSize = 1024 });
            for (int i = 0; i < 4; i++)
            {
                responder.AddService("_s" + i + "._tcp", 65535, null);
            }

            Assert.ThrowsExactly<InvalidOperationException>(() => responder.AddService("_s4._tcp", 1, null));
        }

        private static MdnsResponder Make(DiscoveryOptions options)
        {
            return new MdnsResponder(options, new DiscoveryStatistics());
        }

        private static void AssertGood(bool isGood, Action action)
        {
            if (isGood)
            {
                action();
            }
            else
            {
                Assert.Throws<ArgumentException>(action);
            }
        }

        private static void AssertBad(IEnumerable<byte> message, bool isBad)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive(message.ToArray());
            Assert.AreEqual(isBad ? 1 : 0, fixture.Statistics.Malformed);
        }
    }
}
