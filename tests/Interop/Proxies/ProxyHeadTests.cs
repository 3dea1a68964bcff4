using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Wire;

namespace Nanowire.Interop.Proxies
{
    /// <summary>What each proxy makes of a head on its way to the device.</summary>
    [TestClass]
    public partial class ProxyHeadTests
    {
        private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        public static IEnumerable<object[]> KindsAndSetups => Proxy.KindsAndSetups;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsAndSetups))]
        public void Handshake_OfABrowser_ArrivesWithWhatTheDeviceNeeds(string kind, bool keepsHost, bool stripsPrefix)
        {
            using HeadCatcher device = new HeadCatcher();
            ProxySetup setup = new ProxySetup(device.Port, keepsHost, stripsPrefix);
            using Proxy proxy = Proxy.Start(kind, setup);

            string path = ProxySetup.PublicPath + "?ticket=a%2Fb";
            ProxyClient.Ask(proxy.Port, path, out _, ProxyClient.OriginLine, "Sec-WebSocket-Protocol: chat, v1.telemetry").Dispose();

            string[] head = device.Next();
            Assert.AreEqual("GET " + setup.DevicePrefix + "/ws?ticket=a%2Fb HTTP/1.1", head[0]);
            ExpectOne(head, "Host", keepsHost ? ProxyClient.PublicHost : setup.Device);
            StringAssert.Matches(HeadCatcher.Values(head, "Upgrade").Single(), WebSocketToken());
            ExpectOne(head, "Sec-WebSocket-Version", "13");
            ExpectOne(head, "Sec-WebSocket-Key", Key);
            ExpectOne(head, "Origin", ProxyClient.PublicOrigin);
            ExpectOne(head, "Sec-WebSocket-Protocol", "chat, v1.telemetry");
            string[] connection = string.Join(',', HeadCatcher.Values(head, "Connection"))
                .Split(',', StringSplitOptions.TrimEntries);
            CollectionAssert.Contains(connection.Select(t => t.ToLowerInvariant()).ToArray(), "upgrade");
            ExpectOne(head, "X-Forwarded-For", "127.0.0.1");
            ExpectOne(head, "X-Forwarded-Host", ProxyClient.PublicHost);
            ExpectOne(head, "X-Forwarded-Proto", "http");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void ForwardingHeaders_OfTheClientsOwn_EndWithWhatTheProxySaw(string kind)
        {
            using HeadCatcher device = new HeadCatcher();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            ProxyClient.Ask(
                proxy.Port, ProxySetup.PublicPath, out _, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https",
                "X-Forwarded-Host: elsewhere.example").Dispose();

            // Anybody can send these: of a list only the last was written by the proxy.
            string[] head = device.Next();
            Assert.AreEqual("127.0.0.1", Last(head, "X-Forwarded-For"));
            Assert.AreEqual("http", Last(head, "X-Forwarded-Proto"));
            Assert.AreEqual(ProxyClient.PublicHost, Last(head, "X-Forwarded-Host"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Page_Asked_ArrivesWithItsConditions(string kind)
        {
            using HeadCatcher device = new HeadCatcher();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            string status = CurlRun.Output(
                Path.GetTempPath(), "--compressed", "-w", "%{http_code}", "-H", "If-None-Match: \"page-1\"",
                "-H", "Authorization: Bearer abc", "-H", "Cookie: a=b", proxy.PageUrl);

            Assert.AreEqual("204", status);
            string[] head = device.Next();
            StringAssert.StartsWith(head[0], "GET / HTTP/1.1", StringComparison.Ordinal);
            ExpectOne(head, "If-None-Match", "\"page-1\"");
            ExpectOne(head, "Authorization", "Bearer abc");
            ExpectOne(head, "Cookie", "a=b");
            StringAssert.Contains(HeadCatcher.Values(head, "Accept-Encoding").Single(), "gzip", StringComparison.Ordinal);
            Assert.IsEmpty(HeadCatcher.Values(head, "Upgrade"));
        }

        // mod_proxy_wstunnel writes it its own way; case does not matter (RFC 6455 section 4.2.1).
        [GeneratedRegex("^websocket$", RegexOptions.IgnoreCase)]
        private static partial Regex WebSocketToken();

        private static void ExpectOne(string[] head, string name, string value)
        {
            CollectionAssert.AreEqual(new[] { value }, HeadCatcher.Values(head, name), name + " in\n" + string.Join('\n', head));
        }

        private static string Last(string[] head, string name)
        {
            return HeadCatcher.Values(head, name)[^1].Split(',', StringSplitOptions.TrimEntries)[^1];
        }
    }
}
