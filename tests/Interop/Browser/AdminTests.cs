using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>Who may change what from the page: signing in, settings, restarts; and how the device does.</summary>
    [TestClass]
    public class AdminTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("desktop", 1280, ColorScheme.Light)]
        [DataRow("phone", 360, ColorScheme.Dark)]
        public async Task FirstPassword_ButtonPressed_IsSetAndUnlocksSettings(string name, int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device, "#settings", width, scheme);

            // Without a password nobody changes anything, and the page says so before anybody tries.
            await page.Locator("#settings-refusal").GetByText("the device has no admin password yet").WaitForAsync();
            ILocator deviceName = page.GetByLabel("Device name");
            Assert.IsFalse(await deviceName.IsEditableAsync());
            Assert.AreEqual("true", await page.Locator("#settings-save").GetAttributeAsync("aria-disabled"));
            await browser.SaveAsync(width, "settings-refused-" + name);

            await page.Locator("#settings-why a").ClickAsync();
            await page.GetByText("press the button on the device shortly").WaitForAsync();
            Assert.IsFalse(await page.Locator("#password-form").IsVisibleAsync());
            await browser.SaveAsync(width, "access-no-password-" + name);

            device.Type("button press");
            await page.Locator("#password-form").WaitForAsync();
            await page.GetByLabel("New password").FillAsync("short");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Set password" }).ClickAsync();
            await page.GetByText("At least 8 characters.", new PageGetByTextOptions { Exact = true }).WaitForAsync();
            await browser.SaveAsync(width, "access-presence-" + name);
            await page.GetByLabel("New password").FillAsync(DeviceProcess.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#access-state").GetByText("You are signed in").WaitForAsync();
            Assert.AreEqual("", await page.Locator("#new-password").InputValueAsync(), "a password does not stay in the page");
            await browser.SaveAsync(width, "access-signed-in-" + name);

            // A value that is wrong comes back with the reason; the others are stored all the same.
            await page.Locator(".views a[href='#settings']").ClickAsync();
            await deviceName.FillAsync("kitchen-" + name);
            await page.GetByLabel("Sampling interval at start").FillAsync("5");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save changes" }).ClickAsync();
            await page.GetByText("a whole number, 100 to 60000").WaitForAsync();
            await page.Locator("[data-setting='name'][data-phase='saved']").WaitForAsync();
            await page.GetByText("takes effect after a restart: Device name.").WaitForAsync();
            Assert.IsFalse(await page.GetByLabel("Static address").IsVisibleAsync());
            Assert.AreEqual("setting-intervalMs", await page.EvaluateAsync<string>("() => document.activeElement.id"));
            await browser.SaveAsync(width, "settings-saved-" + name);
            await page.GetByLabel("Network address").SelectOptionAsync("static");
            await page.Locator("#settings-save").ClickAsync();
            await page.GetByText("static needs address and mask first").WaitForAsync();
            await page.GetByLabel("Static address").WaitForAsync();
            await browser.SaveAsync(width, "settings-static-" + name);
            await page.Locator("#settings-undo").ClickAsync();

            // After the restart it is still signed in, by what the tab remembers, and the name is there.
            await page.Locator("#restart").ClickAsync();
            await page.Locator("#confirm").WaitForAsync();
            await browser.SaveScreenshotAsync("confirm-" + name);
            await page.Locator("#confirm-yes").ClickAsync();
            await page.GetByText("The device has restarted. Reason: requested.").WaitForAsync();
            await page.Locator("#name").GetByText("kitchen-" + name).WaitForAsync();
            await page.Locator("#access-link").GetByText("Signed in").WaitForAsync();
            Assert.IsTrue(await deviceName.IsEditableAsync());
            Assert.AreEqual("kitchen-" + name, await deviceName.InputValueAsync());
            await browser.SaveAsync(width, "settings-restarted-" + name);

            // Nothing of it outlasts the tab.
            Assert.AreEqual(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length + document.cookie.length"));
            await page.ReloadAsync();
            await page.Locator("#settings-refusal").GetByText("sign in to change this").WaitForAsync();
            AssertNoErrors(browser);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task SignIn_WrongAndRight_SaysWhichAndLocksAndUnlocksTheSwitches()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device, "#access", 360, ColorScheme.Light);
            await device.SetPasswordAsync(page);
            await page.Locator(".views a[href='#settings']").ClickAsync();
            await page.GetByLabel("Switches need no sign-in").UncheckAsync();
            await page.Locator("#settings-save").ClickAsync();
            await page.Locator("[data-setting='openControl'][data-phase='saved']").WaitForAsync();
            await page.Locator("#access-link").ClickAsync();
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();

            // Read-only: the switch says so and why, and does nothing.
            await page.Locator(".views a[href='#live']").ClickAsync();
            await page.Locator("p.read-only").GetByText("sign in to change this").WaitForAsync();
            await page.Locator("[data-output='led'] [role=switch][aria-disabled=true]").WaitForAsync();
            await browser.Switch("led").ClickAsync(new LocatorClickOptions { Force = true });
            Assert.AreEqual("false", await page.Locator("[data-output='led']").GetAttributeAsync("data-pending"));
            Assert.IsTrue(await page.Locator("#interval").IsDisabledAsync());
            await browser.SaveScreenshotAsync("live-read-only-phone");

            // By keyboard alone.
            await page.Locator("p.read-only a").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#access-title:focus").WaitForAsync();
            for (int i = 0; i < 4; i++)
            {
                await page.GetByLabel("Admin password").FillAsync("wrong " + i);
                await page.Keyboard.PressAsync("Enter");
                await page.Locator("#access-problem").GetByText("Wrong password.").WaitForAsync();
                await page.Locator("#sign-in").GetByText("Sign in", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
            }

            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#access-problem").GetByText("Too many wrong passwords.").WaitForAsync();
            await browser.SaveScreenshotAsync("access-wait-phone");
            await page.Locator("#sign-in[aria-disabled=false]").WaitForAsync();
            await page.GetByLabel("Admin password").FillAsync(DeviceProcess.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#access-state").GetByText("You are signed in").WaitForAsync();

            await page.Locator(".views a[href='#live']").ClickAsync();
            await page.Locator("p.read-only").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
            await browser.Switch("led").ClickAsync();
            await browser.AwaitSwitchAsync("led", true);
            AssertNoErrors(browser);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task PasswordChangedElsewhere_NextChange_SaysSoAndSignsOut()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device, "#access", 1280, ColorScheme.Light);
            await device.SetPasswordAsync(page);
            IPage other = await page.Context.NewPageAsync();
            await other.GotoAsync(device.PageUrl + "#access");
            await other.GetByLabel("Admin password").FillAsync(DeviceProcess.Password);
            await other.Keyboard.PressAsync("Enter");
            await other.GetByLabel("New password").FillAsync("battery staple");
            await other.Keyboard.PressAsync("Enter");
            await other.Locator("#new-password").And(other.Locator(":not(:focus)")).WaitForAsync();
            await other.Locator("#access-state").GetByText("You are signed in").WaitForAsync();

            await page.Locator(".views a[href='#settings']").ClickAsync();
            await page.GetByLabel("Device name").FillAsync("hall");
            await page.Keyboard.PressAsync("Enter");

            await page.Locator("[data-setting='name'] .problem").GetByText("sign in first").WaitForAsync();
            await page.Locator("#settings-refusal").GetByText("sign in to change this").WaitForAsync();
            Assert.AreEqual("hall", await page.GetByLabel("Device name").InputValueAsync(), "what was typed is not lost");
            await page.Locator("#access-link").ClickAsync();
            await page.Locator("#access-problem").GetByText("the password was changed").WaitForAsync();
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task FactoryReset_Confirmed_LeadsToTheSetupPage()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = await OpenAsync(browser, device, "#access", 360, ColorScheme.Light);
            await device.SetPasswordAsync(page);
            await page.Locator(".views a[href='#settings']").ClickAsync();

            // Escape is no.
            await page.Locator("#factory-reset").ClickAsync();
            await page.Locator("#confirm").WaitForAsync();
            await browser.SaveScreenshotAsync("confirm-reset-phone");
            await page.Keyboard.PressAsync("Escape");
            await page.Locator("#confirm").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
            await page.Locator("#factory-reset").ClickAsync();
            await page.Locator("#confirm-yes").ClickAsync();

            await page.Locator("#networks label").First.WaitForAsync();
            Assert.IsTrue(await page.GetByLabel("Admin password").IsVisibleAsync(), "the password is gone, too");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("desktop", 1280, ColorScheme.Dark)]
        [DataRow("phone", 360, ColorScheme.Light)]
        public async Task Health_Opened_ShowsHowTheDeviceDoesAndAsksOnlyMeanwhile(string name, int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            int asked = 0;
            browser.Page.Request += (_, request) => asked += request.Url.EndsWith("/api/health", StringComparison.Ordinal) ? 1 : 0;
            IPage page = await OpenAsync(browser, device, string.Empty, width, scheme);
            await browser.AwaitChangesAsync("temperature", 2);
            Assert.AreEqual(0, asked, "nobody looks at it");

            await page.Locator(".views a[href='#health']").ClickAsync();
            await page.Locator("#health-body table").First.WaitForAsync();

            string text = await page.Locator("#health-body").InnerTextAsync();
            foreach (string part in new[] { "Uptime", "Free memory", "Restarts", "first start", "pump", "works", "present", "Network" })
            {
                StringAssert.Contains(text, part, StringComparison.Ordinal);
            }

            await page.Locator("summary").ClickAsync();
            await page.GetByText("start: first start").WaitForAsync();
            await browser.SaveAsync(width, "health-" + name);
            AssertNoErrors(browser);
        }

        private static async Task<IPage> OpenAsync(ChromiumPage browser, DeviceProcess device, string view, int width, ColorScheme scheme)
        {
            await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await browser.Page.SetViewportSizeAsync(width, 780);
            await browser.Page.GotoAsync(device.PageUrl + view);
            await browser.AwaitStateAsync("open");
            return browser.Page;
        }

        // While the device restarts nobody answers.
        private static void AssertNoErrors(ChromiumPage browser)
        {
            string[] unexpected = browser.Errors.Where(e => !e.Contains("ERR_", StringComparison.Ordinal)
                && !e.Contains("WebSocket connection to", StringComparison.Ordinal)).ToArray();
            Assert.IsEmpty(unexpected, string.Join('\n', unexpected));
        }
    }
}
