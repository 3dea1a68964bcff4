using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The dashboard in a tab that nobody looks at.</summary>
    [TestClass]
    public class HiddenTabTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Dashboard_HiddenForAMinute_GivesItsConnectionBackAndReturnsWhenLookedAt()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.Clock.InstallAsync();
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");

            // Headless, a page is never hidden; so it is told that it is, and that a minute has passed.
            await browser.SetHiddenAsync(true);
            await browser.Page.Clock.FastForwardAsync(61000);
            await browser.AwaitStateAsync("paused");

            await browser.SetHiddenAsync(false);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }
    }
}
