using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Discovery
{
    /// <summary>Devices that find each other, and what they know of each other as time goes by.</summary>
    [TestClass]
    public sealed class DiscoveryPairTests
    {
        private const int Minute = 60000;

        [TestMethod]
        public void Devices_OnOneNetwork_FindEachOther()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node kitchen = bus.Join("kitchen", 10);
            MdnsBus.Node bath = bus.Join("bath", 11);
            bus.Pass(5000);
            Assert.AreEqual("bath 192.168.1.11:8011", kitchen.Neighbours);
            Assert.AreEqual("kitchen 192.168.1.10:8010", bath.Neighbours);

            // One that comes later finds those who have long been there.
            bus.Pass(30 * Minute);
            MdnsBus.Node attic = bus.Join("attic", 12);
            bus.Pass(5000);
            Assert.AreEqual("bath 192.168.1.11:8011, kitchen 192.168.1.10:8010", attic.Neighbours);
            Assert.AreEqual("attic 192.168.1.12:8012, bath 192.168.1.11:8011", kitchen.Neighbours);
            Assert.AreEqual(0, kitchen.Statistics.Conflicts + kitchen.Statistics.Malformed + bath.Statistics.Malformed);
        }

        [TestMethod]
        public void Devices_ThatStay_AreKnownForADay()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node kitchen = bus.Join("kitchen", 10);
            MdnsBus.Node bath = bus.Join("bath", 11);
            bus.Pass(5000);
            int version = kitchen.Browser.Version;
            int messages = bus.Messages;
            for (int i = 0; i < 24 * 60; i++)
            {
                bus.Pass(Minute);
                Assert.AreEqual("bath 192.168.1.11:8011", kitchen.Neighbours, "after " + i + " minutes");
            }

            Assert.AreEqual(version, kitchen.Browser.Version);

            // Each asks for the other's place and address some 40 times an hour, and is answered.
            Assert.IsTrue(bus.Messages - messages < 24 * 250, "messages: " + (bus.Messages - messages));
        }

        [TestMethod]
        public void Device_ThatSaysGoodbye_IsForgottenAfterASecond()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node kitchen = bus.Join("kitchen", 10);
            MdnsBus.Node bath = bus.Join("bath", 11);
            bus.Pass(5000);
            bath.Responder.Stop(bus.NowMs);
            bus.Pass(999);
            Assert.AreEqual("bath 192.168.1.11:8011", kitchen.Neighbours);
            bus.Pass(1);
            Assert.AreEqual("", kitchen.Neighbours);
            bus.Pass(120 * Minute);
            Assert.AreEqual("", kitchen.Neighbours);
        }

        [TestMethod]
        public void Device_ThatIsUnplugged_LosesItsAddressAfterTwoMinutesAndItsPlaceAfterSeventyFive()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node kitchen = bus.Join("kitchen", 10);
            MdnsBus.Node bath = bus.Join("bath", 11);
            bus.Pass(5000);
            Nanowire.WebSockets.Discovery.Neighbour seen = Enumerable.Range(0, 8).Select(kitchen.Browser.GetAt).Single(n => n != null);
            long expires = seen.ExpiresMs;
            Assert.IsTrue(expires - bus.NowMs > 70 * Minute && expires - bus.NowMs <= 75 * Minute);
            bus.Unplug(bath);
            bus.Pass(2 * Minute);
            Assert.AreEqual("bath ?", kitchen.Neighbours);
            bus.Pass(expires - bus.NowMs - 1);
            Assert.AreEqual("bath ?", kitchen.Neighbours);
            bus.Pass(1);
            Assert.AreEqual("", kitchen.Neighbours);
        }

        [TestMethod]
        public void Devices_OfOneName_GetThreeNames()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node[] all = { bus.Join("same", 10), bus.Join("same", 11), bus.Join("same", 12) };
            bus.Pass(20000);
            CollectionAssert.AreEquivalent(new[] { "same", "same-2", "same-3" }, all.Select(n => n.Responder.Name).ToArray());

            // Of those who ask at once the later address wins (RFC 6762 section 8.2).
            Assert.AreEqual("same", all[2].Responder.Name);
            foreach (MdnsBus.Node node in all)
            {
                Assert.AreEqual(node.Responder.Name, node.Names.LastOrDefault() ?? "same");
                Assert.AreEqual(2, node.Browser.Count, node.Neighbours);
            }
        }

        [TestMethod]
        public void Device_ThatComesLater_LeavesTheNameToTheFirst()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node first = bus.Join("same", 10);
            bus.Pass(60 * Minute);
            MdnsBus.Node second = bus.Join("same", 11);
            bus.Pass(5000);
            Assert.AreEqual("same", first.Responder.Name);
            Assert.AreEqual("same-2", second.Responder.Name);
            Assert.AreEqual("same-2 192.168.1.11:8011", first.Neighbours);
            Assert.AreEqual("same 192.168.1.10:8010", second.Neighbours);
        }

        [TestMethod]
        public void Networks_ThatAreJoined_SettleOnTwoNames()
        {
            // Two who never heard of each other.
            bool isCut = true;
            MdnsBus bus = new MdnsBus();
            bus.IsLost = () => isCut;
            MdnsBus.Node one = bus.Join("same", 10);
            MdnsBus.Node other = bus.Join("same", 11);
            bus.Pass(60000);
            Assert.AreEqual("same", one.Responder.Name);
            Assert.AreEqual("same", other.Responder.Name);
            isCut = false;
            one.Responder.SetAddress(one.Address, bus.NowMs);
            bus.Pass(20000);
            CollectionAssert.AreEquivalent(new[] { "same", "same-2" }, new[] { one.Responder.Name, other.Responder.Name });
        }

        [TestMethod]
        public void Device_WithAnotherAddress_IsFoundThere()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node kitchen = bus.Join("kitchen", 10);
            MdnsBus.Node bath = bus.Join("bath", 11);
            bus.Pass(5000);
            bath.Responder.SetAddress(new byte[] { 192, 168, 1, 77 }, bus.NowMs);
            bus.Pass(5000);
            Assert.AreEqual("bath 192.168.1.77:8011", kitchen.Neighbours);
            bath.Responder.SetName("shower", bus.NowMs);
            bus.Pass(5000);
            Assert.AreEqual("shower 192.168.1.77:8011", kitchen.Neighbours);
        }

        [TestMethod]
        public void Devices_OnANetworkThatLosesAThird_FindEachOtherStill()
        {
            Random random = new Random(FreshSeed.Value);
            MdnsBus bus = new MdnsBus();
            bus.IsLost = () => random.Next(3) == 0;
            MdnsBus.Node[] all = Enumerable.Range(10, 5).Select(i => bus.Join("n" + i, i)).ToArray();
            int most = 0;
            for (int i = 0; i < 60 && most < 20; i++)
            {
                bus.Pass(10000);
                most = Math.Max(most, all.Sum(n => n.Neighbours.Split(", ").Count(s => s.EndsWith("80" + s.Substring(1, 2), StringComparison.Ordinal))));
            }

            Assert.AreEqual(20, most);
            CollectionAssert.AreEqual(new[] { "n10", "n11", "n12", "n13", "n14" }, all.Select(n => n.Responder.Name).ToArray());
        }

        [TestMethod]
        public void Table_ThatIsFull_CountsWhoFoundNoPlace()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node small = bus.Join("small", 10, 2);
            List<MdnsBus.Node> others = Enumerable.Range(11, 2).Select(i => bus.Join("n" + i, i)).ToList();
            bus.Pass(5000);
            Assert.AreEqual(2, small.Browser.Count);
            Assert.AreEqual(0, small.Statistics.NeighboursDropped);
            bus.Join("n13", 13);
            bus.Pass(5000);
            Assert.AreEqual("n11 192.168.1.11:8011, n12 192.168.1.12:8012", small.Neighbours);
            Assert.AreNotEqual(0, small.Statistics.NeighboursDropped);

            // A place that is free again goes to who is heard of next.
            others[0].Responder.Stop(bus.NowMs);
            bus.Pass(120 * Minute);
            Assert.AreEqual("n12 192.168.1.12:8012, n13 192.168.1.13:8013", small.Neighbours);
        }

        [TestMethod]
        public void Browser_WithoutPlaces_AsksNothing()
        {
            MdnsBus bus = new MdnsBus();
            MdnsBus.Node silent = bus.Join("silent", 10, 0);
            bus.Pass(60 * Minute);
            Assert.AreEqual(6, bus.Messages);
            Assert.AreEqual(0, silent.Browser.Count);
        }
    }
}
