using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The main job: a browser opens the page that the device serves.</summary>
    [TestClass]
    public class DashboardTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("desktop", false)]
        [DataRow("phone", true)]
        public async Task Page_Opened_ShowsReadingsThatChange(string name, bool asPhone)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(asPhone);
            using DeviceProcess device = new DeviceProcess();

            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");

            // Often, so that the charts fill.
            ILocator interval = browser.Page.Locator("#interval");
            string least = await interval.Locator("option").First.GetAttributeAsync("value");
            await interval.SelectOptionAsync(least);
            foreach (string reading in new[] { "temperature", "humidity", "light" })
            {
                await browser.AwaitChangesAsync(reading, 10);
            }

            Assert.AreEqual(least, await interval.InputValueAsync());
            await browser.SaveAsync(browser.Page.ViewportSize.Width, "dashboard-" + name);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("led")]
        [DataRow("relay")]
        public async Task Switch_Clicked_SwitchesTheDevice(string output)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            using TelemetryClient other = new TelemetryClient();
            await other.ConnectAsync(device.WebSocketUrl);
            await other.AwaitAsync(output, false);
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitSwitchAsync(output, false);

            await browser.Switch(output).ClickAsync();

            await browser.AwaitSwitchAsync(output, true);
            await other.AwaitAsync(output, true);
            await browser.Switch(output).ClickAsync();
            await browser.AwaitSwitchAsync(output, false);
            await other.AwaitAsync(output, false);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_DeviceRestarts_ConnectsAgainByItself()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.GotoAsync(device.PageUrl);
            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);
            await browser.Switch("led").ClickAsync();
            await browser.AwaitSwitchAsync("led", true);

            device.Kill();
            await browser.AwaitNotOpenAsync();
            await browser.SaveScreenshotAsync("dashboard-device-gone");
            device.StartAgain();

            await browser.AwaitStateAsync("open");
            await browser.AwaitChangesAsync("temperature", 2);

            // The device has forgotten; the page shows what the device says.
            await browser.AwaitSwitchAsync("led", false);
            string[] unexpected = browser.Errors.Where(e => !e.Contains("WebSocket connection to", StringComparison.Ordinal)
                && !e.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal)).ToArray();
            Assert.IsEmpty(unexpected, string.Join('\n', unexpected));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task WebSocket_FromAPageOfAnotherSite_IsRefusedWith403()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await using OtherSite other = await OtherSite.StartAsync();
            await browser.Page.GotoAsync(other.Url);

            string outcome = await browser.Page.EvaluateAsync<string>(
                """
                (url) => new Promise((resolve) => {
                  const socket = new WebSocket(url);
                  socket.onopen = () => resolve("open");
                  socket.onclose = (event) => resolve(`closed with ${event.code}`);
                })
                """,
                device.WebSocketUrl);

            Assert.AreEqual("closed with 1006", outcome);
            Assert.HasCount(1, browser.Errors);
            StringAssert.Contains(browser.Errors.Single(), "Unexpected response code: 403", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task WebSocket_FromThePageItself_OpensAndCloses()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess();
            await browser.Page.GotoAsync(device.PageUrl);

            string outcome = await browser.Page.EvaluateAsync<string>(
                """
                (url) => new Promise((resolve) => {
                  const socket = new WebSocket(url);
                  socket.onmessage = (event) => {
                    socket.onmessage = null;
                    socket.close(4000, "seen " + JSON.parse(event.data).type);
                  };
                  socket.onclose = (event) => resolve(`${event.wasClean} ${event.code}`);
                })
                """,
                device.WebSocketUrl);

            Assert.AreEqual("true 4000", outcome);
        }
    }
}
