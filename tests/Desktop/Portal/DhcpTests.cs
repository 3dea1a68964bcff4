using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Tests.Portal
{
    /// <summary>Who gets which address (RFC 2131 sections 3 and 4).</summary>
    [TestClass]
    public sealed class DhcpTests
    {
        private const string First = "192.168.4.100";
        private const string Server = "192.168.4.1";

        [TestMethod]
        public void Offer_HasAllThatAClientNeeds()
        {
            DhcpFixture fixture = new DhcpFixture();
            byte[] message = DhcpFixture.Create(DhcpFixture.Discover, 7);
            int count = fixture.Server.Receive(message, message.Length, fixture.Output, fixture.NowMs);

            // BOOTREPLY, Ethernet, number and flags repeated, no seconds; the address; MAC and cookie (RFC 2131 sections 2 and 4.3.1).
            string head = "02010600 12345678 0000 8000 00000000 C0A80464 00000000 00000000 020000000007";
            Assert.AreEqual(Convert.ToHexString(Hex.Parse(head)), Convert.ToHexString(fixture.Output, 0, 34));
            Assert.AreEqual("63825363", Convert.ToHexString(fixture.Output, 236, 4));
            Assert.AreEqual(300, count);
            Assert.IsTrue(fixture.Server.IsBroadcast);
            Dictionary<int, string> options = fixture.Options(count);
            Assert.AreEqual("02", options[53]);
            Assert.AreEqual("C0A80401", options[54]);
            Assert.AreEqual("00000258", options[51]);
            Assert.AreEqual("FFFFFF00", options[1]);
            Assert.AreEqual("C0A80401", options[3]);
            Assert.AreEqual("C0A80401", options[6]);
            Assert.AreEqual(Convert.ToHexString(Encoding.ASCII.GetBytes("http://192.168.4.1/")), options[114]);
            Assert.AreEqual(7, options.Count);
        }

        [TestMethod]
        public void Client_ThatJoins_IsGrantedWhatItWasOffered()
        {
            DhcpFixture fixture = new DhcpFixture();
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 1));
            Assert.AreEqual("5 " + First, fixture.Say(DhcpFixture.Request, 1, First, Server));
            Assert.AreEqual("5 192.168.4.101", fixture.Join(2));
            Assert.AreEqual(2, fixture.Server.GetLeaseCount(fixture.NowMs));
            Assert.AreEqual(2, fixture.Statistics.Grants);
        }

        [TestMethod]
        public void Client_ThatWasRestarted_GetsItsAddressAgain()
        {
            DhcpFixture fixture = new DhcpFixture();
            fixture.Join(1);
            fixture.Join(2);
            Assert.AreEqual("5 192.168.4.101", fixture.Join(2));

            // INIT-REBOOT, section 4.3.2; also long after its lease.
            fixture.NowMs += 3600000;
            Assert.AreEqual("5 192.168.4.101", fixture.Say(DhcpFixture.Request, 2, "192.168.4.101"));
            fixture.NowMs += 3600000;
            Assert.AreEqual("2 192.168.4.101", fixture.Say(DhcpFixture.Discover, 2));
        }

        [TestMethod]
        public void Server_ThatWasRestarted_LeavesClientsTheirAddresses()
        {
            DhcpFixture fixture = new DhcpFixture();
            Assert.AreEqual("5 192.168.4.103", fixture.Say(DhcpFixture.Request, 4, "192.168.4.103"));
            Assert.AreEqual("5 192.168.4.102", fixture.Say(DhcpFixture.Request, 3, client: "192.168.4.102"));
            Assert.AreEqual("2 192.168.4.105", fixture.Say(DhcpFixture.Discover, 6, "192.168.4.105"));
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 1));
        }

        [TestMethod]
        [DataRow("192.168.4.99")]
        [DataRow("192.168.4.108")]
        [DataRow("192.168.1.100")]
        [DataRow("10.0.0.1")]
        public void Address_OfAnotherNetwork_IsRefused(string address)
        {
            DhcpFixture fixture = new DhcpFixture();
            Assert.AreEqual("6 0.0.0.0", fixture.Say(DhcpFixture.Request, 1, address));
            Assert.AreEqual("6 0.0.0.0", fixture.Say(DhcpFixture.Request, 1, client: address));
            Assert.IsTrue(fixture.Server.IsBroadcast);
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 1, address));
            Assert.AreEqual(2, fixture.Statistics.Refusals);
        }

        [TestMethod]
        [DataRow("192.168.4.107")]
        [DataRow("192.168.4.100")]
        public void Address_OfThePool_IsGranted(string address)
        {
            Assert.AreEqual("5 " + address, new DhcpFixture().Say(DhcpFixture.Request, 1, address));
        }

        [TestMethod]
        public void Address_OfAnother_IsRefused()
        {
            DhcpFixture fixture = new DhcpFixture();
            fixture.Join(1);
            Assert.AreEqual("6 0.0.0.0", fixture.Say(DhcpFixture.Request, 2, First, Server));
            Assert.AreEqual("6 0.0.0.0", fixture.Say(DhcpFixture.Request, 2, client: First));
            Assert.AreEqual("2 192.168.4.101", fixture.Say(DhcpFixture.Discover, 2, First));
        }

        [TestMethod]
        public void Client_ThatTakesAnotherAddress_KeepsOne()
        {
            DhcpFixture fixture = new DhcpFixture();
            fixture.Join(1);
            Assert.AreEqual("5 192.168.4.105", fixture.Say(DhcpFixture.Request, 1, "192.168.4.105"));
            Assert.AreEqual(1, fixture.Server.GetLeaseCount(fixture.NowMs));
        }

        [TestMethod]
        [DataRow(599999, null)]
        [DataRow(600000, "5 192.168.4.100")]
        public void Pool_ThatIsFull_HasAPlaceWhenALeaseEnds(int afterMs, string granted)
        {
            DhcpFixture fixture = new DhcpFixture();
            for (int i = 1; i <= 8; i++)
            {
                Assert.AreEqual("5 192.168.4." + (99 + i), fixture.Join(i));
            }

            fixture.NowMs += afterMs;
            for (int i = 2; i <= 8; i++)
            {
                // Renewed, at the client's own address.
                Assert.AreEqual("5 192.168.4." + (99 + i), fixture.Say(DhcpFixture.Request, i, client: "192.168.4." + (99 + i)));
                Assert.IsFalse(fixture.Server.IsBroadcast);
                Assert.AreEqual(99 + i, fixture.Output[15]);
            }

            Assert.AreEqual(granted, fixture.Join(9));
            Assert.AreEqual(granted == null ? 1 : 0, fixture.Statistics.PoolExhausted);
        }

        [TestMethod]
        public void Pool_WithoutUnusedAddresses_GivesTheOneFreeForLongest()
        {
            DhcpFixture fixture = new DhcpFixture(new PortalOptions { MaxLeases = 2 });
            fixture.Join(1);
            fixture.NowMs += 1000;
            fixture.Join(2);
            fixture.Say(DhcpFixture.Release, 2, client: "192.168.4.101");
            Assert.AreEqual("5 192.168.4.101", fixture.Join(3));
            fixture.NowMs += 700000;
            Assert.AreEqual("5 192.168.4.100", fixture.Join(4));
            Assert.AreEqual("5 192.168.4.101", fixture.Join(3));
        }

        [TestMethod]
        [DataRow(9999, null)]
        [DataRow(10000, "2 192.168.4.100")]
        public void Offer_ThatIsNotTaken_IsKeptForTenSeconds(int afterMs, string offer)
        {
            DhcpFixture fixture = new DhcpFixture(new PortalOptions { MaxLeases = 1 });
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 1));
            fixture.NowMs += afterMs;
            Assert.AreEqual(offer, fixture.Say(DhcpFixture.Discover, 2));
        }

        [TestMethod]
        public void Client_ThatChoosesAnotherServer_GivesTheOfferBack()
        {
            DhcpFixture fixture = new DhcpFixture(new PortalOptions { MaxLeases = 1 });
            fixture.Say(DhcpFixture.Discover, 1);
            Assert.IsNull(fixture.Say(DhcpFixture.Discover, 2));
            Assert.IsNull(fixture.Say(DhcpFixture.Request, 1, "10.0.0.5", "10.0.0.1"));
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 2));
        }

        [TestMethod]
        [DataRow(599999, "2 192.168.4.101")]
        [DataRow(600000, "2 192.168.4.100")]
        public void Address_ThatIsInUse_IsKeptFromAllForTenMinutes(int afterMs, string offer)
        {
            DhcpFixture fixture = new DhcpFixture(new PortalOptions { MaxLeases = 2 });
            fixture.Join(1);
            Assert.IsNull(fixture.Say(DhcpFixture.Decline, 2, First, Server), "it is 1's");
            Assert.AreEqual("5 " + First, fixture.Join(1));
            Assert.IsNull(fixture.Say(DhcpFixture.Decline, 1, First, Server));
            fixture.NowMs += afterMs;
            Assert.AreEqual(offer, fixture.Say(DhcpFixture.Discover, 1, First));
        }

        [TestMethod]
        public void Release_OfAnother_DoesNothing()
        {
            DhcpFixture fixture = new DhcpFixture(new PortalOptions { MaxLeases = 1 });
            fixture.Join(1);
            Assert.IsNull(fixture.Say(DhcpFixture.Release, 2, client: First));
            Assert.IsNull(fixture.Say(DhcpFixture.Discover, 2));
            Assert.IsNull(fixture.Say(DhcpFixture.Release, 1, client: First));
            Assert.AreEqual("2 " + First, fixture.Say(DhcpFixture.Discover, 2));
        }

        [TestMethod]
        public void Inform_IsToldAllButAnAddress()
        {
            DhcpFixture fixture = new DhcpFixture();
            byte[] message = DhcpFixture.Create(DhcpFixture.Inform, 1, client: "192.168.4.50");
            int count = fixture.Server.Receive(message, message.Length, fixture.Output, fixture.NowMs);
            Assert.IsFalse(fixture.Server.IsBroadcast);
            Dictionary<int, string> options = fixture.Options(count);
            Assert.AreEqual("05", options[53]);
            Assert.IsFalse(options.ContainsKey(51));
            Assert.AreEqual("0.0.0.0", string.Join(".", fixture.Output.Skip(16).Take(4)));
            Assert.AreEqual(0, fixture.Server.GetLeaseCount(fixture.NowMs));
            Assert.IsNull(fixture.Say(DhcpFixture.Inform, 1));
        }

        [TestMethod]
        [DataRow(0, 2, DisplayName = "a reply")]
        [DataRow(1, 6, DisplayName = "other hardware")]
        [DataRow(2, 7, DisplayName = "a longer address")]
        [DataRow(27, 1, DisplayName = "a relay")]
        [DataRow(236, 0, DisplayName = "no cookie")]
        [DataRow(239, 0, DisplayName = "half a cookie")]
        [DataRow(240, 54, DisplayName = "no type")]
        [DataRow(241, 2, DisplayName = "a longer type")]
        [DataRow(242, 0, DisplayName = "type 0")]
        [DataRow(242, 9, DisplayName = "type 9")]
        [DataRow(242, 2, DisplayName = "an offer")]
        [DataRow(244, 250, DisplayName = "an option behind the end")]
        public void Message_ThatIsNoneOfOurs_IsIgnored(int at, int value)
        {
            DhcpFixture fixture = new DhcpFixture();
            byte[] message = DhcpFixture.Create(DhcpFixture.Discover, 1);
            message[at] = (byte)value;
            Assert.IsNull(fixture.Say(message));
            Assert.AreEqual(1, fixture.Statistics.DhcpIgnored);
            Assert.AreEqual(0, fixture.Server.GetLeaseCount(fixture.NowMs));
        }

        [TestMethod]
        public void Message_CutAnywhere_IsIgnoredUntilItsTypeIsThere()
        {
            byte[] message = DhcpFixture.Create(DhcpFixture.Discover, 1);
            for (int count = 0; count < message.Length; count++)
            {
                DhcpFixture fixture = new DhcpFixture();
                bool isWhole = count == 243 || count >= 248;
                Assert.AreEqual(isWhole, fixture.Say(message.Take(count).ToArray()) != null, "cut at " + count);
            }
        }

        [TestMethod]
        [DataRow(100, 8, 600, 19, true)]
        [DataRow(1, 1, 600, 19, false)]
        [DataRow(2, 8, 600, 19, true)]
        [DataRow(247, 8, 60, 19, true)]
        [DataRow(248, 8, 600, 19, false)]
        [DataRow(0, 1, 600, 19, false)]
        [DataRow(100, 0, 600, 19, false)]
        [DataRow(100, 9, 600, 19, false)]
        [DataRow(100, 1, 59, 19, false)]
        [DataRow(100, 1, 2147483, 200, true)]
        [DataRow(100, 1, 2147484, 19, false)]
        [DataRow(100, 1, 600, 0, false)]
        [DataRow(100, 1, 600, 201, false)]
        public void Options_HaveTheirRanges(int first, int leases, int seconds, int urlLength, bool isGood)
        {
            PortalOptions options = new PortalOptions { FirstLease = first, MaxLeases = leases, LeaseSeconds = seconds, Url = new string('u', urlLength) };
            if (isGood)
            {
                DhcpFixture fixture = new DhcpFixture(options);
                byte[] message = DhcpFixture.Create(DhcpFixture.Discover, 1);
                int count = fixture.Server.Receive(message, message.Length, fixture.Output, 0);
                Assert.AreEqual(urlLength * 2, fixture.Options(count)[114].Length);
                Assert.AreEqual(seconds.ToString("X8"), fixture.Options(count)[51]);
            }
            else
            {
                Assert.Throws<ArgumentException>(() => new DhcpFixture(options));
            }
        }
    }
}
