using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>Lists of networks, addresses and the date.</summary>
    [TestClass]
    public sealed class NetworkValueTests
    {
        [TestMethod]
        public void NetworkList_Adds_StrongestFirstEachNameOnce()
        {
            NetworkList list = new NetworkList();
            list.Add("a", -70, WifiSecurity.Secured);
            list.Add("b", -50, WifiSecurity.Open);
            list.Add("", -10, WifiSecurity.Open);
            list.Add(null, -10, WifiSecurity.Open);
            list.Add("c", -60, WifiSecurity.Unknown);
            list.Add("a", -40, WifiSecurity.Secured);
            list.Add("a", -90, WifiSecurity.Open);
            Assert.AreEqual("a-40Secured b-50Open c-60Unknown", Show(list));
            list.Clear();
            Assert.AreEqual("", Show(list));
        }

        [TestMethod]
        public void NetworkList_Full_KeepsTheStrongest()
        {
            NetworkList list = new NetworkList();
            for (int i = 0; i < NetworkList.Capacity; i++)
            {
                list.Add("n" + i, -50 - i, WifiSecurity.Open);
            }

            list.Add("weak", -99, WifiSecurity.Open);
            Assert.AreEqual(NetworkList.Capacity, list.Count);
            Assert.AreEqual("n15", list.Get(NetworkList.Capacity - 1).Ssid);
            list.Add("strong", -10, WifiSecurity.Open);
            Assert.AreEqual(NetworkList.Capacity, list.Count);
            Assert.AreEqual("strong", list.Get(0).Ssid);
            Assert.AreEqual("n14", list.Get(NetworkList.Capacity - 1).Ssid);
        }

        [TestMethod]
        [DataRow("0.0.0.0", 0u)]
        [DataRow("255.255.255.255", 0xFFFFFFFFu)]
        [DataRow("192.168.4.1", 0xC0A80401u)]
        public void Address_FourNumbers_IsRead(string text, uint value)
        {
            Assert.IsTrue(AddressPlan.TryParse(text, out uint read));
            Assert.AreEqual(value, read);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("1.2.3")]
        [DataRow("1.2.3.4.5")]
        [DataRow("1.2.3.256")]
        [DataRow("1.2.3.0004")]
        [DataRow("1.2.3.04")]
        [DataRow("1.2..4")]
        [DataRow("1.2.3.")]
        [DataRow(".1.2.3")]
        [DataRow("1.2.3.4 ")]
        [DataRow("a.b.c.d")]
        public void Address_AnythingElse_IsRefused(string text)
        {
            Assert.IsFalse(AddressPlan.TryParse(text, out _));
        }

        [TestMethod]
        [DataRow("192.168.1.20", "255.255.255.0", "192.168.1.1", "", null)]
        [DataRow("192.168.1.20", "255.255.255.0", "", "8.8.8.8", null)]
        [DataRow("10.0.0.1", "255.0.0.0", "10.255.255.254", "", null)]
        [DataRow("10.0.0.1", "255.255.255.252", "10.0.0.2", "", null)]
        [DataRow("10.0.0.1", "255.255.255.254", "", "", "mask")]
        [DataRow("10.0.0.1", "254.0.0.0", "", "", "mask")]
        [DataRow("10.0.0.1", "255.0.255.0", "", "", "mask")]
        [DataRow("10.0.0.1", "", "", "", "mask")]
        [DataRow("", "255.0.0.0", "", "", "address")]
        [DataRow("192.168.1.0", "255.255.255.0", "", "", "address")]
        [DataRow("192.168.1.255", "255.255.255.0", "", "", "address")]
        [DataRow("127.0.0.1", "255.255.255.0", "", "", "address")]
        [DataRow("224.0.0.1", "255.255.255.0", "", "", "address")]
        [DataRow("0.0.0.1", "255.255.255.0", "", "", "address")]
        [DataRow("192.168.1.20", "255.255.255.0", "192.168.2.1", "", "gateway")]
        [DataRow("192.168.1.20", "255.255.255.0", "192.168.1.20", "", "gateway")]
        [DataRow("192.168.1.20", "255.255.255.0", "x", "", "gateway")]
        [DataRow("192.168.1.20", "255.255.255.0", "", "x", "dns")]
        public void AddressPlan_Static_IsChecked(string address, string mask, string gateway, string dns, string wrong)
        {
            AddressPlan plan = new AddressPlan { IsStatic = true, Address = address, Mask = mask, Gateway = gateway, Dns = dns };
            string error = plan.Validate();
            Assert.AreEqual(wrong, error == null ? null : error.Split(':')[0]);
            plan.IsStatic = false;
            Assert.IsNull(plan.Validate());
        }

        [TestMethod]
        [DataRow(1970, false)]
        [DataRow(2020, false)]
        [DataRow(2021, true)]
        [DataRow(2100, true)]
        public void WallClock_KnowsTheDate_From2021(int year, bool isKnown)
        {
            Assert.AreEqual(isKnown, new SetClock { Time = new DateTime(year, 1, 1) }.IsKnown);
            Assert.IsTrue(new WallClock().IsKnown);
        }

        private static string Show(NetworkList list)
        {
            string text = "";
            for (int i = 0; i < list.Count; i++)
            {
                text += (i == 0 ? "" : " ") + list.Get(i).Ssid + list.Get(i).SignalStrength + list.Get(i).Security;
            }

            return text;
        }

        private sealed class SetClock : WallClock
        {
            internal DateTime Time;

            public override DateTime Now => Time;
        }
    }
}
