using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Library;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Interop.Browser
{
    /// <summary>nanowire.js on a page that has nothing to do with the dashboard.</summary>
    [TestClass]
    public class LibraryTests
    {
        // What the page keeps of the events, and a wait for them.
        private const string Open =
            """
            async ([url, options]) => {
              const { Nanowire } = await import(new URL("nanowire.js", location.href));
              const device = new Nanowire(url, options);
              const seen = [];
              for (const type of ["state", "gap", "restart", "message", "topic"]) {
                device.on(type, (detail) => seen.push({ type, detail }));
              }
              device.on("block", ({ samples, ...header }) => seen.push({ type: "block", detail: { ...header, samples: [...samples], array: samples.constructor.name } }));
              Object.assign(window, { device, seen });
              device.start();
            }
            """;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Blocks_OfEveryType_ArriveOnAPageAsTheyWereWritten()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using SampleServer server = new SampleServer(1000);
            await OpenAsync(browser, server, new { });
            foreach (SampleType type in new[] { SampleType.Int16, SampleType.Int32, SampleType.Float32 })
            {
                string topic = type.ToString().ToLowerInvariant();
                await browser.Page.EvaluateAsync("(topic) => { window.off = device.subscribe(topic, (block) => seen.push({ type: topic, detail: block.sequence })); }", topic);
                server.AwaitSubscription();
                SampleBlockWriter writer = new SampleBlockWriter((int)type, type, 2, type == SampleType.Float32 ? 0 : 2, 1000, 3) { Sequence = uint.MaxValue };
                SampleStream stream = new SampleStream(writer);
                for (int block = 0; block < 2; block++)
                {
                    foreach (int value in new[] { 2153, -1, 2154, -32768, 32767, 0 })
                    {
                        stream.Add(value, 4328719365L + block);
                    }

                    server.Publish(type, stream);
                }

                JsonElement seen = await AwaitAsync(browser, topic, 2);
                Assert.AreEqual(uint.MaxValue, seen[0].GetUInt32());
                Assert.AreEqual(0u, seen[1].GetUInt32());
                JsonElement last = (await AwaitAsync(browser, "block", 2)).EnumerateArray().Last();
                Assert.AreEqual((int)type, last.GetProperty("stream").GetInt32());
                Assert.AreEqual(4328719366L, last.GetProperty("timeUs").GetInt64());
                Assert.AreEqual(type + "Array", last.GetProperty("array").GetString());
                CollectionAssert.AreEqual(new[] { 2153, -1, 2154, -32768, 32767, 0 }, last.GetProperty("samples").EnumerateArray().Select(v => v.GetInt32()).ToArray());
                await browser.Page.EvaluateAsync("() => { off(); seen.length = 0; }");
            }

            Assert.AreEqual(0, await browser.Page.EvaluateAsync<int>("() => device.missed + device.restarts"));
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_HiddenAndLookedAtAgain_GivesTheConnectionBackAndCountsWhatItMissed()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using SampleServer server = new SampleServer(100);
            await OpenAsync(browser, server, new { pauseAfterMs = 20 });
            await browser.Page.EvaluateAsync("() => { device.subscribe('count', () => {}); }");
            server.AwaitSubscription();
            server.PublishCount(7, 7000);
            await AwaitAsync(browser, "message", 1);

            // Headless, a page is never hidden; so it is told that it is.
            await browser.SetHiddenAsync(true);
            server.AwaitClose();
            Assert.AreEqual("paused", await browser.Page.EvaluateAsync<string>("() => device.state"));
            server.PublishCount(8, 8000);
            server.PublishCount(9, 9000);
            server.PublishCount(10, 10000);
            await browser.SetHiddenAsync(false);

            // The topic's last message comes with the subscription.
            server.AwaitSubscription();
            JsonElement messages = await AwaitAsync(browser, "message", 2);
            Assert.AreEqual(10, messages[1].GetProperty("seq").GetInt32());
            Assert.AreEqual(2, (await AwaitAsync(browser, "gap", 1))[0].GetProperty("missed").GetInt32());
            Assert.AreEqual("open", await browser.Page.EvaluateAsync<string>("() => device.state"));
            Assert.AreEqual(0, await browser.Page.EvaluateAsync<int>("() => device.restarts"));
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_LeftAndReturnedTo_GivesTheConnectionBack()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using SampleServer server = new SampleServer(100);
            await OpenAsync(browser, server, new { });

            await browser.Page.GotoAsync("about:blank");
            server.AwaitClose();

            await browser.Page.GoBackAsync();
            StringAssert.Contains(await browser.Page.ContentAsync(), "a page of its own", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Firmware_Restarts_ThePageIsToldAndGoesOn()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");

            // The firmware serves no nanowire.js of its own, so the page gets its source.
            await browser.Page.RouteAsync("**/nanowire.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Read("nanowire.js") }));
            await browser.Page.EvaluateAsync(Open, new object[] { device.WebSocketUrl, new { baseDelayMs = 10, maxDelayMs = 100 } });
            await AwaitAsync(browser, "message", 1);
            JsonElement answer = await browser.Page.EvaluateAsync<JsonElement>("() => device.command('interval', { ms: 100 })");
            Assert.IsTrue(answer.GetProperty("ok").GetBoolean());
            string refused = await browser.Page.EvaluateAsync<string>("() => device.command('interval', { ms: 5 }).catch((error) => error.code + ': ' + error.message)");
            StringAssert.StartsWith(refused, "refused: ", StringComparison.Ordinal);
            await AwaitAsync(browser, "message", 5);
            Assert.AreEqual(0, await browser.Page.EvaluateAsync<int>("() => device.missed + device.restarts"));

            device.Kill();
            device.StartAgain();

            Assert.AreEqual("telemetry", (await AwaitAsync(browser, "restart", 1))[0].GetProperty("stream").GetString());
            Assert.AreEqual("open", await browser.Page.EvaluateAsync<string>("() => device.state"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_OfTheReadme_ShowsAndSwitches()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using TelemetryClient other = new TelemetryClient();
            await other.ConnectAsync(device.WebSocketUrl);
            await other.AwaitAsync("led", false);

            string page = Read("README.md").Split("```html\n")[1].Split("```")[0];
            string address = new Uri(device.WebSocketUrl).Authority;
            StringAssert.Contains(page, "ws://192.168.1.20/ws", StringComparison.Ordinal);
            page = page.Replace("192.168.1.20", address, StringComparison.Ordinal);
            await browser.Page.RouteAsync("**/nanowire.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Read("nanowire.js") }));

            // In place of something that the device serves: Chromium lets no page that came from nowhere reach the local network.
            await browser.Page.GotoAsync(device.PageUrl + "api/device");
            await browser.Page.SetContentAsync(page);

            await browser.Page.WaitForFunctionAsync("() => Number.isFinite(parseFloat(document.getElementById('temperature').textContent))");
            Assert.AreEqual("open", await browser.Page.Locator("#state").TextContentAsync());
            await browser.Page.Locator("#led").ClickAsync();
            await other.AwaitAsync("led", true);
        }

        private static string Read(string name)
        {
            return System.IO.File.ReadAllText(System.IO.Path.Combine(Places.Root, "js", name));
        }

        private static async Task OpenAsync(ChromiumPage browser, SampleServer server, object options)
        {
            await browser.Page.GotoAsync(server.PageUrl);
            await browser.Page.EvaluateAsync(Open, new object[] { server.WebSocketUrl, options });
            await browser.Page.WaitForFunctionAsync("() => device.state === 'open'");
        }

        /// <summary>Waits for so many events of a type; their details.</summary>
        private static async Task<JsonElement> AwaitAsync(ChromiumPage browser, string type, int count)
        {
            await browser.Page.WaitForFunctionAsync("([type, count]) => seen.filter((item) => item.type === type).length >= count", new object[] { type, count });
            return await browser.Page.EvaluateAsync<JsonElement>("(type) => seen.filter((item) => item.type === type).map((item) => item.detail)", type);
        }
    }
}
