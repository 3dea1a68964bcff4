using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The main job in WebKit, Safari's engine: load, live values, the stream, commands and their failures, a restart.</summary>
    [TestClass]
    public class WebKitTests
    {
        private const string State = "document.querySelector('#state').dataset.state";

        [TestMethod]
        [Timeout(4 * Patience.TestMs)]
        public async Task Page_InWebKit_LoadsLivesAndCommands()
        {
            await using WebKitPage page = await WebKitPage.OpenAsync(1280, 900);
            using DeviceProcess device = new DeviceProcess();
            await page.GotoAsync(device.PageUrl);
            await page.EvaluateAsync("(window.wrong = [], addEventListener('error', (event) => wrong.push(event.message)), addEventListener('unhandledrejection', (event) => wrong.push(event.reason)))");
            await page.AwaitAsync(State, "open");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature]')?.dataset.stale", "false");
            string before = await page.EvaluateAsync("document.querySelector('[data-reading=temperature] .value').textContent");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature] .value').textContent !== '" + before + "'", "true");
            await page.AwaitAsync("document.querySelector('[data-reading=temperature] canvas').width > 0", "true");
            await page.AwaitAsync("Number(document.querySelector('[data-stream]')?.dataset.frames) > 20", "true");
            await page.SaveScreenshotAsync("webkit-live");

            using TelemetryClient other = new TelemetryClient();
            await other.ConnectAsync(device.WebSocketUrl);
            await other.AwaitAsync("led", false);
            await page.EvaluateAsync("document.querySelector('[data-output=led] button').click()");
            await page.AwaitAsync("document.querySelector('[data-output=led] button').getAttribute('aria-checked')", "true");
            await other.AwaitAsync("led", true);
            await page.EvaluateAsync("(() => { const slider = document.querySelector('[data-output=fan] input'); slider.value = 30; slider.dispatchEvent(new Event('change')); })()");
            await page.AwaitAsync("document.querySelector('[data-output=fan] .word').textContent", "30 %");

            // The large chart with what the device remembers, and the other views.
            await page.EvaluateAsync("document.querySelector('[data-reading=temperature] .enlarge').click()");
            await page.AwaitAsync("Number(document.querySelector('dialog.large [role=slider]')?.getAttribute('aria-valuemax')) > 1", "true");
            await page.SaveScreenshotAsync("webkit-chart");
            await page.EvaluateAsync("document.querySelector('dialog.large').close()");
            await page.EvaluateAsync("location.hash = '#devices'");
            await page.AwaitAsync("document.querySelector('[data-device] dd')?.textContent.endsWith('°C')", "true");

            // Signing in is SHA-256 and PBKDF2 of the page's own.
            await page.EvaluateAsync("location.hash = '#access'");
            device.Type("button press");
            await page.AwaitAsync("document.querySelector('#password-form').hidden", "false");
            await page.EvaluateAsync("(document.querySelector('#new-password').value = 'correct horse', document.querySelector('#set-password').click())");
            await page.AwaitAsync("document.querySelector('#access-link').textContent", "Signed in");

            // A setting that is refused, with the reason.
            await page.EvaluateAsync("location.hash = '#settings'");
            await page.AwaitAsync("document.querySelector('#setting-intervalMs')?.readOnly", "false");
            await page.EvaluateAsync("(() => { const field = document.querySelector('#setting-intervalMs'); field.value = '5'; field.dispatchEvent(new Event('input', { bubbles: true })); document.querySelector('#settings-save').click(); })()");
            await page.AwaitAsync("document.querySelector('[data-setting=intervalMs] .problem').textContent", "a whole number, 100 to 60000");
            await page.SaveScreenshotAsync("webkit-settings");

            // The device restarts; the page says so, and is signed in again by what it remembers.
            await page.EvaluateAsync("location.hash = '#live'");
            device.Kill();
            await page.AwaitAsync(State + " !== 'open'", "true");
            device.StartAgain();
            await page.AwaitAsync(State, "open");
            await page.AwaitAsync("document.querySelector('#news-text').textContent.startsWith('The device has restarted.')", "true");
            Assert.AreEqual(string.Empty, await page.EvaluateAsync("wrong.join()"));
        }
    }
}
