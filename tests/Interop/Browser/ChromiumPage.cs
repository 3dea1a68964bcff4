using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>A page that shares nothing with others, with what it complained about.</summary>
    internal sealed class ChromiumPage : IAsyncDisposable
    {
        private readonly IBrowserContext _context;
        private readonly bool _isShared;

        private ChromiumPage(IBrowserContext context, bool isShared, IPage page)
        {
            _context = context;
            _isShared = isShared;
            Page = page;
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    Errors.Enqueue(message.Text);
                }
            };
            page.PageError += (_, error) => Errors.Enqueue(error);
        }

        internal IPage Page { get; }

        internal ConcurrentQueue<string> Errors { get; } = new ConcurrentQueue<string>();

        internal ILocator State => Page.Locator("#state");

        /// <param name="asPhone">Whether it is small and touched.</param>
        /// <param name="arguments">What is said to a Chromium of its own; without, it may be one that other tests have used.</param>
        internal static async Task<ChromiumPage> OpenAsync(bool asPhone, params string[] arguments)
        {
            bool isShared = arguments.Length == 0;
            IBrowser browser = isShared ? await ChromiumPool.TakeAsync().ConfigureAwait(false) : await ChromiumPool.LaunchAsync(arguments).ConfigureAwait(false);
            IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
            {
                ViewportSize = asPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
                DeviceScaleFactor = asPhone ? 2 : 1,
                IsMobile = asPhone,
                HasTouch = asPhone,
            }).ConfigureAwait(false);
            context.SetDefaultTimeout(Patience.Ms);
            return new ChromiumPage(context, isShared, await context.NewPageAsync().ConfigureAwait(false));
        }

        /// <summary>Waits until the page shows that state.</summary>
        internal async Task AwaitStateAsync(string state)
        {
            await Page.Locator("#state[data-state='" + state + "']").WaitForAsync().ConfigureAwait(false);
        }

        /// <summary>Waits until the page shows any other state.</summary>
        internal async Task AwaitNotOpenAsync()
        {
            await Page.Locator("#state:not([data-state='open'])").WaitForAsync().ConfigureAwait(false);
        }

        /// <summary>Waits until a reading has changed so many times.</summary>
        internal async Task AwaitChangesAsync(string reading, int times)
        {
            string selector = "[data-reading='" + reading + "'] .value";
            await Page.Locator(selector).WaitForAsync().ConfigureAwait(false);
            for (int i = 0; i < times; i++)
            {
                string before = await Page.Locator(selector).TextContentAsync().ConfigureAwait(false);
                await Page.WaitForFunctionAsync(
                    "([selector, before]) => document.querySelector(selector)?.textContent !== before", new[] { selector, before }).ConfigureAwait(false);
            }
        }

        internal ILocator Switch(string output)
        {
            return Page.Locator("[data-output='" + output + "'] [role=switch]");
        }

        /// <summary>Waits until a switch shows that it is on or off.</summary>
        internal async Task AwaitSwitchAsync(string output, bool isOn)
        {
            string state = isOn ? "true" : "false";
            await Page.Locator("[data-output='" + output + "'] [role=switch][aria-checked=" + state + "]").WaitForAsync().ConfigureAwait(false);
        }

        /// <summary>Headless, a page is never hidden; so it is told that it is.</summary>
        internal async Task SetHiddenAsync(bool hidden)
        {
            await Page.EvaluateAsync(
                """
                (hidden) => {
                  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
                }
                """,
                hidden).ConfigureAwait(false);
        }

        /// <summary>What axe-core finds that is serious or critical: a line for each rule and element.</summary>
        internal async Task<string[]> FindBarriersAsync()
        {
            await Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Need.Axe() }).ConfigureAwait(false);
            return await Page.EvaluateAsync<string[]>(
                """
                async () => {
                  const { violations } = await axe.run(document);
                  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
                    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`));
                }
                """).ConfigureAwait(false);
        }

        /// <summary>Nobody has to scroll sideways; otherwise it says what is wider.</summary>
        /// <param name="width">CSS pixels of the viewport.</param>
        /// <param name="name">What is seen.</param>
        internal async Task AssertWidthAsync(int width, string name)
        {
            string wide = await Page.EvaluateAsync<string>(
                """
                (width) => {
                  const { scrollWidth } = document.documentElement;
                  const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width);
                  return scrollWidth <= width ? "" : [scrollWidth + " px", ...wide.map((e) => e.outerHTML.slice(0, 200))].join("\n");
                }
                """,
                width).ConfigureAwait(false);
            Assert.AreEqual("", wide, name + " must not be scrolled sideways");
        }

        /// <summary>Saves the page, which must not be wider than that.</summary>
        internal async Task SaveAsync(int width, string name)
        {
            await AssertWidthAsync(width, name).ConfigureAwait(false);

            // The header stays at the top of what is seen, which is the middle of a picture of it all.
            await Page.EvaluateAsync("() => scrollTo(0, 0)").ConfigureAwait(false);
            await SaveScreenshotAsync(name).ConfigureAwait(false);
        }

        /// <summary>Saves what is seen to artifacts/screenshots/.</summary>
        internal async Task SaveScreenshotAsync(string name)
        {
            string path = Path.Combine(Places.Root, "artifacts", "screenshots", name + ".png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true }).ConfigureAwait(false);
        }

        public async ValueTask DisposeAsync()
        {
            await _context.DisposeAsync().ConfigureAwait(false);
            if (_isShared)
            {
                ChromiumPool.GiveBack(_context.Browser);
            }
            else
            {
                await _context.Browser.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
