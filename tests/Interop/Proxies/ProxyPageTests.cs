using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;
using Nanowire.Interop.Wire;

namespace Nanowire.Interop.Proxies
{
    /// <summary>The device's page through each proxy, and what it refuses.</summary>
    [TestClass]
    public sealed class ProxyPageTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-proxied-").FullName;

        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        public static IEnumerable<object[]> KindsAndSetups => Proxy.KindsAndSetups;

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsAndSetups))]
        public void Page_Fetched_ArrivesAndThenIsNotModified(string kind, bool keepsHost, bool stripsPrefix)
        {
            using ProxiedServer device = new ProxiedServer(stripsPrefix ? "" : ProxySetup.Prefix);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port, keepsHost, stripsPrefix));

            string text = Curl(proxy, "/", "--compressed", "--etag-save", "tag");
            Assert.AreEqual(ProxiedServer.PageText + "200", text);
            Assert.AreEqual(ProxiedServer.PageTag, File.ReadAllText(Path.Combine(_folder, "tag")).Trim());
            Assert.AreEqual("304", Curl(proxy, "/", "--compressed", "--etag-compare", "tag"));

            string head = Curl(proxy, "/", "--compressed", "--head");
            StringAssert.Contains(head, "content-encoding: gzip\r\n", StringComparison.OrdinalIgnoreCase);
            StringAssert.Contains(head, "content-type: text/html; charset=utf-8\r\n", StringComparison.OrdinalIgnoreCase);
            StringAssert.EndsWith(head, "\r\n\r\n200", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Content_Large_ArrivesWhole(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            Assert.AreEqual("200", Curl(proxy, "/large", "-o", "body"));

            CollectionAssert.AreEqual(Traffic.Pattern(ProxiedServer.LargeCount), File.ReadAllBytes(Path.Combine(_folder, "body")));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Refusals_OfTheDevice_PassThrough(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            StringAssert.EndsWith(Curl(proxy, "/nowhere"), "404", StringComparison.Ordinal);
            StringAssert.EndsWith(Curl(proxy, "/"), "406", StringComparison.Ordinal);
            StringAssert.EndsWith(Curl(proxy, "/", "-H", "X-Long: " + new string('x', 6000)), "431", StringComparison.Ordinal);
            StringAssert.EndsWith(Curl(proxy, "/", "--request", "DELETE"), "405", StringComparison.Ordinal);
            StringAssert.EndsWith(Curl(proxy, "/", "--data", "abc"), "405", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void FullHouse_PassesThroughAndThenLetsIn(string kind)
        {
            using ProxiedServer device = new ProxiedServer("", o => o.MaxConnections = 1);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using (WireStream stream = ProxyClient.Open(proxy))
            {
                string answer = Curl(proxy, "/", "--include");
                StringAssert.EndsWith(answer, "503", StringComparison.Ordinal);
                StringAssert.Contains(answer, "\r\nretry-after: ", StringComparison.OrdinalIgnoreCase);
                stream.Write(WireFrame.OfClose(1000).Encode(true));
                ProxyClient.ExpectFrame(stream, WireFrame.OfClose(1000));
                ProxyClient.ExpectEnd(stream);
            }

            device.NextClosing();
            Assert.AreEqual(ProxiedServer.PageText + "200", Curl(proxy, "/", "--compressed"));
        }

        private string Curl(Proxy proxy, string path, params string[] arguments)
        {
            return CurlRun.Output(
                _folder, ["-w", "%{http_code}", "-H", "Host: " + ProxyClient.PublicHost, .. arguments, proxy.PageUrl.TrimEnd('/') + path]);
        }
    }
}
