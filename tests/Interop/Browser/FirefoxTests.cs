using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The main job in Firefox: load, live values, commands.</summary>
    [TestClass]
    public class FirefoxTests
    {
        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        public async Task Page_InFirefox_LoadsLivesAndCommands()
        {
            await using FirefoxPage page = await FirefoxPage.OpenAsync();
            using DeviceProcess device = new DeviceProcess();
            using TelemetryClient other = new TelemetryClient();
            await other.ConnectAsync(device.WebSocketUrl);
            await page.GotoAsync(device.PageUrl);
            await page.AwaitAsync("document.querySelector('#state').dataset.state", "open");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature]')?.dataset.stale", "false");

            string before = await page.EvaluateAsync("document.querySelector('[data-reading=temperature] .value').textContent");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature] .value').textContent !== '" + before + "'", "true");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature] canvas').width > 0", "true");

            await page.EvaluateAsync("document.querySelector('[data-output=led] button').click()");
            await page.AwaitAsync("document.querySelector('[data-output=led] button').getAttribute('aria-checked')", "true");
            await other.AwaitAsync("led", true);
            await page.EvaluateAsync("(() => { const slider = document.querySelector('[data-output=fan] input'); slider.value = 30; slider.dispatchEvent(new Event('change')); })()");
            await page.AwaitAsync("document.querySelector('[data-output=fan] .word').textContent", "30 %");

            // The large chart, and another view.
            await page.EvaluateAsync("document.querySelector('[data-reading=temperature] .enlarge').click()");
            await page.AwaitAsync("document.querySelector('dialog.large canvas')?.width > 0", "true");
            await page.EvaluateAsync("document.querySelector('dialog.large').close()");
            await page.EvaluateAsync("location.hash = '#devices'");
            await page.AwaitAsync("document.querySelector('[data-device] dd')?.textContent.endsWith('°C')", "true");
            Assert.IsEmpty(page.Errors, string.Join('\n', page.Errors));
        }
    }
}
