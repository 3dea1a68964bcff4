using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The large chart of a reading.</summary>
    [TestClass]
    public class ChartTests
    {
        private const string Large = "dialog[data-large='temperature']";
        private const string Slider = Large + " [role=slider]";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Csv_IsWhatTheDeviceHadBeforeThePageCameAndWhatArrivedSince()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(Patience.Ms) };
            while ((await PointsAsync(http, device)).Count < 6)
            {
                await Task.Delay(200);
            }

            ConcurrentDictionary<long, double> arrived = new ConcurrentDictionary<long, double>();
            browser.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Keep(arrived, frame.Text);
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.Page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await AwaitPointsAsync(browser, 7);
            await browser.AwaitChangesAsync("temperature", 2);
            await browser.Page.Locator(Slider).PressAsync(" ");
            IDownload download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.GetByLabel("Save what is shown as CSV").ClickAsync());
            Dictionary<long, double> points = await PointsAsync(http, device);

            StringAssert.EndsWith(download.SuggestedFilename, ".csv", StringComparison.Ordinal);
            StringAssert.Contains(download.SuggestedFilename, "-temperature-", StringComparison.Ordinal);
            string[] lines = (await File.ReadAllTextAsync(await download.PathAsync())).TrimEnd().Split("\r\n");
            Assert.AreEqual("time,uptime (ms),mean of Temperature (°C),least of Temperature (°C),greatest of Temperature (°C)", lines[0]);
            int before = 0;
            int since = 0;
            double last = -1;
            foreach (string[] cells in lines.Skip(1).Select(line => line.Split(',')))
            {
                double uptimeMs = double.Parse(cells[1], CultureInfo.InvariantCulture);
                Assert.IsGreaterThan(last, uptimeMs);
                last = uptimeMs;
                if (cells[2].Length == 0)
                {
                    // A gap: on a busy machine the device has a second without a sample.
                    continue;
                }

                double value = double.Parse(cells[2], CultureInfo.InvariantCulture);
                Assert.AreEqual(cells[2], cells[3]);
                Assert.AreEqual(cells[2], cells[4]);
                if (arrived.TryGetValue((long)uptimeMs, out double live))
                {
                    Assert.AreEqual(live, value);
                    since++;
                }
                else
                {
                    // A point of a second; its time is the middle.
                    Assert.AreEqual(points[((long)uptimeMs - 500) / 1000], value, 1e-9, cells[1]);
                    before++;
                }
            }

            Assert.IsGreaterThanOrEqualTo(4, before, "what was before the page came");
            Assert.IsGreaterThanOrEqualTo(2, since, "what arrived");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Chart_ByKeyboardAlone_IsOpenedReadZoomedPausedAndClosed()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 1);
            IKeyboard keys = browser.Page.Keyboard;
            for (int i = 0; i < 40 && !await IsFocusedAsync(browser, "[data-reading='temperature'] .enlarge"); i++)
            {
                await keys.PressAsync("Tab");
            }

            await keys.PressAsync("Enter");
            await browser.Page.Locator(Large).WaitForAsync();
            Assert.IsTrue(await IsFocusedAsync(browser, Slider));
            await AwaitPointsAsync(browser, 30);
            Assert.AreEqual("300000", await SpanAsync(browser));

            // The cursor, and what it says of points that stand for many samples. Paused, for while it follows the first point is soon another.
            await keys.PressAsync(" ");
            Assert.IsTrue(await IsPausedAsync(browser));
            await keys.PressAsync("Home");
            string first = await ValueTextAsync(browser);
            StringAssert.Contains(first, "least", StringComparison.Ordinal);
            await keys.PressAsync("ArrowRight");
            string second = await ValueTextAsync(browser);
            Assert.AreNotEqual(first, second);
            Assert.AreEqual(second, await browser.Page.Locator(Large + " .readout").TextContentAsync());
            await keys.PressAsync("ArrowLeft");
            Assert.AreEqual(first, await ValueTextAsync(browser));
            await browser.Page.Locator(Large + " .cursor").WaitForAsync();

            // Zooming at the cursor leaves what is followed; a span of choice comes back by its button.
            await keys.PressAsync("+");
            Assert.AreEqual("", await SpanAsync(browser));
            Assert.IsTrue(await IsPausedAsync(browser));
            await keys.PressAsync("-");
            Assert.AreEqual("300000", await SpanAsync(browser));
            await keys.PressAsync(" ");
            Assert.IsFalse(await IsPausedAsync(browser));
            await keys.PressAsync("PageUp");
            Assert.IsTrue(await IsPausedAsync(browser));

            await keys.PressAsync("Escape");
            await browser.Page.Locator(Large).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            Assert.IsTrue(await IsFocusedAsync(browser, "[data-reading='temperature'] .enlarge"));
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Chart_Paused_StandsStillWhileSamplesArrive()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.AwaitStateAsync("open");
            await browser.Page.Locator("[data-reading='temperature'] .chart").ClickAsync();
            await AwaitPointsAsync(browser, 30);
            await browser.Page.Locator(Large + " [data-span='60000']").ClickAsync();
            Assert.AreEqual("60000", await SpanAsync(browser));
            ILocator pause = browser.Page.Locator(Large).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause" });
            await pause.ClickAsync();
            string before = await PictureAsync(browser);
            string newest = await ValueTextAsync(browser);
            device.Send();
            await browser.AwaitChangesAsync("temperature", 2);
            Assert.IsTrue(before == await PictureAsync(browser), "the picture changed");
            Assert.AreEqual(newest, await ValueTextAsync(browser));

            await pause.ClickAsync();
            await browser.Page.WaitForFunctionAsync("([slider, text]) => document.querySelector(slider).getAttribute('aria-valuetext') !== text", new[] { Slider, newest });
            Assert.IsFalse(before == await PictureAsync(browser), "the picture is still the same");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("desktop-light", 1280, 800, ColorScheme.Light)]
        [DataRow("desktop-dark", 1280, 800, ColorScheme.Dark)]
        [DataRow("phone-light", 360, 740, ColorScheme.Light)]
        [DataRow("phone-dark", 360, 740, ColorScheme.Dark)]
        public async Task Chart_OfADay_FitsAndShowsItsGap(string name, int width, int height, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(width < 500);
            await browser.Page.SetViewportSizeAsync(width, height);
            await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            await browser.SaveScreenshotAsync("chart-cards-" + name);
            await browser.Page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await browser.Page.Locator(Large + " [data-span='86400000']").ClickAsync();
            await AwaitPointsAsync(browser, 250);
            await browser.Page.Locator(Slider).PressAsync("ArrowLeft");
            for (int i = 0; i < 130; i++)
            {
                await browser.Page.Keyboard.PressAsync("ArrowLeft");
            }

            await browser.AssertWidthAsync(width, "the page below the chart");
            Assert.IsTrue(await browser.Page.EvaluateAsync<bool>("(selector) => { const d = document.querySelector(selector); return d.scrollWidth <= d.clientWidth; }", Large));
            await browser.SaveScreenshotAsync("chart-day-" + name);

            await browser.Page.GetByLabel("Zoom in").ClickAsync();
            IDownload download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.GetByLabel("Save what is shown as PNG").ClickAsync());
            string picture = Path.Combine(Places.Root, "artifacts", "screenshots", "chart-export-" + name + ".png");
            await download.SaveAsAsync(picture);
            byte[] bytes = await File.ReadAllBytesAsync(picture);
            CollectionAssert.AreEqual(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, bytes.Take(4).ToArray());
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Chart_WheelAndDrag_ZoomAndMove()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.AwaitStateAsync("open");
            await browser.Page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await AwaitPointsAsync(browser, 30);
            LocatorBoundingBoxResult box = await browser.Page.Locator(Slider).BoundingBoxAsync();
            await browser.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
            string middle = await ValueTextAsync(browser);
            int all = await PointsShownAsync(browser);
            await browser.Page.Mouse.WheelAsync(0, -1200);
            await browser.Page.WaitForFunctionAsync("([slider, all]) => Number(document.querySelector(slider).getAttribute('aria-valuemax')) < all - 5", new object[] { Slider, all });
            Assert.AreEqual(middle, await ValueTextAsync(browser), "what is below the pointer stays there");
            Assert.IsTrue(await IsPausedAsync(browser));

            await browser.Page.Mouse.DownAsync();
            await browser.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 150, box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 5 });
            await browser.Page.Mouse.UpAsync();
            Assert.AreEqual(middle, await ValueTextAsync(browser), "what is below the pointer goes along with it");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Reading_ThatIsAbsent_ShowsItsLastValueGreyedWithItsAge()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 1);
            device.IsAbsent = true;
            ILocator card = browser.Page.Locator("[data-reading='temperature'][data-stale='true']");
            await card.WaitForAsync();
            string value = await card.Locator(".value").TextContentAsync();
            Assert.IsTrue(double.TryParse(value, CultureInfo.InvariantCulture, out _), value);
            await card.Locator(".note").GetByText(" ago").WaitForAsync();
            await browser.Page.Locator("[data-reading='humidity'][data-stale='false']").WaitForAsync();
            await browser.Page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await browser.Page.Locator(Large + "[data-stale='true'] .note").GetByText(" ago").WaitForAsync();

            device.IsAbsent = false;
            await browser.Page.Locator(Large + "[data-stale='false']").WaitForAsync();
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task History_ThatCannotBeRead_IsSaid()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using OldDevice device = await OldDevice.OpenAsync(browser.Page);
            await browser.Page.RouteAsync("**/api/history", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404, Body = "" }));
            await browser.Page.ReloadAsync();
            await browser.AwaitStateAsync("open");
            await browser.Page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await browser.Page.Locator(Large + " .problem").GetByText("could not be read (status 404)").WaitForAsync();
            await AwaitPointsAsync(browser, 1);
        }

        private static async Task AwaitPointsAsync(ChromiumPage browser, int count)
        {
            await browser.Page.WaitForFunctionAsync(
                "([slider, count]) => Number(document.querySelector(slider)?.getAttribute('aria-valuemax')) >= count", new object[] { Slider, count });
        }

        private static async Task<int> PointsShownAsync(ChromiumPage browser)
        {
            return int.Parse(await browser.Page.Locator(Slider).GetAttributeAsync("aria-valuemax"), CultureInfo.InvariantCulture);
        }

        private static Task<string> ValueTextAsync(ChromiumPage browser)
        {
            return browser.Page.Locator(Slider).GetAttributeAsync("aria-valuetext");
        }

        private static async Task<string> SpanAsync(ChromiumPage browser)
        {
            return await browser.Page.EvaluateAsync<string>("(large) => document.querySelector(large + ' [data-span][aria-pressed=true]')?.dataset.span ?? ''", Large);
        }

        private static async Task<bool> IsPausedAsync(ChromiumPage browser)
        {
            return await browser.Page.Locator(Large).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause" }).GetAttributeAsync("aria-pressed") == "true";
        }

        private static Task<bool> IsFocusedAsync(ChromiumPage browser, string selector)
        {
            return browser.Page.EvaluateAsync<bool>("(selector) => document.activeElement?.matches(selector) ?? false", selector);
        }

        private static Task<string> PictureAsync(ChromiumPage browser)
        {
            return browser.Page.EvaluateAsync<string>("(slider) => document.querySelector(slider + ' canvas').toDataURL()", Slider);
        }

        private static void Keep(ConcurrentDictionary<long, double> arrived, string text)
        {
            // Blocks of the stream come as well, and are no JSON.
            using JsonDocument message = JsonDocument.Parse(text is ['{', ..] ? text : "{}");
            if (message.RootElement.TryGetProperty("type", out JsonElement type) && type.GetString() == "telemetry")
            {
                arrived[message.RootElement.GetProperty("uptimeMs").GetInt64()] = message.RootElement.GetProperty("temperature").GetDouble();
            }
        }

        /// <summary>The temperatures of the finest tier by the number of their second.</summary>
        private static async Task<Dictionary<long, double>> PointsAsync(HttpClient http, DeviceProcess device)
        {
            byte[] answer = await http.GetByteArrayAsync(device.PageUrl + "api/history");
            Dictionary<long, double> points = new Dictionary<long, double>();
            int at = 0;
            while (at < answer.Length)
            {
                int channels = answer[at + 2];
                int tier = BitConverter.ToUInt16(answer, at + 4);
                int count = BitConverter.ToUInt16(answer, at + 6);
                uint number = BitConverter.ToUInt32(answer, at + 8);
                for (int i = 0; i < count && tier == 0; i++)
                {
                    points[number + i] = BitConverter.ToInt32(answer, at + 24 + (i * channels * 4)) / 100.0;
                }

                at += 24 + (count * channels * 4);
            }

            return points;
        }
    }
}
