using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>The setup portal in German, which it speaks with a browser that does, or that was told so.</summary>
    [TestClass]
    public class PortalLanguageTests
    {
        private const int Width = 360;

        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        public async Task Portal_InAGermanBrowser_SpeaksGermanThroughout()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using DeviceProcess device = new DeviceProcess("--first-start", "--unproven-after", "3000");
            await using IBrowserContext context = await browser.Page.Context.Browser.NewContextAsync(new BrowserNewContextOptions
            {
                Locale = "de-CH", ViewportSize = new ViewportSize { Width = Width, Height = 740 },
            });
            context.SetDefaultTimeout(Patience.Ms);
            IPage page = await context.NewPageAsync();
            await page.GotoAsync(device.PageUrl);
            await page.Locator("html[lang='de']").WaitForAsync();
            await page.Locator("#state[data-state='ready']").GetByText("4 Netze gefunden.").WaitForAsync();
            await page.Locator("#networks").GetByText("stark, mit Passwort").WaitForAsync();
            await page.GetByText("Adresse", new PageGetByTextOptions { Exact = true }).First.ClickAsync();
            await page.GetByLabel("Immer dieselbe").CheckAsync();
            await page.GetByLabel("Name des Geräts").FillAsync("kein Name");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Verbinden" }).ClickAsync();
            await page.GetByText("Ein Netz wählen oder seinen Namen eingeben.").WaitForAsync();
            await page.GetByText("1 bis 32 Buchstaben, Ziffern und Bindestriche dazwischen.").WaitForAsync();
            await page.GetByText("Vier Zahlen wie 192.168.1.20.").WaitForAsync();
            await AssertGermanAsync(page);
            await SaveAsync(page, "portal-german-problems");

            // What the device says.
            await page.GetByLabel("Home").CheckAsync();
            await page.GetByLabel("Passwort des Netzes").FillAsync("wrong horse");
            await page.GetByLabel("Name des Geräts").FillAsync("flur");
            await page.GetByLabel("Adresse", new PageGetByLabelOptions { Exact = true }).FillAsync("192.168.1.0");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Verbinden" }).ClickAsync();
            await page.GetByText("Nicht gespeichert: Adresse: keine, die ein Gerät in diesem Netz haben kann.").WaitForAsync();
            await page.GetByLabel("Vom Netz").CheckAsync();
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Verbinden" }).ClickAsync();
            await page.GetByText("Gespeichert. Das Gerät startet neu.").WaitForAsync();
            await AssertGermanAsync(page);
            await SaveAsync(page, "portal-german-stored");
            await page.GetByText("Das Gerät ist nicht in „Home“: das Netz nahm das Passwort nicht an.").WaitForAsync();
            await page.Locator("#state[data-state='ready']").WaitForAsync();
            await AssertGermanAsync(page);
            await SaveAsync(page, "portal-german-wrong-password");

            // The choice at its foot is remembered.
            await page.GetByLabel("Sprache").SelectOptionAsync("en");
            await page.Locator("html[lang='en']").WaitForAsync();
            await page.GetByText("Wi-Fi network").WaitForAsync();
            await page.ReloadAsync();
            await page.Locator("html[lang='en']").WaitForAsync();
        }

        private static async Task AssertGermanAsync(IPage page)
        {
            string text = await page.Locator("body").InnerTextAsync();
            foreach (string english in new[] { "network", "Password", "password", "device", "Device", "Address", "Connect", "Language", "the ", "needs" })
            {
                // Of the words that are the reader's: not the list of networks, one of which has an English name.
                string own = text.Replace("A neighbour whose name has 32 byt", string.Empty, StringComparison.Ordinal);
                Assert.IsFalse(own.Contains(english, StringComparison.Ordinal), english + " in " + own);
            }
        }

        private static async Task SaveAsync(IPage page, string name)
        {
            Assert.IsLessThanOrEqualTo(Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), name + " must not be scrolled sideways");
            string path = System.IO.Path.Combine(Places.Root, "artifacts", "screenshots", name + ".png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        }
    }
}
