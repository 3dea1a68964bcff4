using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets;
using Nanowire.WebSockets.EventStream;

namespace Nanowire.Interop.SockJS
{
    /// <summary>npm's sockjs-client and EventSource on pages in Chromium.</summary>
    [TestClass]
    public class SockJSBrowserTests
    {
        // What the page hears, and a client that sends three messages once it is open.
        private const string Connect =
            """
            async ([url, transport]) => {
              const seen = [];
              const socket = new SockJS(url, null, { transports: [transport], timeout: 20000 });
              socket.onopen = () => {
                seen.push("open " + socket.transport);
                ["one", "käse \u2028 100%", "x".repeat(2000)].forEach((text) => socket.send(text));
              };
              socket.onmessage = (message) => {
                seen.push(message.data);
                if (seen.length === 4) { socket.send("go away"); }
              };
              await new Promise((resolve) => { socket.onclose = (close) => { seen.push(`close ${close.code} ${close.reason}`); resolve(); }; });
              return seen.join("|");
            }
            """;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("websocket", false)]
        [DataRow("xhr-streaming", false)]
        [DataRow("eventsource", false)]
        [DataRow("xhr-polling", false)]
        [DataRow("iframe-eventsource", false)]
        [DataRow("iframe-xhr-polling", false)]
        [DataRow("xhr-streaming", true)]
        [DataRow("eventsource", true)]
        [DataRow("xhr-polling", true)]
        [DataRow("iframe-eventsource", true)]
        public async Task Page_EachTransport_CarriesBothWaysAndCloses(string transport, bool isElsewhere)
        {
            SockJSDevice.NeedClient();
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await using OtherSite site = await OtherSite.StartAsync();
            using SockJSDevice device = new SockJSDevice(null, isElsewhere ? site.Url.TrimEnd('/') : null);
            await browser.Page.GotoAsync(isElsewhere ? site.Url : device.PageUrl);
            await browser.Page.AddScriptTagAsync(new() { Path = SockJSDevice.Script });
            string seen = await browser.Page.EvaluateAsync<string>(Connect, new[] { device.Url, transport });
            Assert.AreEqual("open " + transport + "|one|käse \u2028 100%|" + new string('x', 2000) + "|close 3000 Go away!", seen);
            StringAssert.StartsWith(device.NextEvent(), "opened ", StringComparison.Ordinal);
            Assert.AreEqual("closed 3000", device.NextEvent());
        }

        /// <summary>For load balancers: the first answer of a session sets it, and every request behind that one brings it.</summary>
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("xhr-streaming", false)]
        [DataRow("xhr-polling", false)]
        [DataRow("xhr-polling", true)]
        public async Task Cookie_WhereNeeded_ComesWithTheRequestsOfTheSession(string transport, bool isElsewhere)
        {
            SockJSDevice.NeedClient();
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await using OtherSite site = await OtherSite.StartAsync();
            using SockJSDevice device = new SockJSDevice(o => o.CookieNeeded = true, isElsewhere ? site.Url.TrimEnd('/') : null);
            ConcurrentQueue<IRequest> sends = [];
            browser.Page.Request += (_, request) =>
            {
                if (request.Url.Contains("/xhr_send", StringComparison.Ordinal) && request.Method == "POST")
                {
                    sends.Enqueue(request);
                }
            };
            await browser.Page.GotoAsync(isElsewhere ? site.Url : device.PageUrl);
            await browser.Page.AddScriptTagAsync(new() { Path = SockJSDevice.Script });
            string seen = await browser.Page.EvaluateAsync<string>(Connect, new[] { device.Url, transport });
            StringAssert.EndsWith(seen, "|close 3000 Go away!", StringComparison.Ordinal);
            Assert.IsFalse(sends.IsEmpty);
            foreach (IRequest send in sends)
            {
                Assert.AreEqual("JSESSIONID=dummy", await send.HeaderValueAsync("cookie"));
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_OfAnotherSite_IsNotLetIn()
        {
            SockJSDevice.NeedClient();
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await using OtherSite site = await OtherSite.StartAsync();
            using SockJSDevice device = new SockJSDevice();
            await browser.Page.GotoAsync(site.Url);
            await browser.Page.AddScriptTagAsync(new() { Path = SockJSDevice.Script });
            string seen = await browser.Page.EvaluateAsync<string>(Connect, new[] { device.Url, "xhr-polling" });
            StringAssert.StartsWith(seen, "close 1002 Cannot connect to server", StringComparison.Ordinal);
            Assert.IsGreaterThan(0, device.Statistics.GetRefused(403));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task EventSource_ThatLosesItsConnection_GoesOnWhereItWas()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = System.Net.IPAddress.Loopback, Port = 0, Path = "/ws" });
            server.AddContent("/", new ByteArrayContent("<!doctype html><link rel='icon' href='data:,'><p>events</p>"u8.ToArray(), "text/html", null, false));
            EventStreamServer events = new EventStreamServer(server, new EventStreamOptions { RetryMs = 200, MaxEvents = 4 });
            server.Start();
            using UpgradeBlocker proxy = new UpgradeBlocker(server.Port);
            await browser.Page.GotoAsync(proxy.Url);
            await browser.Page.EvaluateAsync(
                """
                () => {
                  window.seen = [];
                  window.source = new EventSource("/events");
                  source.onopen = () => seen.push("open");
                  source.onerror = () => seen.push("error " + source.readyState);
                  source.onmessage = (message) => seen.push(message.data);
                  source.addEventListener("temp", (message) => seen.push("temp " + message.data));
                  source.addEventListener("gap", (message) => seen.push("gap " + message.data));
                }
                """);
            await browser.Page.WaitForFunctionAsync("() => seen.length === 1");
            events.Publish("one\ntwo");
            byte[] data = "21.5"u8.ToArray();
            events.Publish("temp", data, 0, data.Length);
            await browser.Page.WaitForFunctionAsync("() => seen.length === 3");
            Assert.AreEqual("open|one\ntwo|temp 21.5", await browser.Page.EvaluateAsync<string>("() => seen.join('|')"));

            // Two events are missed and kept.
            await browser.Page.EvaluateAsync("() => { seen.length = 0; }");
            proxy.Hold();
            events.Publish("three");
            events.Publish("four");
            proxy.Release();
            await browser.Page.WaitForFunctionAsync("() => seen.length === 4");
            Assert.AreEqual("error 0|open|three|four", await browser.Page.EvaluateAsync<string>("() => seen.join('|')"));

            // Of these six only the last four are.
            await browser.Page.EvaluateAsync("() => { seen.length = 0; }");
            proxy.Hold();
            for (int i = 5; i <= 10; i++)
            {
                events.Publish(i.ToString(CultureInfo.InvariantCulture));
            }

            proxy.Release();
            await browser.Page.WaitForFunctionAsync("() => seen.length === 7");
            Assert.AreEqual("error 0|open|gap 2|7|8|9|10", await browser.Page.EvaluateAsync<string>("() => seen.join('|')"));
        }
    }
}
