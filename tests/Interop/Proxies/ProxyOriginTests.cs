using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Wire;

namespace Nanowire.Interop.Proxies
{
    /// <summary>Whose pages may connect, where the device does not see the address that the browser sees.</summary>
    [TestClass]
    public class ProxyOriginTests
    {
        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        public static IEnumerable<object[]> KindsAndSetups => Proxy.KindsAndSetups;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsAndSetups))]
        public void WebSocket_OfTheDevicesOwnPage_NeedsTheAllowListWhereHostIsRewritten(string kind, bool keepsHost, bool stripsPrefix)
        {
            using ProxiedServer device = new ProxiedServer(stripsPrefix ? "" : ProxySetup.Prefix);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port, keepsHost, stripsPrefix));

            ExpectAnswer(proxy, ProxyClient.PublicOrigin, keepsHost);

            // The proxy may well speak TLS, which the device does not see.
            ExpectAnswer(proxy, "https://" + ProxyClient.PublicHost, keepsHost);
            ExpectAnswer(proxy, "http://elsewhere.example", false);
            ExpectAnswer(proxy, "null", false);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsAndSetups))]
        public void WebSocket_OfAListedOrigin_OpensHoweverHostArrives(string kind, bool keepsHost, bool stripsPrefix)
        {
            using ProxiedServer device = new ProxiedServer(stripsPrefix ? "" : ProxySetup.Prefix, o => o.AllowedOrigins = [ProxyClient.PublicOrigin]);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port, keepsHost, stripsPrefix));

            ExpectAnswer(proxy, ProxyClient.PublicOrigin, true);
            ExpectAnswer(proxy, "http://elsewhere.example", false);

            // The list names the scheme, too: that of the browser's side.
            ExpectAnswer(proxy, "https://" + ProxyClient.PublicHost, keepsHost);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsAndSetups))]
        public void WebSocket_AtAnotherPath_IsRefusedWith404(string kind, bool keepsHost, bool stripsPrefix)
        {
            using ProxiedServer device = new ProxiedServer(stripsPrefix ? "" : ProxySetup.Prefix, o => o.AllowedOrigins = ["*"]);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port, keepsHost, stripsPrefix));

            using WireStream stream = ProxyClient.Ask(
                proxy.Port, ProxySetup.Prefix + "/other", out string[] head, ProxyClient.OriginLine);

            StringAssert.StartsWith(head[0], "HTTP/1.1 404 ", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void WebSocket_WhereNginxPassesHostWithoutThePort_IsRefused()
        {
            // What docs/proxies.md warns of: $host in place of $http_host.
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(Proxy.Nginx, new ProxySetup(device.Port) { LosesPort = true });
            string origin = ProxyClient.PublicOrigin + ":" + proxy.Port;

            using WireStream refused = ProxyClient.AskAs(
                ProxyClient.PublicHost + ":" + proxy.Port, proxy.Port, ProxySetup.PublicPath, [], out string[] head, "Origin: " + origin);

            StringAssert.StartsWith(head[0], "HTTP/1.1 403 ", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void WebSocket_WherePublicAddressHasAPort_OpensWithHostKept(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            string host = ProxyClient.PublicHost + ":" + proxy.Port;

            using WireStream stream = ProxyClient.AskAs(
                host, proxy.Port, ProxySetup.PublicPath, [], out string[] head, "Origin: http://" + host);

            StringAssert.StartsWith(head[0], ProxyClient.Switched, StringComparison.Ordinal);
        }

        private static void ExpectAnswer(Proxy proxy, string origin, bool isLetIn)
        {
            using WireStream stream = ProxyClient.Ask(proxy.Port, ProxySetup.PublicPath, out string[] head, "Origin: " + origin);
            StringAssert.StartsWith(head[0], isLetIn ? ProxyClient.Switched : "HTTP/1.1 403 ", StringComparison.Ordinal, origin);
            if (isLetIn)
            {
                ProxyClient.ExpectEcho(stream);
                stream.Write(WireFrame.OfClose(1000).Encode(true));
                ProxyClient.ExpectFrame(stream, WireFrame.OfClose(1000));
                ProxyClient.ExpectEnd(stream);
            }
        }
    }
}
