using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Wire;

namespace Nanowire.Interop.Proxies
{
    /// <summary>Silence, restarts and death on either side of a proxy.</summary>
    [TestClass]
    public class ProxyLifeTests
    {
        private const int PingIntervalMs = 500;

        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        /// <summary>mod_proxy_wstunnel of Apache 2.4 waits for ever: there only pings notice that the other is gone.</summary>
        public static IEnumerable<object[]> KindsThatTimeOut => Proxy.Kinds.Where(k => !k[0].Equals(Proxy.ApacheTunnel));

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Silence_LongerThanTheProxysTimeout_IsBridgedByOurPings(string kind)
        {
            // As many as take more than twice the timeout.
            const int Pings = (2 * 1000 * ProxySetup.ShortTimeoutSeconds / PingIntervalMs) + 2;
            using ProxiedServer device = new ProxiedServer("", o => o.PingIntervalMs = PingIntervalMs);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port) { TimeoutSeconds = ProxySetup.ShortTimeoutSeconds });
            using WireStream stream = ProxyClient.Open(proxy);

            for (int i = 0; i < Pings; i++)
            {
                WireFrame ping = stream.ReadFrame();
                Assert.IsNotNull(ping, "the connection ended after " + i + " pings");
                Assert.AreEqual(WireFrame.Ping, ping.Opcode);
                stream.Write(new WireFrame(WireFrame.Pong, ping.Payload).Encode(true));
            }

            stream.Write(WireFrame.OfText("still here").Encode(true));
            ProxyClient.ExpectFrame(stream, WireFrame.OfText("still here"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(KindsThatTimeOut))]
        public void Silence_WithoutPings_EndsWithoutACloseOnBothSides(string kind)
        {
            using ProxiedServer device = new ProxiedServer("", o => o.MaxConnections = 1);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port) { TimeoutSeconds = ProxySetup.ShortTimeoutSeconds });
            using WireStream stream = ProxyClient.Open(proxy);
            ProxyClient.ExpectEcho(stream);

            ProxyClient.ExpectEnd(stream);
            Assert.AreEqual(ProxiedServer.Closing.Lost, device.NextClosing());

            // Its place is free again.
            using WireStream next = ProxyClient.Open(proxy);
            ProxyClient.ExpectEcho(next);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Device_Restarted_IsMissedAndThenThereAgain(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using (WireStream stream = ProxyClient.Open(proxy))
            {
                Task stopping = Task.Run(device.Stop);

                // A device that is switched off in good order says so.
                WireFrame close = stream.ReadFrame();
                Assert.IsNotNull(close, "the connection ended without a Close");
                Assert.AreEqual(WireFrame.OfClose(1001).ToString(), close.ToString());
                stream.Write(close.Encode(true));
                ProxyClient.ExpectEnd(stream);
                Assert.IsTrue(stopping.Wait(Patience.Ms));
            }

            int status = Status(proxy);
            Assert.IsTrue(status is 502 or 503 or 504, status.ToString(CultureInfo.InvariantCulture));
            using (WireStream refused = ProxyClient.Ask(proxy.Port, ProxySetup.PublicPath, out string[] head, ProxyClient.OriginLine))
            {
                StringAssert.StartsWith(head[0], "HTTP/1.1 50", StringComparison.Ordinal);
            }

            device.Start();
            long start = Stopwatch.GetTimestamp();
            while ((status = Status(proxy)) != 200 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < Patience.Ms)
            {
                // Some leave a device alone for a second after it was missing.
                Thread.Sleep(50);
            }

            Assert.AreEqual(200, status);
            using WireStream again = ProxyClient.Open(proxy);
            ProxyClient.ExpectEcho(again);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Proxy_Dies_AndThePlaceIsFree(string kind)
        {
            using ProxiedServer device = new ProxiedServer("", o => o.MaxConnections = 1);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);
            ProxyClient.ExpectEcho(stream);

            proxy.Kill();

            ProxyClient.ExpectEnd(stream);
            ExpectLostAndFree(device);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Proxy_HangsWithItsConnectionsOpen_AndOurPingFreesThePlace(string kind)
        {
            using ProxiedServer device = new ProxiedServer("", o =>
            {
                o.MaxConnections = 1;
                o.PingIntervalMs = PingIntervalMs;
                o.PongTimeoutMs = 4 * PingIntervalMs;
            });
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);
            ProxyClient.ExpectEcho(stream);

            proxy.Freeze();

            ExpectLostAndFree(device);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Browser_Vanishes_AndThePlaceIsFree(string kind)
        {
            using ProxiedServer device = new ProxiedServer("", o => o.MaxConnections = 1);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using (WireStream stream = ProxyClient.Open(proxy))
            {
                ProxyClient.ExpectEcho(stream);
            }

            ExpectLostAndFree(device);
        }

        private static void ExpectLostAndFree(ProxiedServer device)
        {
            Assert.AreEqual(ProxiedServer.Closing.Lost, device.NextClosing());
            using WireStream next = ProxyClient.Open(device.Port, "/ws", ProxyClient.PublicOrigin);
            ProxyClient.ExpectEcho(next);
        }

        private static int Status(Proxy proxy)
        {
            string status = CurlRun.Output(Path.GetTempPath(), "-o", "/dev/null", "-w", "%{http_code}", "--compressed", proxy.PageUrl);
            return int.Parse(status, CultureInfo.InvariantCulture);
        }
    }
}
