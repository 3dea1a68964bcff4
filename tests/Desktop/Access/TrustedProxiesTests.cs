using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Tests.Access
{
    /// <summary>
    /// Whom a proxy speaks for. What the spoofing cases do: a client sends X-Forwarded-For itself, straight to the server or through a
    /// proxy that adds to it, so that what it wrote is taken for its address (CVE-2020-28483 of gin: believed from anybody).
    /// </summary>
    [TestClass]
    public sealed class TrustedProxiesTests
    {
        private const string Proxy = "10.0.0.1";

        [TestMethod]
        [DataRow("X-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("x-forwarded-FOR:203.0.113.9  \r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: 1.1.1.1, 203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.0.0.7, 192.168.3.200\r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: 203.0.113.9,10.0.0.7\r\nAccept: */*\r\nX-Forwarded-For: 10.0.0.8\r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: 203.0.113.9:4711\r\n", "203.0.113.9")]
        [DataRow("X-Forwarded-For: [2001:db8::7]:4711\r\n", "2001:db8::7")]
        [DataRow("X-Forwarded-For: 2001:db8::7\r\n", "2001:db8::7")]
        [DataRow("X-Forwarded-For: fd00::5, 2001:db8::7, fd00::9\r\n", "2001:db8::7")]
        [DataRow("X-Forwarded-For: 10.0.0.7\r\n", "10.0.0.7")]
        [DataRow("X-Forwarded-For: 10.0.0.7, 10.0.0.8\r\n", "10.0.0.7")]
        [DataRow("X-Forwarded-For: unknown\r\n", Proxy)]
        [DataRow("X-Forwarded-For: 1.1.1.1, unknown\r\n", Proxy)]
        [DataRow("X-Forwarded-For: 1.1.1.1, unknown, 10.0.0.7\r\n", "10.0.0.7")]
        [DataRow("X-Forwarded-For: 1.1.1.1,\r\n", Proxy)]
        [DataRow("X-Forwarded-For:\r\n", Proxy)]
        [DataRow("X-Forwarded-For: 1.1.1.1 203.0.113.9\r\n", Proxy)]
        [DataRow("X-Forwarded-For: 192.168.4.1\r\n", "192.168.4.1")]
        [DataRow("Forwarded: for=203.0.113.9\r\n", Proxy)]
        [DataRow("X-Forwarded-Forr: 203.0.113.9\r\nX-Real-IP: 203.0.113.9\r\n", Proxy)]
        [DataRow("", Proxy)]
        public void XForwardedFor_OfATrustedProxy_IsReadFromTheRight(string headers, string client)
        {
            Assert.AreEqual(client, Client(ForwardingHeaders.XForwarded, Proxy, headers));
        }

        [TestMethod]
        [DataRow("Forwarded: for=203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("Forwarded: proto=https; FOR=\"203.0.113.9:80\" ;by=10.0.0.1\r\n", "203.0.113.9")]
        [DataRow("Forwarded: for=\"[2001:db8::7]:4711\"\r\n", "2001:db8::7")]
        [DataRow("Forwarded: for=1.1.1.1, for=203.0.113.9;proto=http, for=10.0.0.7\r\n", "203.0.113.9")]
        [DataRow("Forwarded: for=1.1.1.1\r\nForwarded: for=203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("Forwarded: for=\"1.1.1.1, for=203.0.113.9\r\n", "203.0.113.9")]
        [DataRow("Forwarded: for=1.1.1.1;for=203.0.113.9\r\n", Proxy)]
        [DataRow("Forwarded: for=_hidden\r\n", Proxy)]
        [DataRow("Forwarded: for=1.1.1.1, proto=https\r\n", Proxy)]
        [DataRow("Forwarded: for=\"[2001:db8::7\"\r\n", Proxy)]
        [DataRow("Forwarded: for=\"[2001:db8::7]x\"\r\n", Proxy)]
        [DataRow("Forwarded: for\r\n", Proxy)]
        [DataRow("X-Forwarded-For: 203.0.113.9\r\n", Proxy)]
        public void Forwarded_OfATrustedProxy_IsReadFromTheRight(string headers, string client)
        {
            Assert.AreEqual(client, Client(ForwardingHeaders.Forwarded, Proxy, headers));
        }

        [TestMethod]
        [DataRow("203.0.113.50")]
        [DataRow("192.168.4.1")]
        [DataRow("memory")]
        [DataRow("")]
        public void XForwardedFor_OfAnybodyElse_CountsForNothing(string peer)
        {
            Assert.AreEqual(peer, Client(ForwardingHeaders.XForwarded, peer, "X-Forwarded-For: 10.0.0.1\r\n"));
        }

        [TestMethod]
        [DataRow(16, "203.0.113.9")]
        [DataRow(17, "10.0.0.7")]
        public void XForwardedFor_ManyHops_AreReadUpToTheLimit(int hops, string client)
        {
            StringBuilder list = new StringBuilder("X-Forwarded-For: 203.0.113.9");
            for (int i = 1; i < hops; i++)
            {
                list.Append(", 10.0.0.7");
            }

            Assert.AreEqual(client, Client(ForwardingHeaders.XForwarded, Proxy, list + "\r\n"));
        }

        [TestMethod]
        [DataRow(8, "203.0.113.9")]
        [DataRow(9, Proxy)]
        public void XForwardedFor_ManyLines_AreReadUpToTheLimit(int lines, string client)
        {
            StringBuilder list = new StringBuilder("X-Forwarded-For: 203.0.113.9\r\n");
            for (int i = 1; i < lines; i++)
            {
                list.Append("X-Forwarded-For: 10.0.0.7\r\n");
            }

            Assert.AreEqual(client, Client(ForwardingHeaders.XForwarded, Proxy, list.ToString()));
        }

        [TestMethod]
        [DataRow(true, Proxy, "X-Forwarded-Host: dash.example\r\nOrigin: https://dash.example\r\n", 101)]
        [DataRow(true, Proxy, "X-Forwarded-Host: evil.example, dash.example\r\nOrigin: https://dash.example\r\n", 101)]
        [DataRow(true, Proxy, "X-Forwarded-Host: dash.example, evil.example\r\nOrigin: https://dash.example\r\n", 421)]
        [DataRow(true, Proxy, "X-Forwarded-Host: evil.example\r\nOrigin: http://evil.example\r\n", 421)]
        [DataRow(true, Proxy, "X-Forwarded-Host: dash.example\r\nOrigin: http://evil.example\r\n", 403)]
        [DataRow(true, Proxy, "Origin: http://device\r\n", 101)]
        [DataRow(false, Proxy, "X-Forwarded-Host: dash.example\r\nOrigin: https://dash.example\r\n", 403)]
        [DataRow(true, "203.0.113.50", "X-Forwarded-Host: dash.example\r\nOrigin: https://dash.example\r\n", 403)]
        public void XForwardedHost_IsUsedOnlyFromTrustedProxiesWhenToldTo(bool uses, string peer, string headers, int status)
        {
            TrustedProxies proxies = new TrustedProxies("10.0.0.0/24") { UsesHost = uses };
            AccessHost host = new AccessHost(new AccessGuardOptions { Proxies = proxies, Hosts = new HostPolicy("device", "dash.example") });
            Assert.AreEqual(status, host.Status(peer, AccessHost.Upgrade(headers)));
        }

        [TestMethod]
        [DataRow(ForwardingHeaders.XForwarded, "X-Forwarded-Proto: https\r\n", true)]
        [DataRow(ForwardingHeaders.XForwarded, "X-Forwarded-Proto: http, WSS\r\n", true)]
        [DataRow(ForwardingHeaders.XForwarded, "X-Forwarded-Proto: https, http\r\n", false)]
        [DataRow(ForwardingHeaders.XForwarded, "X-Forwarded-Proto:\r\n", false)]
        [DataRow(ForwardingHeaders.XForwarded, "", false)]
        [DataRow(ForwardingHeaders.Forwarded, "Forwarded: for=1.1.1.1;proto=https\r\n", true)]
        [DataRow(ForwardingHeaders.Forwarded, "Forwarded: proto=https, for=1.1.1.1\r\n", false)]
        public void Proto_OfATrustedProxy_IsKnownToAuthenticators(ForwardingHeaders kind, string headers, bool isSecure)
        {
            foreach (bool uses in new[] { true, false })
            {
                SeenRequest seen = new SeenRequest();
                TrustedProxies proxies = new TrustedProxies(Proxy) { Headers = kind, UsesProto = uses };
                AccessHost host = new AccessHost(new AccessGuardOptions { Proxies = proxies, Authenticators = new Authenticator[] { seen } });
                Assert.AreEqual(200, host.Status(Proxy, AccessHost.Get(headers)));
                Assert.AreEqual(uses && isSecure, seen.IsSecure);
            }
        }

        [TestMethod]
        [DataRow("10.0.0.0/8", "10.255.255.255", true)]
        [DataRow("10.0.0.0/8", "11.0.0.0", false)]
        [DataRow("10.0.0.1/32", "10.0.0.1", true)]
        [DataRow("10.0.0.1/32", "10.0.0.0", false)]
        [DataRow("10.0.0.1", "::ffff:10.0.0.1", true)]
        [DataRow("0.0.0.0/0", "200.1.2.3", true)]
        [DataRow("0.0.0.0/0", "2001:db8::1", false)]
        [DataRow("::/0", "2001:db8::1", true)]
        [DataRow("2001:db8::/33", "2001:db8:7fff::1", true)]
        [DataRow("2001:db8::/33", "2001:db8:8000::1", false)]
        [DataRow("2001:db8::/65", "2001:db8::7fff:0:0:1", true)]
        [DataRow("2001:db8::/65", "2001:db8::8000:0:0:1", false)]
        [DataRow("2001:db8::5", "2001:db8::5", true)]
        [DataRow("2001:db8::5", "2001:db8::4", false)]
        [DataRow("fe80::/10", "fe80::1%2", true)]
        [DataRow("10.0.0.0/8", "10.1", false)]
        [DataRow("10.0.0.0/8", "", false)]
        [DataRow("10.0.0.0/8", null, false)]
        public void Network_FirstBits_Decide(string network, string address, bool isTrusted)
        {
            Assert.AreEqual(isTrusted, new TrustedProxies("192.0.2.1", network).IsTrusted(address));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow(null)]
        [DataRow("proxy.local")]
        [DataRow("10.0.0.0/33")]
        [DataRow("10.0.0.0/")]
        [DataRow("10.0.0.0/-1")]
        [DataRow("10.0.0.0/1000")]
        [DataRow("::/129")]
        [DataRow("/8")]
        public void Constructor_WhatIsNoNetwork_IsRefused(string network)
        {
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new TrustedProxies(network)));
        }

        private static string Client(ForwardingHeaders kind, string peer, string headers)
        {
            SeenRequest seen = new SeenRequest();
            TrustedProxies proxies = new TrustedProxies("10.0.0.0/24", "192.168.3.0/24", "fd00::/8") { Headers = kind };
            AccessHost host = new AccessHost(new AccessGuardOptions { Proxies = proxies, Authenticators = new Authenticator[] { seen } });
            WirePeer socket = host.Open(peer, AccessHost.Upgrade(headers));
            Assert.AreEqual(seen.Address, ((ServerWebSocket)host.Host.Socket).RemoteAddress);
            socket.Transport.Close();
            return seen.Address;
        }

        /// <summary>Accepts all and notes what it saw.</summary>
        private sealed class SeenRequest : Authenticator
        {
            internal string Address { get; private set; }

            internal bool IsSecure { get; private set; }

            public override Authentication Authenticate(ConnectionRequest request, long nowMs)
            {
                Address = request.Address;
                IsSecure = request.IsForwardedSecure;
                return Authentication.Accepted;
            }
        }
    }
}
