using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Tests.Access
{
    /// <summary>
    /// Which hosts a request may name. What the rebinding cases do: a name of the attacker's resolves to the device's address after
    /// the page was loaded, so that Origin and Host agree and only the name gives it away (CVE-2018-5702 of Transmission,
    /// GHSA-vg6x-rcgg-rjx6 of Vite, GHSA-w48q-cv73-mx4w of the MCP SDK).
    /// </summary>
    [TestClass]
    public sealed class HostPolicyTests
    {
        [TestMethod]
        [DataRow("nanowire.local", true)]
        [DataRow("NanoWire.LOCAL", true)]
        [DataRow("nanowire.local.", true)]
        [DataRow("nanowire.local:8080", true)]
        [DataRow("nanowire.local:", true)]
        [DataRow("nanowire.local.:80", true)]
        [DataRow("192.168.1.20", true)]
        [DataRow("192.168.1.20:8080", true)]
        [DataRow("[fe80::1]", true)]
        [DataRow("[FE80:0:0::0001]:8080", true)]
        [DataRow("", false)]
        [DataRow(".", false)]
        [DataRow(":80", false)]
        [DataRow("evil.example", false)]
        [DataRow("nanowire.local.evil.example", false)]
        [DataRow("xnanowire.local", false)]
        [DataRow("nanowire.local..", false)]
        [DataRow("nanowire.local:80:80", false)]
        [DataRow("nanowire.local:8o", false)]
        [DataRow("nanowire.local:123456", false)]
        [DataRow("nanowire.local@evil.example", false)]
        [DataRow("nanowire.local, evil.example", false)]
        [DataRow("nanowire.local/", false)]
        [DataRow("nanowire.local?evil", false)]
        [DataRow("nanowire.local#evil", false)]
        [DataRow("192.168.1.20.evil.example", false)]
        [DataRow("192.168.1.20.", false)]
        [DataRow("192.168.1.21", false)]
        [DataRow("192.168.1.020", false)]
        [DataRow("192.168.276", false)]
        [DataRow("192.168.1.276", false)]
        [DataRow("3232235796", false)]
        [DataRow("0xC0A80114", false)]
        [DataRow("192.168.1.20]", false)]
        [DataRow("[192.168.1.20]", false)]
        [DataRow("[fe80::1", false)]
        [DataRow("fe80::1", false)]
        [DataRow("[fe80::2]", false)]
        [DataRow("[nanowire.local]", false)]
        [DataRow("[::ffff:192.168.1.20]", false)]
        public void Host_OfNamedHosts_IsComparedWhole(string host, bool isAllowed)
        {
            HostPolicy policy = new HostPolicy("Nanowire.local", "192.168.1.20", "fe80::1") { AllowsAnyAddress = false };
            byte[] bytes = Encoding.ASCII.GetBytes("x" + host + "y");
            Assert.AreEqual(isAllowed, policy.IsAllowed(bytes, 1, host.Length));
        }

        [TestMethod]
        public void Host_PutInThePlaceOfAnother_IsKnownInsteadOfIt()
        {
            HostPolicy policy = new HostPolicy("panel.local", "10.1.2.3") { AllowsAnyAddress = false };
            policy.Set(0, "Panel-2.local");
            policy.Set(1, "panel.lan");
            Assert.IsTrue(IsAllowed(policy, "panel-2.local") && IsAllowed(policy, "panel.lan"));
            Assert.IsFalse(IsAllowed(policy, "panel.local") || IsAllowed(policy, "10.1.2.3"));
            policy.Set(0, "10.1.2.4");
            Assert.IsTrue(IsAllowed(policy, "10.1.2.4"));
            Assert.IsFalse(IsAllowed(policy, "panel-2.local"));
            Assert.ThrowsExactly<System.ArgumentException>(() => policy.Set(0, "no name"));
            Assert.ThrowsExactly<System.ArgumentException>(() => policy.Set(0, null));
            Assert.IsTrue(IsAllowed(policy, "10.1.2.4"));
        }

        private static bool IsAllowed(HostPolicy policy, string host)
        {
            return policy.IsAllowed(Encoding.ASCII.GetBytes(host), 0, host.Length);
        }

        [TestMethod]
        [DataRow("10.1.2.3", true)]
        [DataRow("0.0.0.0", true)]
        [DataRow("255.255.255.255:1", true)]
        [DataRow("[::]", true)]
        [DataRow("[::1]:80", true)]
        [DataRow("[1::]", true)]
        [DataRow("[1:2:3:4:5:6:7:8]", true)]
        [DataRow("[1:2:3:4:5:6:7::]", true)]
        [DataRow("[::2:3:4:5:6:7:8]", true)]
        [DataRow("[64:ff9b::192.0.2.33]", true)]
        [DataRow("[1:2:3:4:5:6:1.2.3.4]", true)]
        [DataRow("[1:2:3:4:5:6:7:1.2.3.4]", false)]
        [DataRow("[1:2:3:4:5:6:7]", false)]
        [DataRow("[1:2:3:4:5:6:7:8:9]", false)]
        [DataRow("[1:2:3:4:5:6:7:8::]", false)]
        [DataRow("[1::2::3]", false)]
        [DataRow("[:::]", false)]
        [DataRow("[:1]", false)]
        [DataRow("[1:]", false)]
        [DataRow("[:]", false)]
        [DataRow("[]", false)]
        [DataRow("[12345::]", false)]
        [DataRow("[g::]", false)]
        [DataRow("[::1%25lo]", false)]
        [DataRow("1.2.3", false)]
        [DataRow("1.2.3.4.5", false)]
        [DataRow("1..2.3", false)]
        [DataRow("a.2.3.4", false)]
        [DataRow("localhost", false)]
        public void Host_AddressInDigits_IsAllowedByDefault(string host, bool isAllowed)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(host + "  ");
            Assert.AreEqual(isAllowed, new HostPolicy().IsAllowed(bytes, 0, host.Length));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow(null)]
        [DataRow("a b")]
        [DataRow("device:80")]
        [DataRow("http://device")]
        [DataRow("*.example")]
        [DataRow("my_device")]
        [DataRow("device.")]
        [DataRow("ger\u00E4t")]
        public void Constructor_WhatNoHostCanBe_IsRefused(string host)
        {
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new HostPolicy(host)));
        }

        [TestMethod]
        [DataRow("Host: device\r\n", "1.1", 101)]
        [DataRow("Host: evil.example\r\nOrigin: http://evil.example\r\n", "1.1", 421)]
        [DataRow("Host: rebind.network:8080\r\nOrigin: http://rebind.network:8080\r\n", "1.1", 421)]
        [DataRow("Host:\r\n", "1.1", 421)]
        [DataRow("Host: device\r\nX-Forwarded-Host: evil.example\r\n", "1.1", 101)]
        [DataRow("Host: evil.example\r\nX-Forwarded-Host: device\r\nForwarded: host=device\r\n", "1.1", 421)]
        public void Upgrade_HostOfAnotherSite_Is421(string headers, string version, int status)
        {
            AccessHost host = new AccessHost(new AccessGuardOptions { Hosts = new HostPolicy("device") });
            string request = AccessHost.Upgrade("/ws", headers).Replace("HTTP/1.1", "HTTP/" + version, StringComparison.Ordinal);
            Assert.AreEqual(status, host.Status("10.0.0.1", request));
            Assert.AreEqual(status == 421 ? 1 : 0, host.Guard.GetCount(RefusalReason.Host));
            Assert.AreEqual(status == 421 ? 1 : 0, host.Host.Server.Statistics.GetRefused(421));
        }

        [TestMethod]
        public void Content_OfARebindingPage_IsNotServedEither()
        {
            AccessHost host = new AccessHost(new AccessGuardOptions { Hosts = new HostPolicy("device") });
            string head = host.Ask("10.0.0.1", "GET /page HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            StringAssert.StartsWith(head, "HTTP/1.1 421 Misdirected Request\r\n");
            StringAssert.Contains(head, "\r\nConnection: close\r\n");

            // What the target says goes before Host (RFC 9112 section 3.2.2).
            Assert.AreEqual(421, host.Status("10.0.0.1", "GET http://evil.example/page HTTP/1.1\r\nHost: device\r\n\r\n"));
            Assert.AreEqual(200, host.Status("10.0.0.1", "GET http://device/page HTTP/1.1\r\nHost: evil.example\r\n\r\n"));

            // Nor is told whether there is anything; HTTP/1.0 without Host is no browser.
            Assert.AreEqual(421, host.Status("10.0.0.1", "GET /nothing HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            Assert.AreEqual(200, host.Status("10.0.0.1", "GET /page HTTP/1.0\r\n\r\n"));
            Assert.AreEqual(421, host.Status("10.0.0.1", "GET /page HTTP/1.0\r\nHost: evil.example\r\n\r\n"));
        }
    }
}
