using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Which pages may connect, RFC 6455 section 10.2.</summary>
    [TestClass]
    public sealed class OriginTests
    {
        [TestMethod]
        [DataRow("device.local", "http://device.local", true)]
        [DataRow("device.local", "HTTP://Device.LOCAL", true)]
        [DataRow("DEVICE.local", "http://device.local", true)]
        [DataRow("device.local:80", "http://device.local", true)]
        [DataRow("device.local", "http://device.local:80", true)]
        [DataRow("device.local:8080", "http://device.local:8080", true)]
        [DataRow("device.local", "https://device.local", true)]
        [DataRow("device.local:443", "https://device.local", true)]
        [DataRow("192.168.1.20", "http://192.168.1.20", true)]
        [DataRow("[fe80::1]:8080", "http://[fe80::1]:8080", true)]
        [DataRow("device.local:8080", "http://device.local", false)]
        [DataRow("device.local", "http://device.local:8080", false)]
        [DataRow("device.local:80", "https://device.local", false)]
        [DataRow("device.local:443", "http://device.local", false)]
        [DataRow("device.local", "http://evil.example", false)]
        [DataRow("device.local", "http://device.local.evil.example", false)]
        [DataRow("device.local", "http://evil-device.local", false)]
        [DataRow("device.local", "http://device.locaL@evil", false)]
        [DataRow("device.local", "http://device.local/", false)]
        [DataRow("device.local", "ftp://device.local", false)]
        [DataRow("device.local", "device.local", false)]
        [DataRow("device.local", "http://", false)]
        [DataRow("device.local", "null", false)]
        [DataRow("device.local", "", false)]
        [DataRow("a{b", "http://a[b", false)]
        [DataRow("device.local", null, true)]
        public void Upgrade_Origin_IsComparedWithTheHost(string host, string origin, bool isAllowed)
        {
            AssertAllowed(null, host, origin, isAllowed);
        }

        [TestMethod]
        [DataRow("https://dash.example", true)]
        [DataRow("HTTPS://DASH.example", true)]
        [DataRow("http://other.example:81", true)]
        [DataRow("http://device.local", true)]
        [DataRow("http://dash.example", false)]
        [DataRow("https://dash.example.org", false)]
        [DataRow("http://other.example", false)]
        [DataRow("http://my_host", true)]
        [DataRow("http://[FE80::1]", true)]
        public void Upgrade_AllowList_AddsToTheOwnHost(string origin, bool isAllowed)
        {
            AssertAllowed(new[] { "https://Dash.example", "http://other.example:81", "http://my_host", "http://[fe80::1]" }, "device.local", origin, isAllowed);
        }

        [TestMethod]
        public void Upgrade_Asterisk_AllowsAll()
        {
            AssertAllowed(new[] { "*" }, "device.local", "http://evil.example", true);
            AssertAllowed(new[] { "*" }, "device.local", "null", true);
        }

        [TestMethod]
        public void Content_OfAnotherOrigin_IsServed()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.AddContent("/", new ByteArrayContent(new byte[1], "text/plain", null, false));
            string head = HttpContentTests.Request(host, "GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\n", out _);
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
        }

        [TestMethod]
        public void AllowedOrigins_Empty_AreRefused()
        {
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { AllowedOrigins = new[] { "" } })));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { AllowedOrigins = new string[] { null } })));
        }

        private static void AssertAllowed(string[] allowed, string host, string origin, bool isAllowed)
        {
            HostingServer server = new HostingServer(new WebSocketServerOptions { AllowedOrigins = allowed }, 4096);
            WirePeer peer = server.Connect();
            string line = origin == null ? "" : "Origin: " + origin + "\r\n";
            peer.Send(WirePeer.UpgradeRequest("/", line).Replace("Host: device.local", "Host: " + host, StringComparison.Ordinal));
            server.Settle();
            peer.Receive();
            string head = peer.ReadHead();
            Assert.IsNotNull(head);
            StringAssert.StartsWith(head, isAllowed ? "HTTP/1.1 101 " : "HTTP/1.1 403 ");
            Assert.AreEqual(isAllowed ? 0 : 1, server.Server.Statistics.GetRefused(403));
        }
    }
}
