using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>What is answered to which question (RFC 6762 sections 5 to 7, RFC 6763).</summary>
    [TestClass]
    public sealed class ResponderAnswerTests
    {
        // kitchen.local, IN, as it lies at offset 12 (RFC 1035 section 4.1.2).
        private const string Kitchen = "07 6B69746368656E 05 6C6F63616C 00";

        [TestMethod]
        public void Address_AskedFor_IsAnsweredByteForByte()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            byte[] question = Hex.Parse("0000 0000 0001 0000 0000 0000" + Kitchen + "0001 0001");
            Assert.IsNull(fixture.Receive(question));

            byte[] output = new byte[512];
            int count = fixture.Responder.GetMessage(output, fixture.NowMs);

            // QR and AA; A, class IN with the top bit, 120 s; NSEC of the same name: there is no other address (section 6.1).
            byte[] answer = Hex.Parse("0000 8400 0000 0001 0000 0001" + Kitchen + "0001 8001 00000078 0004 C0A80114"
                + "C00C 002F 8001 00000078 0005 C00C 0001 40");
            Assert.AreEqual(Convert.ToHexString(answer), Convert.ToHexString(output, 0, count));
        }

        [TestMethod]
        public void Service_AskedFor_IsAnsweredWithAllThatIsAskedNext()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            Assert.IsNull(fixture.Receive("query", "? _nanowire._tcp.local PTR"));
            List<(long AtMs, string Text)> sent = fixture.Pass(1000);

            Assert.AreEqual(1, sent.Count);
            Assert.AreEqual(
                "response\n"
                + "= _nanowire._tcp.local PTR 4500 kitchen._nanowire._tcp.local\n"
                + "+! kitchen.local A 120 192.168.1.20\n"
                + "+! kitchen.local NSEC 120 kitchen.local 000140\n"
                + "+! kitchen._nanowire._tcp.local SRV 120 0 0 80 kitchen.local\n"
                + "+! kitchen._nanowire._tcp.local TXT 4500 path=/ws",
                sent[0].Text);

            // Others may answer too (section 6).
            Assert.IsTrue(sent[0].AtMs >= 20 && sent[0].AtMs <= 120, "after " + sent[0].AtMs);
        }

        [TestMethod]
        [DataRow("_services._dns-sd._udp.local PTR", "= _services._dns-sd._udp.local PTR 4500 _http._tcp.local")]
        [DataRow("_http._tcp.local PTR", "= _http._tcp.local PTR 4500 kitchen._http._tcp.local")]
        [DataRow("kitchen._http._tcp.local SRV", "=! kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local")]
        [DataRow("kitchen._http._tcp.local TXT", "=! kitchen._http._tcp.local TXT 4500 ")]
        [DataRow("kitchen._http._tcp.local ANY", "=! kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local")]
        [DataRow("kitchen._http._tcp.local A", "=! kitchen._http._tcp.local NSEC 120 kitchen._http._tcp.local 00050000800040")]
        [DataRow("kitchen.local AAAA", "=! kitchen.local NSEC 120 kitchen.local 000140")]
        [DataRow("kitchen.local ANY", "=! kitchen.local A 120 192.168.1.20")]
        [DataRow("KITCHEN.Local A", "=! kitchen.local A 120 192.168.1.20")]
        public void Question_ForARecordOfOurs_IsAnswered(string question, string answer)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query", "? " + question);
            StringAssert.Contains(string.Join("\n", fixture.Pass(1000).Select(s => s.Text)), "response\n" + answer);
        }

        [TestMethod]
        [DataRow("bath.local A")]
        [DataRow("kitchen A")]
        [DataRow("kitchen.local.local A")]
        [DataRow("_printer._tcp.local PTR")]
        [DataRow("_http._tcp.local SRV")]
        [DataRow("bath._http._tcp.local SRV")]
        public void Question_ForAnythingElse_IsNotAnswered(string question)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            Assert.IsNull(fixture.Receive("query", "? " + question));
            Assert.AreEqual(0, fixture.Pass(5000).Count);
        }

        [TestMethod]
        [DataRow("0001", true)]
        [DataRow("00FF", true)]
        [DataRow("0003", false)]
        public void Question_OfAClass_IsAnsweredForInternetAndAny(string type, bool isAnswered)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive(Hex.Parse("0000 0000 0001 0000 0000 0000" + Kitchen + "0001" + type));
            Assert.AreEqual(isAnswered, fixture.Now() != null);
        }

        [TestMethod]
        [DataRow("0800")]
        [DataRow("7800")]
        [DataRow("0003")]
        public void Question_WithOpcodeOrRcode_IsIgnored(string flags)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive(Hex.Parse("0000" + flags + "0001 0000 0000 0000" + Kitchen + "0001 0001"));
            Assert.IsNull(fixture.Now());
        }

        [TestMethod]
        [DataRow(59, true)]
        [DataRow(60, false)]
        public void KnownAnswer_WithHalfOfItsTime_IsNotRepeated(int ttl, bool isAnswered)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query", "? kitchen.local A", "= kitchen.local A " + ttl + " 192.168.1.20");
            Assert.AreEqual(isAnswered, fixture.Now() != null);
        }

        [TestMethod]
        public void KnownAnswer_OfAnother_SuppressesNothing()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query", "? _http._tcp.local PTR", "= _http._tcp.local PTR 4500 bath._http._tcp.local");
            Assert.AreEqual(1, fixture.Pass(1000).Count);
        }

        [TestMethod]
        [DataRow("= _http._tcp.local PTR 4500 kitchen._http._tcp.local", 0)]
        [DataRow("= _http._tcp.local PTR 4500 bath._http._tcp.local", 1)]
        public void KnownAnswers_InFurtherMessages_AreAwaited(string known, int answers)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query truncated", "? _http._tcp.local PTR");
            Assert.AreEqual(0, fixture.Pass(399).Count);
            fixture.Receive("query", known);
            List<(long AtMs, string Text)> sent = fixture.Pass(102);
            Assert.AreEqual(answers, sent.Count);
        }

        [TestMethod]
        public void Question_ThatTakesUnicast_GetsItOnlyOfWhatAllHeardLately()
        {
            ResponderFixture fixture = ResponderFixture.Running();

            // A minute ago: a quarter of 120 s is over, one of 4500 s is not (section 5.4).
            Assert.IsNull(fixture.Receive("query", "?u kitchen.local A"));
            StringAssert.Contains(fixture.Now(), "=! kitchen.local A");
            StringAssert.StartsWith(fixture.Receive("query", "?u _http._tcp.local PTR"), "response\n= _http._tcp.local PTR 4500");

            fixture.NowMs += 30000;
            StringAssert.Contains(fixture.Receive("query", "?u kitchen.local A"), "=! kitchen.local A");
            Assert.IsNull(fixture.Now());
            fixture.NowMs += 1;
            Assert.IsNull(fixture.Receive("query", "?u kitchen.local A"));
            Assert.IsNotNull(fixture.Now());
        }

        [TestMethod]
        public void Question_OfSomebodyWhoKnowsDnsOnly_IsAnsweredAsDnsDoes()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            byte[] question = Hex.Parse("1234 0100 0001 0000 0000 0001" + Kitchen + "0001 0001 00 0029 1000 00000000 0000");
            byte[] output = new byte[512];
            int count = fixture.Responder.Receive(question, question.Length, 40000, output, fixture.NowMs);

            // Its number and question, 10 s, no top bit (section 6.7).
            byte[] answer = Hex.Parse("1234 8400 0001 0001 0000 0001" + Kitchen + "0001 0001 C00C 0001 0001 0000000A 0004 C0A80114"
                + "C00C 002F 0001 0000000A 0005 C00C 0001 40");
            Assert.AreEqual(Convert.ToHexString(answer), Convert.ToHexString(output, 0, count));
            Assert.IsNull(fixture.Now());
        }

        [TestMethod]
        public void Answers_ToSingleAddresses_AreLimitedASecond()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            byte[] question = DnsText.Create("query", "? kitchen.local A");
            int answered = Enumerable.Range(0, 25).Count(i => fixture.Receive(question, 40000) != null);
            Assert.AreEqual(fixture.Options.MaxUnicastAnswers, answered);
            Assert.AreEqual(5, fixture.Statistics.AnswersLimited);

            fixture.NowMs += 999;
            Assert.IsNull(fixture.Receive(question, 40000));
            fixture.NowMs += 1;
            Assert.IsNotNull(fixture.Receive(question, 40000));
        }

        [TestMethod]
        [DataRow(999, 1000)]
        [DataRow(1000, 1000)]
        [DataRow(1500, 1500)]
        public void Record_AskedForAgain_IsSentOnceASecond(int againMs, int sentMs)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query", "? kitchen.local A");
            Assert.IsNotNull(fixture.Now());
            fixture.NowMs += againMs;
            fixture.Receive("query", "? kitchen.local A");
            fixture.Receive("query", "? kitchen.local A");
            List<(long AtMs, string Text)> sent = fixture.Pass(5000);
            Assert.AreEqual(1, sent.Count);
            Assert.AreEqual(sentMs - againMs, sent[0].AtMs);
        }

        [TestMethod]
        [DataRow(249, 1)]
        [DataRow(250, 0)]
        public void Record_AnotherProbesFor_IsDefendedFourTimesASecond(int againMs, int waitMs)
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("query", "? kitchen.local A");
            Assert.IsNotNull(fixture.Now());
            fixture.NowMs += againMs;
            fixture.Receive("query", "? kitchen.local ANY", "^ kitchen.local A 120 10.0.0.1");
            Assert.AreEqual(waitMs, fixture.Pass(900).First(s => s.Text.Contains("192.168.1.20", StringComparison.Ordinal)).AtMs);
        }

        [TestMethod]
        public void Answer_ThatDoesNotFit_GoesOutInSeveralMessages()
        {
            ResponderFixture fixture = new ResponderFixture(new DiscoveryOptions { Name = new string('k', 63), SendSize = 700 });
            for (int i = 0; i < 4; i++)
            {
                fixture.Responder.AddService("_service-" + i + "._tcp", 80 + i, new[] { new string('x', 10) });
            }

            fixture.Responder.Start(new byte[] { 10, 0, 0, 1 }, fixture.NowMs);
            List<(long AtMs, string Text)> sent = fixture.Pass(1200);
            string announced = string.Join("\n", sent.Where(s => s.Text.StartsWith("response", StringComparison.Ordinal)).Select(s => s.Text));
            for (int i = 0; i < 4; i++)
            {
                StringAssert.Contains(announced, "_service-" + i + "._tcp.local SRV 120 0 0 " + (80 + i));
                StringAssert.Contains(announced, "= _services._dns-sd._udp.local PTR 4500 _service-" + i);
            }
        }
    }
}
