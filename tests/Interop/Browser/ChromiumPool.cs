using System.Collections.Concurrent;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// Chromiums that tests use one after another, each with a context of its own, which shares no cookie, store, cache or connection with that of
    /// another: the start of a browser takes longer than most tests.
    /// </summary>
    internal static class ChromiumPool
    {
        private static readonly ConcurrentBag<IBrowser> _free = new ConcurrentBag<IBrowser>();
        private static Task<IPlaywright> _playwright;

        /// <summary>One that nobody else uses until it is given back.</summary>
        internal static async Task<IBrowser> TakeAsync()
        {
            while (_free.TryTake(out IBrowser browser))
            {
                if (browser.IsConnected)
                {
                    return browser;
                }
            }

            return await LaunchAsync().ConfigureAwait(false);
        }

        internal static void GiveBack(IBrowser browser)
        {
            _free.Add(browser);
        }

        /// <summary>Starts one.</summary>
        /// <param name="arguments">More of its command line.</param>
        internal static async Task<IBrowser> LaunchAsync(params string[] arguments)
        {
            string chromium = Need.Chromium();
            Task<IPlaywright> playwright;
            lock (_free)
            {
                playwright = _playwright ??= Playwright.CreateAsync();
            }

            return await (await playwright.ConfigureAwait(false)).Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", .. arguments,
                ],
                // It looks for services that are not there, and other tests keep the machine busy meanwhile.
                Timeout = 4 * Patience.Ms,
            }).ConfigureAwait(false);
        }

        internal static async Task EndAsync()
        {
            while (_free.TryTake(out IBrowser browser))
            {
                await browser.DisposeAsync().ConfigureAwait(false);
            }

            if (_playwright != null)
            {
                (await _playwright.ConfigureAwait(false)).Dispose();
            }
        }
    }
}
