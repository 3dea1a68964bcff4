using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>Several devices side by side on the page of one of them.</summary>
    [TestClass]
    public class DevicesTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("desktop", 1280, ColorScheme.Light)]
        [DataRow("phone", 360, ColorScheme.Dark)]
        public async Task OtherDevice_TrustingThisOne_IsShownBesideItAndRememberedUntilRemoved(string name, int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess hall = new DeviceProcess();
            using DeviceProcess kitchen = new DeviceProcess();
            IPage page = browser.Page;
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 780);
            await page.GotoAsync(hall.PageUrl + "#devices");
            await browser.AwaitStateAsync("open");
            await page.GetByText("This device does not look for others.").WaitForAsync();

            // Not trusted yet: the browser says nothing, the page does.
            await page.GetByLabel("Address of another device").FillAsync("127.0.0.1:" + kitchen.Port);
            await page.Keyboard.PressAsync("Enter");
            ILocator card = page.Locator("[data-device='" + kitchen.PageUrl + "']");
            await card.GetByText("does not trust pages of " + hall.PageUrl.TrimEnd('/')).WaitForAsync();
            await browser.SaveAsync(width, "devices-refused-" + name);

            // What it says helps.
            await TrustAsync(browser, kitchen, hall.PageUrl.TrimEnd('/'));
            await card.GetByText("Connected").WaitForAsync();
            await card.Locator("dl").GetByText("Outdoor temperature").WaitForAsync();
            await card.GetByText("kitchen").WaitForAsync();
            Assert.AreEqual(string.Empty, await card.Locator(".trouble").TextContentAsync());
            await AwaitChangeAsync(page, kitchen);
            await AwaitChangeAsync(page, hall);
            await browser.SaveAsync(width, "devices-" + name);

            // The other restarts, the page remembers.
            kitchen.Kill();
            await card.GetByText("Nothing answers there.").WaitForAsync();
            await browser.SaveAsync(width, "devices-silent-" + name);
            await page.ReloadAsync();
            await browser.AwaitStateAsync("open");
            await card.GetByText("Nothing answers there.").WaitForAsync();
            await card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove" }).ClickAsync();
            Assert.AreEqual(0, await card.CountAsync());
            await page.Locator("#devices-title:focus").WaitForAsync();
            Assert.AreEqual(0, await page.EvaluateAsync<int>("() => localStorage.length"));
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task OtherDevices_NotLookedAt_AreGivenTheirConnectionsBack()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess hall = new DeviceProcess();
            using DeviceProcess kitchen = new DeviceProcess();
            IPage page = browser.Page;
            await TrustAsync(browser, kitchen, hall.PageUrl.TrimEnd('/'));
            int open = 0;
            page.WebSocket += (_, socket) =>
            {
                if (socket.Url == kitchen.WebSocketUrl)
                {
                    open++;
                    socket.Close += (_, _) => open--;
                }
            };
            await page.GotoAsync(hall.PageUrl + "#devices");
            await page.GetByLabel("Address of another device").FillAsync(kitchen.PageUrl);
            await page.Keyboard.PressAsync("Enter");
            ILocator card = page.Locator("[data-device='" + kitchen.PageUrl + "']");
            await card.GetByText("Connected").WaitForAsync();
            Assert.AreEqual(1, open);

            await page.Locator(".views a[href='#live']").ClickAsync();
            await browser.AwaitChangesAsync("temperature", 2);
            Assert.AreEqual(0, open);
            await page.Locator(".views a[href='#devices']").ClickAsync();
            await card.GetByText("Connected").WaitForAsync();
            await AwaitChangeAsync(page, kitchen);
        }

        private static async Task AwaitChangeAsync(IPage page, DeviceProcess device)
        {
            // Any of its values: a sensor may be absent for a while.
            string selector = "[data-device='" + device.PageUrl + "'] dl";
            await page.Locator(selector + " dd").First.WaitForAsync();
            string before = await page.Locator(selector).TextContentAsync();
            await page.WaitForFunctionAsync(
                "([selector, before]) => document.querySelector(selector)?.textContent !== before", new[] { selector, before });
        }

        /// <summary>What the owner of a device does so that pages of another may read along.</summary>
        private static async Task TrustAsync(ChromiumPage browser, DeviceProcess device, string origin)
        {
            IPage page = await browser.Page.Context.NewPageAsync();
            await page.GotoAsync(device.PageUrl + "#access");
            await page.Locator("#state[data-state='open']").WaitForAsync();
            await device.SetPasswordAsync(page);
            await page.Locator(".views a[href='#settings']").ClickAsync();
            await page.GetByLabel("Device name").FillAsync("kitchen");
            await page.GetByLabel("Pages that may read along").FillAsync(origin + "/");
            await page.Locator("#settings-save").ClickAsync();
            await page.GetByText("without a path, with a space between them").WaitForAsync();
            await page.GetByLabel("Pages that may read along").FillAsync(origin);
            await page.Locator("#settings-save").ClickAsync();
            await page.Locator("[data-setting='trustedOrigins'][data-phase='saved']").WaitForAsync();
            await page.Locator("#restart").ClickAsync();
            await page.Locator("#confirm-yes").ClickAsync();
            await page.GetByText("The device has restarted. Reason: requested.").WaitForAsync();
            await page.CloseAsync();
        }
    }
}
