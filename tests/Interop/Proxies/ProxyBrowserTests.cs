using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;

namespace Nanowire.Interop.Proxies
{
    /// <summary>A browser opens the firmware's page through a proxy.</summary>
    [TestClass]
    public class ProxyBrowserTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(Proxy.Nginx)]
        [DataRow(Proxy.Apache)]
        [DataRow(Proxy.Haproxy)]
        [DataRow(Proxy.Lighttpd)]
        public async Task Page_BehindAPrefix_ShowsReadingsAndSwitches(string kind)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            await browser.Page.GotoAsync(proxy.PageUrl);

            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            await browser.AwaitSwitchAsync("led", false);
            await browser.Switch("led").ClickAsync();
            await browser.AwaitSwitchAsync("led", true);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_DeviceRestartsBehindNginx_ConnectsAgainByItself()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using Proxy proxy = Proxy.Start(Proxy.Nginx, new ProxySetup(device.Port));
            await browser.Page.GotoAsync(proxy.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);

            device.Kill();
            await browser.AwaitNotOpenAsync();
            device.StartAgain();

            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            string[] unexpected = browser.Errors
                .Where(e => !e.Contains("WebSocket connection to", StringComparison.Ordinal)).ToArray();
            Assert.IsEmpty(unexpected, string.Join('\n', unexpected));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_WhereNginxRewritesHost_ShowsButDoesNotConnect()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using Proxy proxy = Proxy.Start(Proxy.Nginx, new ProxySetup(device.Port, false));
            Task<Microsoft.Playwright.IConsoleMessage> refusal = browser.Page.WaitForConsoleMessageAsync(new()
            {
                Predicate = m => m.Text.Contains("Unexpected response code: 403", StringComparison.Ordinal),
            });

            await browser.Page.GotoAsync(proxy.PageUrl);

            string url = "ws://127.0.0.1:" + proxy.Port.ToString(CultureInfo.InvariantCulture) + ProxySetup.PublicPath;
            StringAssert.Contains((await refusal).Text, url, StringComparison.Ordinal);
        }
    }
}
