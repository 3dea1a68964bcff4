using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// Devices that answer, and refuse the page of another one: for its origin, or because they want a sign-in first. Browsers do not tell pages
    /// which, so the page says what there is to do about each.
    /// </summary>
    [TestClass]
    public class RefusedDeviceTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("en", 1280, ColorScheme.Light, "Pages that may read along", "wants a sign-in of its own", "Nothing answers there.")]
        [DataRow("de", 360, ColorScheme.Dark, "Seiten, die mitlesen dürfen", "will eine eigene Anmeldung", "Dort antwortet nichts.")]
        public async Task OtherDevice_RefusingByOriginOrAuthentication_IsExplained(
            string language, int width, ColorScheme scheme, string setting, string signIn, string silent)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess hall = new DeviceProcess();
            using DeviceProcess kitchen = new DeviceProcess();
            await using OtherSite locked = await OtherSite.StartAsync(true);
            IPage page = browser.Page;
            await page.AddInitScriptAsync("localStorage.setItem('nanowire.language', '" + language + "')");
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 780);
            await page.GotoAsync(hall.PageUrl + "#devices");
            await browser.AwaitStateAsync("open");
            foreach (string url in new[] { kitchen.PageUrl, locked.Url, "http://127.0.0.1:9/" })
            {
                await page.Locator("#devices-address").FillAsync(url);
                await page.Keyboard.PressAsync("Enter");
            }

            string origin = hall.PageUrl.TrimEnd('/');
            foreach (string url in new[] { kitchen.PageUrl, locked.Url })
            {
                ILocator trouble = page.Locator("[data-device='" + url + "'][data-trouble='refused'] .trouble");
                await trouble.WaitForAsync();
                Assert.AreEqual("status", await trouble.GetAttributeAsync("role"));
                string text = await trouble.InnerTextAsync();
                StringAssert.Contains(text, origin);
                StringAssert.Contains(text, setting);
                StringAssert.Contains(text, signIn);

                // Where to do that: its own page, in another tab.
                ILocator link = page.Locator("[data-device='" + url + "'] h3 a");
                Assert.AreEqual(url, await link.GetAttributeAsync("href"));
                Assert.AreEqual("_blank", await link.GetAttributeAsync("target"));
            }

            await page.Locator("[data-device='http://127.0.0.1:9/'][data-trouble='silent'] .trouble").GetByText(silent).WaitForAsync();
            Assert.IsLessThanOrEqualTo(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.IsEmpty(await browser.FindBarriersAsync());
            await page.EvaluateAsync("() => scrollTo(0, 0)");
            await browser.SaveScreenshotAsync("devices-explained-" + language);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task OtherDevice_FoundInTheNetwork_IsShownByAButton()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess hall = new DeviceProcess();
            using DeviceProcess kitchen = new DeviceProcess();
            IPage page = browser.Page;

            // What name service finds is tested elsewhere; here it is what the device says that it found.
            string found = "[{\"name\":\"kitchen\",\"address\":\"127.0.0.1\",\"port\":" + kitchen.Port + "}]";
            await page.RouteAsync("**/api/neighbours", route => route.FulfillAsync(new RouteFulfillOptions { Body = found, ContentType = "application/json" }));
            await page.GotoAsync(hall.PageUrl + "#devices");
            ILocator show = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show kitchen" });
            await show.PressAsync("Enter");
            await page.Locator("[data-device='" + kitchen.PageUrl + "']").WaitForAsync();
            Assert.AreEqual(0, await show.CountAsync(), "it is shown already");
            await page.Locator("#devices-none").WaitForAsync();
        }
    }
}
