using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Portal
{
    /// <summary>Where there is nothing, an access point's server leads to its page.</summary>
    [TestClass]
    public sealed class RedirectTests
    {
        private const string Page = "http://192.168.4.1/";

        [TestMethod]
        [DataRow("connectivitycheck.gstatic.com", "/generate_204", DisplayName = "Android")]
        [DataRow("www.google.com", "/gen_204", DisplayName = "Android, second try")]
        [DataRow("clients3.google.com", "/generate_204", DisplayName = "Chrome")]
        [DataRow("captive.apple.com", "/hotspot-detect.html", DisplayName = "iOS, macOS")]
        [DataRow("www.apple.com", "/library/test/success.html", DisplayName = "iOS, older")]
        [DataRow("www.msftconnecttest.com", "/connecttest.txt", DisplayName = "Windows 10 and later")]
        [DataRow("www.msftconnecttest.com", "/redirect", DisplayName = "Windows, the page it opens")]
        [DataRow("www.msftncsi.com", "/ncsi.txt", DisplayName = "Windows 8")]
        [DataRow("detectportal.firefox.com", "/success.txt?ipv4", DisplayName = "Firefox")]
        [DataRow("detectportal.firefox.com", "/canonical.html", DisplayName = "Firefox, the page")]
        [DataRow("nmcheck.gnome.org", "/check_network_status.txt", DisplayName = "GNOME")]
        [DataRow("networkcheck.kde.org", "/", DisplayName = "KDE")]
        [DataRow("connectivity-check.ubuntu.com", "/", DisplayName = "Ubuntu")]
        [DataRow("spectrum.s3.amazonaws.com", "/kindle-wifi/wifistub.html", DisplayName = "Kindle")]
        public void Probe_OfAnOperatingSystem_LeadsToThePage(string host, string path)
        {
            HostingServer server = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 65536);
            server.Server.SetFallback(new RedirectContent(Page));
            string head = HttpContentTests.Request(server, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 302 ");
            HttpContentTests.AssertHeader(head, "Location", Page);
            HttpContentTests.AssertHeader(head, "Content-Length", "0");
            HttpContentTests.AssertHeader(head, "Connection", "close");
            Assert.AreEqual("", body);
        }

        [TestMethod]
        public void Fallback_IsServedOnlyWhereThereIsNothingElse()
        {
            HostingServer server = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 65536);
            server.Server.AddContent("/", new ByteArrayContent(Encoding.ASCII.GetBytes("page"), "text/plain", null, false));
            server.Server.AddContent("/zipped", new ByteArrayContent(new byte[] { 0x1F, 0x8B }, "text/plain", null, true));
            AssertStatus(server, "GET /else", 404);
            server.Server.SetFallback(new RedirectContent("/"));
            AssertStatus(server, "GET /", 200);
            AssertStatus(server, "GET /zipped", 406);
            AssertStatus(server, "GET /ws", 426);
            AssertStatus(server, "GET /else", 302);
            AssertStatus(server, "HEAD /else", 302);
            AssertStatus(server, "POST /else", 405);
            server.Server.SetFallback(new ByteArrayContent(Encoding.ASCII.GetBytes("any"), "text/plain", null, false));
            AssertStatus(server, "GET /else", 200);
            server.Server.SetFallback(null);
            AssertStatus(server, "GET /else", 404);
        }

        [TestMethod]
        public void Redirect_AtAPath_IsContentAsAnyOther()
        {
            HostingServer server = new HostingServer(new WebSocketServerOptions(), 65536);
            server.Server.AddContent("/old", new RedirectContent("/new?a=b"));
            string head = HttpContentTests.Request(server, "GET /old HTTP/1.0\r\nHost: a\r\n\r\n", out _);
            StringAssert.StartsWith(head, "HTTP/1.1 302 ");
            HttpContentTests.AssertHeader(head, "Location", "/new?a=b");
        }

        [TestMethod]
        public void Fallback_ThatCannotBeServed_IsRefusedAtOnce()
        {
            HostingServer server = new HostingServer(new WebSocketServerOptions(), 65536);
            Assert.ThrowsExactly<ArgumentException>(() => server.Server.SetFallback(new ByteArrayContent(new byte[1], "text/plain", null, true)));
            Assert.ThrowsExactly<ArgumentException>(() => server.Server.SetFallback(new RedirectContent(new string('x', 500))));
            Assert.ThrowsExactly<ArgumentException>(() => server.Server.SetFallback(new RedirectContent("/\r\nX: y")));
            Assert.ThrowsExactly<ArgumentNullException>(() => new RedirectContent(null));
        }

        private static void AssertStatus(HostingServer server, string request, int status)
        {
            string head = HttpContentTests.Request(server, request + " HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
        }
    }
}
