using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>Commands that fail: what was asked for is shown as pending, and then as what it came to. Nothing pretends.</summary>
    [TestClass]
    public class CommandFailureTests
    {
        private const string Password = "correct horse";

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("en", "no answer within 5 s", "unknown")]
        [DataRow("de", "keine Antwort binnen 5 s", "unbekannt")]
        public async Task Device_ThatHangs_CommandsArePendingAndThenFailed(string language, string reason, string unknown)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(true);
            using DeviceProcess device = new DeviceProcess();
            IPage page = browser.Page;
            await page.AddInitScriptAsync("localStorage.setItem('nanowire.language', '" + language + "')");
            await page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitSwitchAsync("led", false);
            await page.Locator("[data-output='scene'] select[aria-disabled='false']").WaitForAsync();

            device.Freeze();
            await browser.Switch("led").ClickAsync();
            await page.Locator("[data-output='scene'] select").SelectOptionAsync("night");
            ILocator led = page.Locator("[data-output='led']");
            ILocator scene = page.Locator("[data-output='scene']");
            await page.Locator("[data-output='led'][data-pending='true'] [role=switch][aria-busy='true'][aria-checked='false']").WaitForAsync();
            await page.Locator("[data-output='scene'][data-pending='true'] select[aria-busy='true']").WaitForAsync();
            await browser.SaveScreenshotAsync("command-pending-" + language);

            await led.Locator(".problem").GetByText(reason).WaitForAsync();
            await scene.Locator(".problem").GetByText(reason).WaitForAsync();
            Assert.AreEqual("alert", await led.Locator(".problem").GetAttributeAsync("role"));
            await browser.AwaitSwitchAsync("led", false);
            await page.WaitForFunctionAsync("() => document.querySelector(\"[data-output='scene'][data-pending='false'] select\")?.value === 'day'");
            await browser.SaveScreenshotAsync("command-failed-" + language);
            Assert.IsFalse((await led.TextContentAsync()).Contains(unknown, System.StringComparison.Ordinal), "what it was last is known");

            // The page finds out by itself that nobody is there any more, and says so.
            await browser.AwaitNotOpenAsync();
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public async Task Switch_ThatMayNotBeUsedAnyMore_SaysWhyAndWhoIsSignedInSeesWhoElseIsThere()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            IPage page = browser.Page;
            await page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitSwitchAsync("led", false);

            // Somebody else signs in, sees this page, and allows nobody to switch.
            IPage owner = await page.Context.NewPageAsync();
            await owner.GotoAsync(device.PageUrl + "#access");
            await owner.Locator("#state[data-state='open']").WaitForAsync();
            device.Type("button press");
            await owner.GetByLabel("New password").FillAsync(Password);
            await owner.Locator("#set-password").ClickAsync();
            await owner.Locator("#access-state").GetByText("You are signed in").WaitForAsync();
            await owner.Locator(".views a[href='#live']").ClickAsync();
            await owner.Locator("#others").GetByText("Also connected: 127.0.0.1").WaitForAsync();
            await owner.EvaluateAsync("() => scrollTo(0, 0)");
            await owner.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(Places.Root, "artifacts", "screenshots", "others-connected.png") });
            await owner.Locator(".views a[href='#settings']").ClickAsync();
            await owner.GetByLabel("Switches need no sign-in").UncheckAsync();
            await owner.Locator("#settings-save").ClickAsync();
            await owner.Locator("[data-setting='openControl'][data-phase='saved']").WaitForAsync();
            await owner.CloseAsync();

            // This page does not know yet, and does not pretend when it finds out.
            await browser.Switch("led").ClickAsync();
            await page.Locator("[data-output='led'] .problem").GetByText("sign in first").WaitForAsync();
            await page.Locator("p.read-only").GetByText("sign in to change this").WaitForAsync();
            await browser.AwaitSwitchAsync("led", false);
            Assert.AreEqual("false", await page.Locator("[data-output='led']").GetAttributeAsync("data-pending"));
            Assert.IsFalse(await page.Locator("#others").IsVisibleAsync(), "who is not signed in is not told");
            await browser.SaveScreenshotAsync("command-refused");
        }
    }
}
