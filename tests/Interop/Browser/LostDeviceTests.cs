using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>What the page shows while the device is gone: nothing as if it were still so; and what it says when the device is back.</summary>
    [TestClass]
    public class LostDeviceTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("en", 1280, ColorScheme.Light, " ago", "nothing arrives", "The device has restarted.")]
        [DataRow("de", 360, ColorScheme.Dark, "vor ", "es kommt nichts an", "Das Gerät ist neu gestartet.")]
        public async Task Device_Gone_EverythingIsGreyedWithItsAgeUntilItIsBack(
            string language, int width, ColorScheme scheme, string age, string silent, string restarted)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = browser.Page;
            await page.AddInitScriptAsync("localStorage.setItem('nanowire.language', '" + language + "')");
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, 780);
            await page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            await page.Locator("#signal").GetByText("dBm").WaitForAsync();
            await page.Locator("[data-stream='1'][data-stale='false'] canvas").WaitForAsync();
            string[] live = await ColorsAsync(page);

            device.Kill();
            await browser.AwaitNotOpenAsync();
            await page.Locator("[data-stream='1'][data-stale='true'] .note").GetByText(silent).WaitForAsync();

            ILocator cards = page.Locator("[data-reading]");
            int count = await cards.CountAsync();
            Assert.AreEqual(8, count);
            Assert.AreEqual(count, await page.Locator("[data-reading][data-stale='true']").CountAsync());
            foreach (string note in await page.Locator("[data-reading] .note, [data-stream] .note").AllTextContentsAsync())
            {
                StringAssert.Contains(note, age);
            }

            string[] grey = await ColorsAsync(page);
            for (int i = 0; i < live.Length; i++)
            {
                Assert.AreNotEqual(live[i], grey[i], (i < _shown.Length ? _shown[i] : "a chart") + " looks as if it were still so");
            }

            Assert.AreEqual(0, await page.Locator("[role=switch]:not([aria-disabled=true])").CountAsync(), "nothing pretends that it could be switched");
            Assert.IsLessThanOrEqualTo(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.IsEmpty(await browser.FindBarriersAsync());
            await page.EvaluateAsync("() => scrollTo(0, 0)");
            await browser.SaveScreenshotAsync("gone-" + language);

            device.StartAgain();
            await browser.AwaitStateAsync("open");
            await page.Locator("#news-text").GetByText(restarted).WaitForAsync();
            await page.Locator("[data-stream='1'][data-stale='false']").WaitForAsync();
            await browser.AwaitChangesAsync("temperature", 2);
            string[] again = await ColorsAsync(page);
            CollectionAssert.AreEqual(live, again, string.Join(' ', live.Zip(again)));
            await page.EvaluateAsync("() => scrollTo(0, 0)");
            await browser.SaveScreenshotAsync("back-" + language);
        }

        private static readonly string[] _shown =
        [
            "[data-reading='temperature'] .value", "#uptime", "#connections", "#signal", "[data-stream='1'] .legend",
        ];

        // Of the words, and of a line in each kind of chart: its most frequent color but the background's and the marks'.
        private static Task<string[]> ColorsAsync(IPage page)
        {
            return page.EvaluateAsync<string[]>(
                """
                (shown) => [
                  ...shown.map((selector) => getComputedStyle(document.querySelector(selector)).color),
                  ...["[data-reading='temperature']", "[data-stream='1']"].map((selector) => {
                    const canvas = document.querySelector(`${selector} canvas`);
                    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
                    const rgb = [1, 3, 5].map((i) => parseInt(accent.slice(i, i + 2), 16));
                    for (let i = 0; i < data.length; i += 4) {
                      if (data[i + 3] > 250 && rgb.every((part, k) => Math.abs(data[i + k] - part) < 3)) {
                        return "accent";
                      }
                    }
                    return "grey";
                  }),
                ]
                """,
                _shown);
        }
    }
}
