using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The page for those who do not see it, or have no pointer.</summary>
    [TestClass]
    public class AccessibilityTests
    {
        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        [DataRow(1280, ColorScheme.Light)]
        [DataRow(1280, ColorScheme.Dark)]
        [DataRow(360, ColorScheme.Light)]
        [DataRow(360, ColorScheme.Dark)]
        public async Task EveryView_LookedAtByAxe_HasNothingSerious(int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device.PageUrl, width, scheme);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            string name = "-" + (scheme == ColorScheme.Dark ? "dark" : "light") + "-" + width;
            List<string> found = new List<string>();
            await LookAsync(browser, found, "live" + name);

            await page.Locator("[data-reading='temperature'] .enlarge").ClickAsync();
            await page.Locator("dialog[data-large='temperature'] canvas").WaitForAsync();
            await LookAsync(browser, found, "chart" + name);
            await page.Keyboard.PressAsync("Escape");

            await page.Locator(".views a[href='#devices']").ClickAsync();
            await page.GetByLabel("Address of another device").FillAsync("127.0.0.1:9");
            await page.Keyboard.PressAsync("Enter");
            await page.GetByText("Nothing answers there.").WaitForAsync();
            await LookAsync(browser, found, "devices" + name);

            await page.Locator("#access-link").ClickAsync();
            await page.GetByText("press the button on the device shortly").WaitForAsync();
            await LookAsync(browser, found, "no-password" + name);
            await device.SetPasswordAsync(page);
            await LookAsync(browser, found, "signed-in" + name);
            await page.Locator(".views a[href='#settings']").ClickAsync();
            await page.GetByLabel("Sampling interval at start").FillAsync("5");
            await page.Locator("#settings-save").ClickAsync();
            await page.GetByText("a whole number, 100 to 60000").WaitForAsync();
            await LookAsync(browser, found, "settings" + name);
            await page.Locator("#restart").ClickAsync();
            await page.Locator("#confirm").WaitForAsync();
            await LookAsync(browser, found, "confirm" + name);
            await page.Keyboard.PressAsync("Escape");
            await page.Locator(".views a[href='#health']").ClickAsync();
            await page.Locator("#health-body table").First.WaitForAsync();
            await page.Locator("summary").ClickAsync();
            await LookAsync(browser, found, "health" + name);
            await page.ReloadAsync();
            await page.Locator("#access-link").ClickAsync();
            await page.Locator("#sign-in-form").WaitForAsync();
            await LookAsync(browser, found, "sign-in" + name);
            Assert.IsEmpty(found, string.Join('\n', found));
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow(1280, ColorScheme.Light)]
        [DataRow(360, ColorScheme.Dark)]
        public async Task Portal_LookedAtByAxe_HasNothingSerious(int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start");
            IPage page = await OpenAsync(browser, device.PageUrl, width, scheme);
            await page.Locator("#networks label").First.WaitForAsync();
            await page.Locator("#address-box summary").ClickAsync();
            await page.GetByLabel("Always the same").CheckAsync();
            await page.Locator("#join").ClickAsync();
            await page.GetByText("Choose a network, or type its name.").WaitForAsync();
            List<string> found = new List<string>();
            await LookAsync(browser, found, "portal");
            Assert.IsEmpty(found, string.Join('\n', found));
        }

        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        public async Task Keyboard_Alone_SignsInSwitchesMovesThroughTheChartAndSetsSettings()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device.PageUrl, 1280, ColorScheme.Light);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);

            // A switch, a slider and a list.
            await TabToAsync(page, "[data-output='led'] button");
            await page.Keyboard.PressAsync("Space");
            await browser.AwaitSwitchAsync("led", true);
            await TabToAsync(page, "[data-output='fan'] input");
            await page.Keyboard.PressAsync("End");
            await page.Locator("[data-output='fan'][data-pending='false'] .word").GetByText("100 %", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
            await page.Keyboard.PressAsync("ArrowLeft");
            await page.Locator("[data-output='fan'][data-pending='false'] .word").GetByText("99 %", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
            await TabToAsync(page, "[data-output='scene'] select");
            await page.Keyboard.TypeAsync("n");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("() => document.querySelector(\"[data-output='scene'][data-pending='false'] select\")?.value === 'night'");

            // The chart, and back to where one came from.
            await TabToAsync(page, "[data-reading='temperature'] .enlarge");
            await page.Keyboard.PressAsync("Enter");
            ILocator slider = page.Locator("dialog[data-large='temperature'] [role=slider]");
            await slider.WaitForAsync();
            await page.Keyboard.PressAsync("ArrowLeft");
            StringAssert.Contains(await slider.GetAttributeAsync("aria-valuetext"), "°C", StringComparison.Ordinal);
            await page.Keyboard.PressAsync("Escape");
            Assert.IsTrue(await page.EvaluateAsync<bool>("() => document.activeElement.matches(\"[data-reading='temperature'] .enlarge\")"));

            // Signing in, and a setting.
            device.Type("button press");
            await TabToAsync(page, "#access-link");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#new-password").WaitForAsync();
            await TabToAsync(page, "#new-password");
            await page.Keyboard.TypeAsync(DeviceProcess.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#access-state").GetByText("You are signed in").WaitForAsync();
            await TabToAsync(page, ".views a[href='#settings']");
            await page.Keyboard.PressAsync("Enter");
            await TabToAsync(page, "#setting-name");
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync("attic");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("[data-setting='name'][data-phase='saved']").WaitForAsync();

            // What is said aloud: states, not every value.
            Assert.AreEqual(0, await page.Locator(".value[aria-live], [data-reading] [role=status], dl[aria-live], #countdown[aria-live]").CountAsync());
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("desktop", 1280, ColorScheme.Dark)]
        [DataRow("phone", 360, ColorScheme.Light)]
        public async Task Language_Chosen_IsSpokenInEveryViewAndRemembered(string name, int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device.PageUrl, width, scheme);
            await browser.AwaitStateAsync("open");
            Assert.AreEqual("en", await page.Locator("html").GetAttributeAsync("lang"));
            await page.GetByLabel("Language").SelectOptionAsync("de");
            await page.Locator("html[lang='de']").WaitForAsync();
            await page.Locator("#state").GetByText("Verbunden").WaitForAsync();
            await page.Locator("[data-reading='temperature'] h2").GetByText("Temperatur").WaitForAsync();
            await browser.AwaitChangesAsync("temperature", 2);
            StringAssert.Contains(await page.Locator("[data-reading='temperature'] .value").TextContentAsync(), ",", StringComparison.Ordinal);
            await browser.SaveAsync(width, "german-live-" + name);
            foreach (string view in new[] { "devices", "settings", "health", "access" })
            {
                await page.Locator(".views a[href='#" + view + "']").ClickAsync();
                await page.Locator("[data-view='" + view + "'] h2").WaitForAsync();
                if (view == "health")
                {
                    await page.Locator("#health-body").GetByText("Freier Speicher").WaitForAsync();
                }

                await browser.SaveAsync(width, "german-" + view + "-" + name);
                string text = await page.Locator("body").InnerTextAsync();
                foreach (string english in new[] { "Settings", "Sign in", "the device", "Connected", "Language" })
                {
                    Assert.IsFalse(text.Contains(english, StringComparison.Ordinal), view + ": " + english);
                }
            }

            await page.ReloadAsync();
            await page.Locator("html[lang='de']").WaitForAsync();
            await page.GetByLabel("Sprache").SelectOptionAsync("en");
            await page.Locator("html[lang='en']").WaitForAsync();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Language_OfTheBrowser_IsTaken()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await using IBrowserContext context = await browser.Page.Context.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "de-AT" });
            IPage page = await context.NewPageAsync();
            await page.GotoAsync(device.PageUrl);
            await page.Locator("html[lang='de']").WaitForAsync();
            await page.Locator("#state").GetByText("Verbunden").WaitForAsync();
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task SliderAndList_ChangedHereAndElsewhere_ShowWhatTheDeviceSays()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device.PageUrl, 360, ColorScheme.Light);
            await browser.AwaitStateAsync("open");
            IPage other = await page.Context.NewPageAsync();
            await other.GotoAsync(device.PageUrl);
            await other.Locator("#connections").GetByText("2 of 16").WaitForAsync();
            await page.GetByLabel("Fan").FillAsync("40");
            await page.Locator("[data-output='fan'][data-pending='false'] .word").GetByText("40 %", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
            await other.Locator("[data-output='fan'] .word").GetByText("40 %", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
            Assert.AreEqual("40", await other.GetByLabel("Fan").InputValueAsync());
            await other.GetByLabel("Scene").SelectOptionAsync("evening");
            await page.WaitForFunctionAsync("() => document.querySelector(\"[data-output='scene'] select\").value === 'evening'");
            await other.CloseAsync();
            await browser.SaveAsync(360, "levels-phone");

            // Read-only: it says so, and goes back to what is so.
            await page.Locator("#access-link").ClickAsync();
            await device.SetPasswordAsync(page);
            await page.Locator(".views a[href='#settings']").ClickAsync();
            await page.GetByLabel("Switches need no sign-in").UncheckAsync();
            await page.Locator("#settings-save").ClickAsync();
            await page.Locator("[data-setting='openControl'][data-phase='saved']").WaitForAsync();
            await page.ReloadAsync();
            await page.Locator(".views a[href='#live']").ClickAsync();
            await page.Locator("[data-output='fan'] input[aria-disabled=true]").WaitForAsync();
            await page.Locator("p.read-only").GetByText("sign in to change this").WaitForAsync();
            await page.GetByLabel("Fan").PressAsync("End");
            await page.WaitForFunctionAsync("() => document.querySelector(\"[data-output='fan'] input\").value === '40'");
        }

        private static async Task<IPage> OpenAsync(ChromiumPage browser, string url, int width, ColorScheme scheme)
        {
            await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await browser.Page.SetViewportSizeAsync(width, 780);
            await browser.Page.GotoAsync(url);
            return browser.Page;
        }

        private static async Task LookAsync(ChromiumPage browser, List<string> found, string view)
        {
            foreach (string barrier in await browser.FindBarriersAsync())
            {
                found.Add(view + ": " + barrier);
            }

            await browser.SaveScreenshotAsync("a11y-" + view);
        }

        /// <summary>Presses Tab until that has the focus; there must be a way to it.</summary>
        private static async Task TabToAsync(IPage page, string selector)
        {
            await page.Locator(selector).WaitForAsync();
            for (int i = 0; i < 60; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<bool>("(selector) => document.activeElement?.matches(selector) ?? false", selector))
                {
                    return;
                }
            }

            Assert.Fail("Tab does not lead to " + selector);
        }
    }
}
