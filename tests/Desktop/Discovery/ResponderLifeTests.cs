using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>How a name is won, defended, lost and given back (RFC 6762 sections 8 to 10).</summary>
    [TestClass]
    public sealed class ResponderLifeTests
    {
        private static readonly byte[] _address = { 192, 168, 1, 20 };

        [TestMethod]
        public void Start_OnAQuietNetwork_ProbesThreeTimesAndAnnouncesThreeTimes()
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.AddService("_http._tcp", 80, null);
            fixture.Responder.Start(_address, fixture.NowMs);
            List<(long AtMs, string Text)> sent = fixture.Pass(20000);

            Assert.AreEqual(6, sent.Count);
            long first = sent[0].AtMs;
            Assert.IsTrue(first <= 250, "after " + first);
            CollectionAssert.AreEqual(new long[] { 0, 250, 500, 750, 1750, 3750 }, sent.Select(s => s.AtMs - first).ToArray());
            Assert.AreEqual(
                "query\n? kitchen.local ANY\n? kitchen._http._tcp.local ANY\n"
                + "^ kitchen.local A 120 192.168.1.20\n"
                + "^ kitchen._http._tcp.local TXT 4500 \n^ kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local",
                sent[2].Text);
            StringAssert.StartsWith(sent[0].Text, "query\n?u kitchen.local ANY\n?u kitchen._http._tcp.local ANY\n");
            StringAssert.StartsWith(sent[3].Text, "response\n=! kitchen.local A 120 192.168.1.20\n");
            Assert.AreEqual(sent[3].Text, sent[5].Text);
            Assert.AreEqual(ResponderState.Running, fixture.Responder.State);
            Assert.AreEqual(MdnsResponder.Forever, fixture.Responder.GetWaitMs(fixture.NowMs));
        }

        [TestMethod]
        public void Start_WithoutAnAddress_WaitsForOne()
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.Start(null, fixture.NowMs);
            Assert.AreEqual(0, fixture.Pass(60000).Count);
            Assert.AreEqual(ResponderState.Stopped, fixture.Responder.State);
            fixture.Responder.SetAddress(_address, fixture.NowMs);
            Assert.AreEqual(6, fixture.Pass(20000).Count);
        }

        [TestMethod]
        [DataRow("response", "= kitchen.local A 120 10.0.0.9")]
        [DataRow("response", "= kitchen.local AAAA 120 FE800000000000000000000000000001")]
        [DataRow("response", "+! kitchen._http._tcp.local SRV 120 0 0 81 kitchen.local")]
        [DataRow("response", "= kitchen._http._tcp.local TXT 4500 other")]
        public void Probe_ThatIsAnswered_TakesTheNextName(string kind, string record)
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.AddService("_http._tcp", 80, null);
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(600);
            fixture.Receive(kind, record);
            Assert.AreEqual("kitchen-2", fixture.Responder.Name);
            CollectionAssert.AreEqual(new[] { "kitchen-2" }, fixture.Names);
            StringAssert.Contains(fixture.Pass(20000).Last().Text, "=! kitchen-2.local A 120 192.168.1.20");
        }

        [TestMethod]
        [DataRow("response", "= kitchen.local A 120 192.168.1.20", MdnsResponder.Port)]
        [DataRow("response", "= kitchen.local A 0 10.0.0.9", MdnsResponder.Port)]
        [DataRow("response", "= bath.local A 120 10.0.0.9", MdnsResponder.Port)]
        [DataRow("response", "= kitchen.local A 120 10.0.0.9", 40000)]
        [DataRow("query", "= kitchen.local A 120 10.0.0.9", MdnsResponder.Port)]
        public void Probe_ThatIsNotAnswered_KeepsTheName(string kind, string record, int port)
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(600);
            fixture.Receive(DnsText.Create(kind, record), port);
            fixture.Pass(20000);
            Assert.AreEqual("kitchen", fixture.Responder.Name);
            Assert.AreEqual(0, fixture.Statistics.Conflicts);
        }

        [TestMethod]
        [DataRow("192.168.1.19", true)]
        [DataRow("192.168.1.20", true)]
        [DataRow("192.168.1.21", false)]
        [DataRow("9.255.255.255", true)]
        public void Probe_OfTwoAtOnce_IsWonByTheLaterBytes(string other, bool wins)
        {
            // The example of section 8.2: "169.254.99.200" and "169.254.200.50", the later of which wins.
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(300);
            fixture.Receive("query", "?u kitchen.local ANY", "^ kitchen.local A 120 " + other);
            List<(long AtMs, string Text)> sent = fixture.Pass(999);
            Assert.AreEqual(wins, sent.Count > 0);
            Assert.AreEqual("kitchen", fixture.Responder.Name);
        }

        [TestMethod]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local", true, DisplayName = "ours has a TXT, which comes first")]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local|^ kitchen._http._tcp.local TXT 4500 ", false, DisplayName = "the same")]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 81 kitchen.local|^ kitchen._http._tcp.local TXT 4500 ", true)]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 79 kitchen.local|^ kitchen._http._tcp.local TXT 4500 ", false)]
        [DataRow("^ kitchen._http._tcp.local SRV 120 1 0 80 kitchen.local|^ kitchen._http._tcp.local TXT 4500 ", true)]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local|^ kitchen._http._tcp.local TXT 4500 a", true)]
        [DataRow("^ kitchen._http._tcp.local TXT 4500 ", false, DisplayName = "ours has more")]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 80 litchen.local|^ kitchen._http._tcp.local TXT 4500 ", true)]
        [DataRow("^ kitchen._http._tcp.local SRV 120 0 0 80 kitchen.local|^ kitchen._http._tcp.local TXT 4500 |^ kitchen._http._tcp.local NSEC 120 00", true, DisplayName = "theirs has more")]
        public void Probe_OfTwoForAService_ComparesTheirRecordsInOrder(string records, bool isLost)
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.AddService("_http._tcp", 80, null);
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(300);
            fixture.Receive(records.Split('|').Prepend("query").ToArray());
            Assert.AreEqual(isLost, fixture.Pass(999).Count == 0);
        }

        [TestMethod]
        public void Names_ThatAreAllTaken_AreTriedSlowlyAfterFifteen()
        {
            ResponderFixture fixture = new ResponderFixture(new DiscoveryOptions { Name = new string('k', 62) });
            fixture.Responder.Start(_address, fixture.NowMs);
            for (int i = 2; i <= 15; i++)
            {
                fixture.Receive("response", "= " + fixture.Responder.Name + ".local A 120 10.0.0.9");
            }

            // Shortened so that it stays a label.
            Assert.AreEqual(new string('k', 60) + "-15", fixture.Responder.Name);
            Assert.IsTrue(fixture.Responder.GetWaitMs(fixture.NowMs) <= 250);
            fixture.Receive("response", "= " + fixture.Responder.Name + ".local A 120 10.0.0.9");
            Assert.AreEqual(5000, fixture.Responder.GetWaitMs(fixture.NowMs));
        }

        [TestMethod]
        public void Name_ThatAnotherUsesLater_IsProbedForAgainAndThenLost()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Receive("response", "=! kitchen.local A 120 10.0.0.9");
            Assert.AreEqual(ResponderState.Probing, fixture.Responder.State);
            Assert.AreEqual("kitchen", fixture.Responder.Name);
            fixture.Pass(400);
            fixture.Receive("response", "=! kitchen.local A 120 10.0.0.9");
            Assert.AreEqual("kitchen-2", fixture.Responder.Name);
            Assert.AreEqual(2, fixture.Statistics.Conflicts);
        }

        [TestMethod]
        public void Stop_WhenRunning_TakesEverythingBack()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Responder.Stop(fixture.NowMs);
            List<(long AtMs, string Text)> sent = fixture.Pass(60000);
            Assert.AreEqual(1, sent.Count);
            string[] lines = sent[0].Text.Split('\n');
            Assert.IsTrue(lines.Skip(1).All(l => l.Split(' ')[3] == "0"), sent[0].Text);
            StringAssert.Contains(sent[0].Text, "= _nanowire._tcp.local PTR 0 kitchen._nanowire._tcp.local");
            StringAssert.Contains(sent[0].Text, "=! kitchen.local A 0 192.168.1.20");
            fixture.Receive("query", "? kitchen.local A");
            Assert.AreEqual(0, fixture.Pass(60000).Count);
        }

        [TestMethod]
        public void Stop_BeforeTheNameIsOurs_SaysNothing()
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(300);
            fixture.Responder.Stop(fixture.NowMs);
            Assert.AreEqual(0, fixture.Pass(60000).Count);
        }

        [TestMethod]
        public void SetName_WhenRunning_TakesTheOldBackAndClaimsTheNew()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Responder.SetName("bath", fixture.NowMs);
            List<(long AtMs, string Text)> sent = fixture.Pass(20000);
            StringAssert.Contains(sent[0].Text, "=! kitchen.local A 0 ");
            StringAssert.StartsWith(sent[1].Text, "query\n?u bath.local ANY");
            StringAssert.Contains(sent.Last().Text, "=! bath.local A 120 192.168.1.20");
            Assert.AreEqual("bath", fixture.Responder.Name);
            Assert.AreEqual(0, fixture.Names.Count);
        }

        [TestMethod]
        public void SetAddress_WhenRunning_AnnouncesTheNew()
        {
            ResponderFixture fixture = ResponderFixture.Running();
            fixture.Responder.SetAddress(new byte[] { 10, 0, 0, 7 }, fixture.NowMs);

            // What was said before may come back from oneself.
            fixture.Receive("response", "=! kitchen.local A 120 192.168.1.20");
            List<(long AtMs, string Text)> sent = fixture.Pass(20000);
            Assert.AreEqual(6, sent.Count);
            StringAssert.StartsWith(sent.Last().Text, "response\n=! kitchen.local A 120 10.0.0.7\n");
            Assert.AreEqual("kitchen", fixture.Responder.Name);

            fixture.Responder.SetAddress(null, fixture.NowMs);
            fixture.Receive("query", "? kitchen.local A");
            Assert.AreEqual(0, fixture.Pass(60000).Count);
        }

        [TestMethod]
        public void Messages_BeforeTheNameIsOurs_AreNotAnswered()
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.Start(_address, fixture.NowMs);
            fixture.Pass(300);
            Assert.IsNull(fixture.Receive("query", "? kitchen.local A"));
            Assert.IsTrue(fixture.Pass(200).All(s => s.Text.StartsWith("query", StringComparison.Ordinal)));
        }
    }
}
