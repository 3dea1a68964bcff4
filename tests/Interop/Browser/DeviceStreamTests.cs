using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The firmware's own stream at 1 kHz: on its page, to many sockets at once, and through a network that goes away.</summary>
    [TestClass]
    public class DeviceStreamTests
    {
        private const int Subscribers = 10;
        private const int Browsers = 5;
        private const int Loaders = 4;
        private const int Blocks = 50;
        private const string View = "[data-stream='1']";

        /// <summary>How many times as long as an empty page's load the first value may take; it was 2.2 where this was written.</summary>
        private const double MostTimes = 6;

        private const int MostTries = 12;

        /// <summary>
        /// Five browsers load the page at once and stay, and four more clients load it again and again, while ten sockets get the stream: none is
        /// dropped, each gets all that the device did not itself count as lost, pings are answered, and each page is whole.
        /// </summary>
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task Device_ServingFiveBrowsers_StreamsToTenSocketsWithoutAGap()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            byte[] expected = await File.ReadAllBytesAsync(Path.Combine(Places.Root, "artifacts", "dashboard", "dashboard.html.gz"));
            BlockClient[] clients = Enumerable.Range(0, Subscribers).Select(_ => new BlockClient(Blocks)).ToArray();
            try
            {
                foreach (BlockClient client in clients)
                {
                    await client.StartAsync(device.WebSocketUrl);
                }

                Task[] opened = Enumerable.Range(0, Browsers).Select(i => LookAsync(browser, i, device.PageUrl)).ToArray();
                Task enough = Task.WhenAll(clients.Select(c => c.Enough));
                int pages = 0;
                do
                {
                    Task<byte[]>[] loads = Enumerable.Range(0, Loaders).Select(_ => LoadAsync(device.PageUrl)).ToArray();
                    foreach (byte[] page in await Task.WhenAll(loads))
                    {
                        CollectionAssert.AreEqual(expected, page, "the page as it was packed");
                        pages++;
                    }
                }
                while (!enough.IsCompleted);
                await enough;
                await Task.WhenAll(opened);

                JsonElement health = await HealthAsync(device);
                JsonElement stream = health.GetProperty("stream");
                int lost = stream.GetProperty("lost").GetInt32();
                int skipped = stream.GetProperty("skipped").GetInt32();
                Console.WriteLine("stream: " + pages + " pages beside " + Subscribers + " sockets; blocks "
                    + string.Join(' ', clients.Select(c => c.Blocks.ToString(CultureInfo.InvariantCulture))) + "; missing "
                    + string.Join(' ', clients.Select(c => c.Missing.ToString(CultureInfo.InvariantCulture))) + "; gaps of time "
                    + string.Join(' ', clients.Select(c => c.TimeGaps.ToString(CultureInfo.InvariantCulture))) + "; the device says " + stream);

                // On a machine that stands still for a tenth of a second the device itself misses something, and says so.
                Assert.AreEqual(0, skipped, "nobody was too slow");
                Assert.IsTrue(clients.All(c => c.Missing <= lost), "what is missing was counted");
                Assert.IsTrue(clients.All(c => c.TimeGaps == 0) || stream.GetProperty("missed").GetInt32() > 0, "and so was what was not sampled");
                Assert.AreEqual(0, health.GetProperty("server").GetProperty("lost").GetInt32(), "no connection was lost");
                Assert.AreEqual(0, health.GetProperty("server").GetProperty("errors").GetInt32());
                Assert.AreEqual(Subscribers + Browsers, health.GetProperty("server").GetProperty("opened").GetInt32(), "nobody had to connect again");
                await browser.AwaitStateAsync("open");
                await browser.SaveScreenshotAsync("stream-of-the-device");
                await Task.WhenAll(clients.Select(c => c.CloseAsync()));
                Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
            }
            finally
            {
                Array.ForEach(clients, c => c.Dispose());
            }
        }

        /// <summary>The network is unplugged while the stream runs: neither end is told, and what was missed is counted when it is back.</summary>
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task Network_UnpluggedMidStream_TheBlocksMissedAreShown()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using FaultyProxy network = new FaultyProxy(device.Port);
            await browser.Page.GotoAsync("http://127.0.0.1:" + network.Port + "/");
            await browser.AwaitStateAsync("open");
            ILocator note = browser.Page.Locator(View + " .note");
            await note.GetByText("/s").WaitForAsync();

            foreach (FaultyLink link in network.Links)
            {
                link.Cut(LinkFault.Silence);
            }

            // Not waiting for the next ping, as when the system tells the page.
            await browser.Page.EvaluateAsync("() => window.dispatchEvent(new Event('offline'))");

            // The state is another one only until the page has connected anew, which may be sooner than it is asked for here; and a block
            // may have been missed before. Two pings of 5 s each go unanswered, with ten blocks a second.
            await browser.Page.WaitForFunctionAsync(
                "(view) => Number(/blocks missed: (\\d+)/.exec(document.querySelector(view + ' .note')?.textContent ?? '')?.[1]) > 10", View);
            Console.WriteLine("stream: " + await note.TextContentAsync());
            await browser.SaveScreenshotAsync("stream-unplugged");
        }

        /// <summary>What it costs to open the page: bytes, requests, and how much longer it takes than an empty one, at best of some tries.</summary>
        [TestMethod]
        [DoNotParallelize]
        [Timeout(Patience.TestMs)]
        public async Task Page_Opened_KeepsItsBudgets()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            System.Collections.Concurrent.ConcurrentQueue<string> requests = new System.Collections.Concurrent.ConcurrentQueue<string>();
            browser.Page.Request += (_, request) => requests.Enqueue(new Uri(request.Url).PathAndQuery);
            const string FirstValue =
                """
                () => new Promise((resolve) => {
                  const look = () => (/[0-9]/.test(document.querySelector("[data-reading='temperature'] .value")?.textContent ?? "")
                    ? resolve(performance.now()) : requestAnimationFrame(look));
                  look();
                })
                """;

            // An empty page in the device's place, to its load; a machine with other work may take some tries, the first of all to warm up.
            double empty = double.MaxValue;
            double value = double.MaxValue;
            await browser.Page.RouteAsync("**/empty", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<!doctype html><link rel=icon href='data:,'>" }));
            for (int i = 0; i < 4 || (i < MostTries && value > MostTimes * empty); i++)
            {
                await browser.Page.GotoAsync(device.PageUrl + "empty");
                empty = Math.Min(empty, await browser.Page.EvaluateAsync<double>("() => performance.timing.loadEventEnd - performance.timing.navigationStart"));
                requests.Clear();
                IResponse response = await browser.Page.GotoAsync(device.PageUrl);
                Assert.AreEqual(200, response.Status);
                value = Math.Min(value, await browser.Page.EvaluateAsync<double>(FirstValue));
            }

            byte[] page = await LoadAsync(device.PageUrl);
            string[] beforeTheFirstValue = requests.ToArray();
            Console.WriteLine("budget: " + page.Length + " bytes gzipped; requests up to the first value: " + string.Join(' ', beforeTheFirstValue));
            Console.WriteLine("budget: first value after " + value.ToString("0", CultureInfo.InvariantCulture) + " ms, an empty page after "
                + empty.ToString("0", CultureInfo.InvariantCulture) + " ms");
            Assert.IsLessThanOrEqualTo(60 * 1024, page.Length);
            Assert.IsLessThanOrEqualTo(MostTimes, value / empty, "the first value's time in times of an empty page's");
            Assert.AreEqual("/", beforeTheFirstValue[0]);
            string[] known = ["/", "/api/device", "/api/history", "/api/settings", "/ws"];
            Assert.AreEqual("", string.Join(' ', beforeTheFirstValue.Except(known)), "nothing else is asked for");
            Assert.HasCount(beforeTheFirstValue.Distinct().Count(), beforeTheFirstValue, "nothing is asked for twice");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        /// <summary>A browser's window of its own, with a store of its own, until its first value and its stream are seen.</summary>
        private static async Task LookAsync(ChromiumPage browser, int number, string url)
        {
            IPage page = browser.Page;
            if (number > 0)
            {
                IBrowserContext context = await browser.Page.Context.Browser.NewContextAsync();
                context.SetDefaultTimeout(Patience.TestMs);
                page = await context.NewPageAsync();
            }

            await page.GotoAsync(url);
            await page.Locator("#state[data-state='open']").WaitForAsync();
            await page.Locator("[data-reading='temperature'][data-stale='false']").WaitForAsync();
            await page.Locator(View + " canvas").WaitForAsync();
        }

        private static async Task<byte[]> LoadAsync(string url)
        {
            // A connection of its own, as the device closes each; and a gzipped page as it is.
            using HttpClient http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
            http.Timeout = TimeSpan.FromMilliseconds(Patience.Ms);
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.AcceptEncoding.ParseAdd("gzip, deflate");
            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsByteArrayAsync();
        }

        private static async Task<JsonElement> HealthAsync(DeviceProcess device)
        {
            using HttpClient http = new HttpClient();
            return JsonDocument.Parse(await http.GetStringAsync(device.PageUrl + "api/health")).RootElement;
        }
    }
}
