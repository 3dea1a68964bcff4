using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Library;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Interop.Browser
{
    /// <summary>A stream's card with all that it may have to say at once, on the narrowest phone and in the language with the longest words.</summary>
    [TestClass]
    public class StreamWidthTests
    {
        private const int Samples = 100;
        private const string Description =
            """{"name":"kitchen","readings":[],"streams":[{"topic":"int16","name":"Analogue input","unit":"V","channels":[]}]}""";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Stream_WithManyGapsInGermanOnAPhone_IsNoWiderThanThePhone()
        {
            const int Width = 360;
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(true);
            IPage page = browser.Page;
            await page.SetViewportSizeAsync(Width, 740);
            await page.AddInitScriptAsync("localStorage.setItem('nanowire.language', 'de')");
            using SampleServer server = new SampleServer(24 + (Samples * 2), 0, Description);
            await page.GotoAsync(server.PageUrl);
            await browser.AwaitStateAsync("open");
            server.AwaitSubscription();

            // Every other block but the first is lost, and at last a thousand in a row.
            SampleBlockWriter writer = new SampleBlockWriter(1, SampleType.Int16, 1, 3, 1000, Samples);
            SampleStream stream = new SampleStream(writer);
            long sample = 0;
            void Send(bool isLost)
            {
                for (int i = 0; i < Samples; i++, sample++)
                {
                    stream.Add((int)(1650 + (1000 * Math.Sin(sample / 40.0))), sample * 1000);
                }

                if (isLost)
                {
                    stream.Take();
                    stream.Release();
                }
                else
                {
                    server.Publish(SampleType.Int16, stream);
                }
            }

            Send(false);
            ILocator note = page.Locator("[data-stream='1'] .note");
            for (int gaps = 1; gaps <= 60; gaps++)
            {
                Send(true);
                Send(false);
                if (gaps % 6 == 0)
                {
                    // Not faster than it is read, for what waits for a slow page is bounded.
                    await note.GetByText("Lücken: " + gaps + " ·").WaitForAsync();
                }
            }

            for (int i = 0; i < 1000; i++)
            {
                Send(true);
            }

            Send(false);
            await note.GetByText("1000 /s · Lücken: 61 · verpasste Blöcke: 1060").WaitForAsync();
            await page.Locator("[data-stream='1'] h2").GetByText("Analogeingang").WaitForAsync();
            await AssertFitsAsync(page, Width);
            await browser.SaveScreenshotAsync("stream-gaps-german-phone");

            // The longest of all: when nothing comes any more.
            await note.GetByText("es kommt nichts an · vor ").WaitForAsync();
            StringAssert.Contains(await note.TextContentAsync(), "Lücken: 61", StringComparison.Ordinal);
            await AssertFitsAsync(page, Width);
            await browser.SaveScreenshotAsync("stream-silent-german-phone");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        private static async Task AssertFitsAsync(IPage page, int width)
        {
            string wide = await page.EvaluateAsync<string>(
                "(width) => [...document.querySelectorAll('body, body *')].filter((e) => e.getBoundingClientRect().right > width + 0.5)"
                + ".map((e) => e.outerHTML.slice(0, 200)).join('\\n')",
                width);
            Assert.AreEqual(string.Empty, wide);
            Assert.IsLessThanOrEqualTo(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        }
    }
}
