using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;

namespace Nanowire.Interop.SockJS
{
    /// <summary>The dashboard's readings behind a proxy that lets no WebSocket pass, by each transport in turn.</summary>
    [TestClass]
    public class BlockedDashboardTests
    {
        private const int Readings = 5;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("xhr-streaming")]
        [DataRow("eventsource")]
        [DataRow("xhr-polling")]
        public void Node_BehindTheProxy_GetsEveryReading(string transport)
        {
            SockJSDevice.NeedClient();
            string node = Need.Node();
            using DashboardDevice device = new DashboardDevice();
            using BlockingProxy proxy = BlockingProxy.Start(device.Port);
            using ChildProcess client = ChildProcess.Start(
                node, [Path.Combine(Places.Peers, "sockjs-peer.mjs"), proxy.Url + "readings", "websocket," + transport]);
            Assert.AreEqual("{\"event\":\"open\",\"transport\":\"" + transport + "\"}", client.ReadLine());
            long last = -1;
            for (int i = 0; i < Readings; i++)
            {
                using JsonDocument line = JsonDocument.Parse(client.ReadLine());
                using JsonDocument reading = JsonDocument.Parse(line.RootElement.GetProperty("data").GetString());
                Assert.AreEqual("telemetry", reading.RootElement.GetProperty("type").GetString());
                Assert.AreEqual(JsonValueKind.Number, reading.RootElement.GetProperty("temperature").ValueKind);
                long sequence = reading.RootElement.GetProperty("seq").GetInt64();
                Assert.IsTrue(last < 0 || sequence == last + 1, sequence + " behind " + last);
                last = sequence;
            }

            Assert.AreEqual(0, device.Statistics.WebSocketsOpened);
            Assert.AreEqual(1, device.SessionsOpened);
        }

        /// <summary>The page as the device serves it: it asks for a WebSocket and is given sockjs-client's, which looks like one.</summary>
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("xhr-streaming")]
        [DataRow("eventsource")]
        [DataRow("xhr-polling")]
        [DataRow("iframe-eventsource")]
        [DataRow("iframe-xhr-polling")]
        public async Task Dashboard_BehindTheProxy_ShowsItsReadings(string transport)
        {
            SockJSDevice.NeedClient();
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DashboardDevice device = new DashboardDevice();
            using BlockingProxy proxy = BlockingProxy.Start(device.Port);
            await browser.Page.AddInitScriptAsync(
                "if (window === top) {" + await File.ReadAllTextAsync(SockJSDevice.Script) + "\n"
                + "window.WebSocket = function () { return window.sock = new SockJS('/readings', null, { transports: ['websocket', '" + transport + "'], timeout: 20000 }); };}");
            await browser.Page.GotoAsync(proxy.Url);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", Readings);
            Assert.AreEqual(transport, await browser.Page.EvaluateAsync<string>("() => sock.transport"));
            Assert.AreEqual(0, device.Statistics.WebSocketsOpened);

            // On a busy machine the page may have lost patience with its first try.
            Assert.IsGreaterThanOrEqualTo(1, device.SessionsOpened);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task EventSource_BehindTheProxy_GetsTheReadings()
        {
            SockJSDevice.NeedClient();
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DashboardDevice device = new DashboardDevice();
            using BlockingProxy proxy = BlockingProxy.Start(device.Port);
            await browser.Page.GotoAsync(proxy.Url + "sockjs.js");
            long[] sequences = await browser.Page.EvaluateAsync<long[]>(
                """
                (count) => new Promise((resolve) => {
                  const seen = [];
                  const source = new EventSource("/events");
                  source.addEventListener("telemetry", (event) => {
                    if (seen.push(JSON.parse(event.data).seq) === count) { source.close(); resolve(seen); }
                  });
                })
                """,
                Readings);
            for (int i = 1; i < Readings; i++)
            {
                Assert.AreEqual(sequences[i - 1] + 1, sequences[i]);
            }
        }
    }
}
