using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>A device that nobody set up yet, on a desktop, and the browser of who does.</summary>
    [TestClass]
    public class PortalTests
    {
        private const string Home = "Home";
        private const string HomePassword = "correct horse";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("desktop", 1280, ColorScheme.Light)]
        [DataRow("phone", 360, ColorScheme.Light)]
        [DataRow("phone-dark", 360, ColorScheme.Dark)]
        public async Task FirstStart_NetworkChosen_LeadsToTheDashboard(string name, int width, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start");
            IPage page = browser.Page;
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 740);
            await page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(page);
            int networks = await page.Locator("#networks label").CountAsync();
            Assert.AreEqual(4, networks);

            await page.GetByLabel(Home).CheckAsync();
            await page.GetByLabel("Password of the network").FillAsync(HomePassword);
            await page.GetByLabel("Name of the device").FillAsync("kitchen-" + name);
            await browser.SaveAsync(width, "portal-" + name);
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect" }).ClickAsync();

            await page.Locator("#done").WaitForAsync();
            await browser.SaveScreenshotAsync("portal-stored-" + name);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            AssertNoErrors(browser);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Form_Wrong_SaysWhatAndFocusesIt()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start");
            IPage page = browser.Page;
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(page);

            ILocator connect = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect" });
            await connect.ClickAsync();
            await page.GetByText("Choose a network, or type its name.").WaitForAsync();

            // By keyboard alone: an arrow chooses among the networks.
            await page.Locator("#networks input").First.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await page.Keyboard.PressAsync("ArrowDown");
            Assert.IsTrue(await page.Locator("#networks input").Nth(1).IsCheckedAsync());
            await page.GetByLabel("Password of the network").FillAsync("short");
            await page.GetByLabel("Name of the device").FillAsync("no name");
            await page.GetByLabel("Admin password").FillAsync("1234");
            await page.GetByText("Address").First.ClickAsync();
            await page.GetByLabel("Always the same").CheckAsync();
            await page.GetByLabel("Address", new PageGetByLabelOptions { Exact = true }).FillAsync("192.168.1");
            await page.Keyboard.PressAsync("Enter");

            Assert.AreEqual("A Wi-Fi password has 8 to 63 characters.", await page.Locator("#password-problem").TextContentAsync());
            Assert.AreEqual("1 to 32 letters, digits, and hyphens between them.", await page.Locator("#device-problem").TextContentAsync());
            Assert.AreEqual("At least 8 characters, or nothing.", await page.Locator("#admin-problem").TextContentAsync());
            StringAssert.Contains(await page.Locator("#problem").TextContentAsync(), "Address: Four numbers", StringComparison.Ordinal);
            Assert.AreEqual("password", await page.EvaluateAsync<string>("() => document.activeElement.id"));
            await browser.SaveScreenshotAsync("portal-problems-phone");

            // What only the device knows is wrong comes from it.
            await page.GetByLabel("Password of the network").FillAsync("long enough");
            await page.GetByLabel("Name of the device").FillAsync("hall");
            await page.GetByLabel("Admin password").FillAsync("");
            await page.GetByLabel("Address", new PageGetByLabelOptions { Exact = true }).FillAsync("192.168.1.0");
            await connect.ClickAsync();
            await page.GetByText("Not stored: address: not one that a device can have in that network.").WaitForAsync();
            AssertNoErrors(browser);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task NetworkWithQuotesAndBackslashes_Chosen_IsJoined()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start");
            await browser.Page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(browser.Page);

            await JoinAsync(browser.Page, "Caf\u00e9 \"Nano\"", "back\\slash\"quote");

            await browser.AwaitStateAsync("open");
            device.AwaitLine("in \"Caf\u00e9 \"Nano\"\"");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task OpenNetwork_Chosen_NeedsNoPassword()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start");
            await browser.Page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(browser.Page);

            await browser.Page.GetByLabel("Workshop").CheckAsync();
            Assert.IsFalse(await browser.Page.GetByLabel("Password of the network").IsVisibleAsync());
            await browser.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect" }).ClickAsync();

            await browser.AwaitStateAsync("open");
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task WrongPassword_Typed_PortalComesBackAndSaysSo()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start", "--unproven-after", "3000");
            IPage page = browser.Page;
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(page);
            await JoinAsync(page, Home, "wrong horse");
            await page.Locator("#done").WaitForAsync();

            await page.GetByText("The device is not in \u201cHome\u201d: the network did not take the password.").WaitForAsync();
            await AwaitScannedAsync(page);
            await browser.SaveScreenshotAsync("portal-wrong-password-phone");
            await JoinAsync(page, Home, HomePassword);

            await browser.AwaitStateAsync("open");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Network_LostAndBack_DashboardFollowsByItself()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");

            device.Type("network lost");
            await browser.AwaitNotOpenAsync();
            await browser.SaveScreenshotAsync("dashboard-network-lost");
            device.Type("network back");

            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Button_HeldAtStart_OpensThePortalOrSetsEverythingBack()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");

            device.Type("button hold 6");
            device.AwaitLine("join the Wi-Fi");
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.Page.GetByText("The device is not in \u201cHome\u201d: the button was held at start.").WaitForAsync();
            device.Type("button hold 11");
            device.AwaitLine("everything is set back");
            device.AwaitLine("join the Wi-Fi");

            await browser.Page.GotoAsync(device.PageUrl);
            await AwaitScannedAsync(browser.Page);
            Assert.IsFalse(await browser.Page.Locator("#notice").IsVisibleAsync(), "a network is still stored");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Portal_OfAnyHost_IsAnsweredAndTheDashboardsIsNot()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false, "--host-resolver-rules=MAP captive.example 127.0.0.1");
            using DeviceProcess device = new DeviceProcess("--first-start");
            string url = "http://captive.example:" + device.Port + "/";
            await browser.Page.GotoAsync(url);
            await AwaitScannedAsync(browser.Page);

            await JoinAsync(browser.Page, Home, HomePassword);

            device.AwaitLine("in \"Home\"");
            IResponse response = await browser.Page.GotoAsync(url);
            Assert.AreEqual(421, response.Status);
        }

        private static async Task AwaitScannedAsync(IPage page)
        {
            await page.Locator("#state[data-state='ready']").WaitForAsync();
        }

        private static async Task JoinAsync(IPage page, string network, string password)
        {
            await page.GetByLabel(network).CheckAsync();
            await page.GetByLabel("Password of the network").FillAsync(password);
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect" }).ClickAsync();
        }

        // While the device restarts nobody answers, and then the portal's address is not there any longer.
        private static void AssertNoErrors(ChromiumPage browser)
        {
            string[] unexpected = browser.Errors.Where(e => !e.Contains("ERR_CONNECTION", StringComparison.Ordinal)
                && !e.Contains("404", StringComparison.Ordinal) && !e.Contains("ERR_EMPTY_RESPONSE", StringComparison.Ordinal)
                && !e.Contains("WebSocket connection to", StringComparison.Ordinal)).ToArray();
            Assert.IsEmpty(unexpected, string.Join('\n', unexpected));
        }
    }
}
