using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>What a browser asks and when, and what it makes of the answers (RFC 6762 sections 5.2, 7.1, 10).</summary>
    [TestClass]
    public sealed class BrowserTests
    {
        private const string Pointer = "= _nanowire._tcp.local PTR 4500 bath._nanowire._tcp.local";
        private const string Location = "+ bath._nanowire._tcp.local SRV 120 0 0 81 bath.local";
        private const string Address = "+ bath.local A 120 192.168.1.9";

        private readonly byte[] _output = new byte[512];
        private readonly MdnsBrowser _browser;
        private long _nowMs = 1000;

        public BrowserTests()
        {
            _browser = new MdnsBrowser(new DiscoveryOptions(), new DiscoveryStatistics());
            _browser.SetOwnName("kitchen");
            _browser.Start(_nowMs, 7);
        }

        [TestMethod]
        public void Browser_WithoutPlaces_AsksNothingAndTakesNothing()
        {
            MdnsBrowser none = new MdnsBrowser(new DiscoveryOptions { MaxNeighbours = 0 }, new DiscoveryStatistics());
            none.SetOwnName("kitchen");
            none.Start(_nowMs, 7);
            byte[] answer = new byte[512];
            answer[2] = 0x84;
            none.Receive(answer, answer.Length, MdnsResponder.Port, _nowMs);
            none.SetOwnName(null);
            Assert.AreEqual(0, none.GetMessage(_output, _nowMs + 3600000));
            Assert.AreEqual(MdnsResponder.Forever, none.GetWaitMs(_nowMs));
            Assert.AreEqual(0, none.Capacity);
            Assert.AreEqual(0, none.Count);
            none.Stop();
        }

        [TestMethod]
        public void Questions_ComeLessAndLessOften()
        {
            List<(long AtMs, string Text)> sent = Pass(24 * 3600000L);
            Assert.AreEqual("query\n?u _nanowire._tcp.local PTR", sent[0].Text);
            Assert.IsTrue(sent.Skip(1).All(s => s.Text == "query\n? _nanowire._tcp.local PTR"));
            Assert.IsTrue(sent[0].AtMs >= 20 && sent[0].AtMs <= 120);
            long expected = 1000;
            for (int i = 1; i < sent.Count; i++)
            {
                long interval = sent[i].AtMs - sent[i - 1].AtMs;
                Assert.IsTrue(interval >= expected && interval <= expected * 1.02, i + ": " + interval);
                expected = System.Math.Min(expected * 2, 3600000);
            }

            Assert.IsTrue(sent.Count > 30);
        }

        [TestMethod]
        [DataRow(Pointer, Location, Address)]
        [DataRow("= bath.local A 120 192.168.1.9", "= bath._nanowire._tcp.local SRV 120 0 0 81 bath.local", "+ _nanowire._tcp.local PTR 4500 bath._nanowire._tcp.local")]
        public void Neighbour_InOneMessage_IsResolvedInAnyOrder(string one, string two, string three)
        {
            Receive("response", one, two, three);
            Assert.AreEqual("bath 192.168.1.9:81", Known());
        }

        [TestMethod]
        public void Neighbour_WithoutItsPlace_IsAskedForIt()
        {
            Pass(500);
            Receive("response", Pointer);
            Assert.AreEqual("bath ?", Known());
            Assert.AreEqual("query\n? bath._nanowire._tcp.local SRV", Pass(300).Single().Text);
            Receive("response", Location.Replace('+', '='));
            Assert.AreEqual("query\n? bath.local A", Pass(100).Single().Text);
            Receive("response", Address.Replace('+', '='));
            Assert.AreEqual("bath 192.168.1.9:81", Known());
        }

        [TestMethod]
        public void Neighbour_ThatIsKnown_IsNamedInTheQuestion()
        {
            Receive("response", Pointer, Location, Address);
            StringAssert.EndsWith(Pass(125)[0].Text, "\n= _nanowire._tcp.local PTR 4499 bath._nanowire._tcp.local");
        }

        [TestMethod]
        public void Records_AreAskedForAgainFourTimesBeforeTheyEnd()
        {
            Receive("response", "= _nanowire._tcp.local PTR 86400 bath._nanowire._tcp.local", "+ bath._nanowire._tcp.local SRV 86400 0 0 81 bath.local", Address);
            long[] asked = Pass(121000).Where(s => s.Text.Contains("? bath.local A", System.StringComparison.Ordinal)).Select(s => s.AtMs).ToArray();
            int[] parts = { 96000, 102000, 108000, 114000 };
            Assert.IsTrue(asked.Length >= 4);
            for (int i = 0; i < 4; i++)
            {
                Assert.IsTrue(asked[i] >= parts[i] && asked[i] <= parts[i] + 2400, i + ": " + asked[i]);
            }

            Assert.AreEqual("bath ?", Known());
        }

        [TestMethod]
        [DataRow("= _nanowire._tcp.local PTR 4500 kitchen._nanowire._tcp.local", DisplayName = "oneself")]
        [DataRow("= _nanowire._tcp.local PTR 4500 KITCHEN._nanowire._tcp.local", DisplayName = "oneself in capitals")]
        [DataRow("= _http._tcp.local PTR 4500 bath._http._tcp.local", DisplayName = "another service")]
        [DataRow("= _nanowire._tcp.local PTR 4500 bath._http._tcp.local", DisplayName = "of another service")]
        [DataRow("= _nanowire._tcp.local PTR 4500 a.b._nanowire._tcp.local", DisplayName = "two labels")]
        [DataRow("= _nanowire._tcp.local PTR 4500 _nanowire._tcp.local", DisplayName = "no label")]
        [DataRow("= _nanowire._tcp.local PTR 0 bath._nanowire._tcp.local", DisplayName = "a goodbye")]
        public void Pointer_ToNoNeighbour_IsIgnored(string record)
        {
            Receive("response", record);
            Assert.AreEqual("", Known());
        }

        [TestMethod]
        public void Messages_OfAnotherPortOrAsQuestion_AreIgnored()
        {
            byte[] message = DnsText.Create("response", Pointer, Location, Address);
            _browser.Receive(message, message.Length, 40000, _nowMs);
            message[2] = 0;
            _browser.Receive(message, message.Length, MdnsResponder.Port, _nowMs);
            Assert.AreEqual("", Known());
        }

        [TestMethod]
        [DataRow(63, "local", true)]
        [DataRow(63, "locals", false)]
        public void Host_OfALongerName_IsNotOfThisNetwork(int length, string domain, bool isResolved)
        {
            string host = new string('h', length) + "." + domain;
            Receive("response", Pointer, "+ bath._nanowire._tcp.local SRV 120 0 0 81 " + host, "+ " + host + " A 120 192.168.1.9");
            Assert.AreEqual(isResolved ? "bath 192.168.1.9:81" : "bath ?", Known());
        }

        [TestMethod]
        public void Name_ThatBecomesOnesOwn_IsNoNeighbourAnyMore()
        {
            Receive("response", Pointer, Location, Address);
            int version = _browser.Version;
            _browser.SetOwnName("bath");
            Assert.AreEqual("", Known());
            Assert.AreNotEqual(version, _browser.Version);
        }

        private void Receive(params string[] lines)
        {
            byte[] message = DnsText.Create(lines);
            _browser.Receive(message, message.Length, MdnsResponder.Port, _nowMs);
        }

        private List<(long AtMs, string Text)> Pass(long ms)
        {
            List<(long, string)> sent = new List<(long, string)>();
            long start = _nowMs;
            while (true)
            {
                int count;
                while ((count = _browser.GetMessage(_output, _nowMs)) > 0)
                {
                    sent.Add((_nowMs - start, DnsText.Describe(_output, count)));
                }

                int wait = _browser.GetWaitMs(_nowMs);
                if (_nowMs + wait > start + ms)
                {
                    _nowMs = start + ms;
                    return sent;
                }

                _nowMs += wait;
            }
        }

        private string Known()
        {
            return string.Join(", ", Enumerable.Range(0, _browser.Capacity).Select(_browser.GetAt).Where(n => n != null)
                .Select(n => n.GetName() + (n.IsResolved ? " " + n.GetAddress() + ":" + n.Port : " ?")));
        }
    }
}
