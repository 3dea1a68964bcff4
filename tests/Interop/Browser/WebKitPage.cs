using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// A page in WebKit, which is Safari's engine: Debian's WebKitGTK in its own small browser on a screen in memory, driven by WebDriver (W3C),
    /// of which a few commands are enough here. What it complained about on its console WebDriver does not tell; so the page keeps that itself.
    /// </summary>
    internal sealed class WebKitPage : IAsyncDisposable
    {
        private const int OpenMs = 4 * Patience.Ms;

        private readonly HttpClient _http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(OpenMs) };
        private ChildProcess _screen;
        private ChildProcess _driver;
        private string _session;

        internal static async Task<WebKitPage> OpenAsync(int width, int height)
        {
            string driver = Need.Program("WebKitWebDriver", "webkit2gtk-driver");
            string xvfb = Need.Program("Xvfb", "xvfb");
            string browser = Directory.GetDirectories("/usr/lib").Select(folder => Path.Combine(folder, "webkit2gtk-4.1", "MiniBrowser")).FirstOrDefault(File.Exists);
            if (browser == null)
            {
                Assert.Inconclusive("WebKit's MiniBrowser is not on this machine: Debian's package webkit2gtk-driver brings it");
            }

            WebKitPage page = new WebKitPage();
            try
            {
                page._screen = ChildProcess.Start(xvfb, ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
                string display = ":" + page._screen.ReadLine().Trim();
                int port = FindPort();

                // Its sandbox needs rights that root in a container does not have; the only page is ours.
                page._driver = ChildProcess.Start("/usr/bin/env", ["DISPLAY=" + display, "GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", driver, "--port=" + port]);
                page._http.BaseAddress = new Uri("http://127.0.0.1:" + port + "/");
                await page.AwaitDriverAsync();
                JsonElement session = await page.SendAsync(
                    HttpMethod.Post,
                    "session",
                    new { capabilities = new { alwaysMatch = new System.Collections.Generic.Dictionary<string, object> { ["webkitgtk:browserOptions"] = new { binary = browser, args = new[] { "--automation" } } } } });
                page._session = "session/" + session.GetProperty("sessionId").GetString();
                await page.SendAsync(HttpMethod.Post, page._session + "/window/rect", new { x = 0, y = 0, width, height });
                return page;
            }
            catch
            {
                await page.DisposeAsync();
                throw;
            }
        }

        internal async Task GotoAsync(string url)
        {
            await SendAsync(HttpMethod.Post, _session + "/url", new { url });
        }

        /// <summary>What an expression is, as text.</summary>
        internal async Task<string> EvaluateAsync(string expression)
        {
            JsonElement answer = await SendAsync(HttpMethod.Post, _session + "/execute/sync", new { script = "return String(" + expression + ")", args = Array.Empty<string>() });
            return answer.GetString();
        }

        /// <summary>Waits until an expression is that text.</summary>
        internal async Task AwaitAsync(string expression, string text)
        {
            Stopwatch clock = Stopwatch.StartNew();
            string last = await EvaluateAsync(expression);
            while (last != text)
            {
                if (clock.ElapsedMilliseconds > Patience.Ms)
                {
                    throw new TimeoutException(expression + " is " + last + ", not " + text);
                }

                await Task.Delay(100);
                last = await EvaluateAsync(expression);
            }
        }

        /// <summary>Saves what is seen to artifacts/screenshots/.</summary>
        internal async Task SaveScreenshotAsync(string name)
        {
            JsonElement picture = await SendAsync(HttpMethod.Get, _session + "/screenshot", null);
            string folder = Path.Combine(Places.Root, "artifacts", "screenshots");
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), Convert.FromBase64String(picture.GetString()));
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (_session != null)
                {
                    await SendAsync(HttpMethod.Delete, _session, null);
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException)
            {
                // Without its screen the browser ends as well.
            }

            _driver?.Dispose();
            _screen?.Dispose();
            _http.Dispose();
        }

        private static int FindPort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private async Task AwaitDriverAsync()
        {
            Stopwatch clock = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    await SendAsync(HttpMethod.Get, "status", null);
                    return;
                }
                catch (HttpRequestException) when (clock.ElapsedMilliseconds < Patience.Ms && !_driver.HasExited)
                {
                    await Task.Delay(100);
                }
            }
        }

        private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body)
        {
            using HttpRequestMessage request = new HttpRequestMessage(method, path);
            if (body != null)
            {
                request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            }

            using HttpResponseMessage response = await _http.SendAsync(request);
            string text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("value")
                : throw new InvalidOperationException(method + " " + path + ": " + text);
        }
    }
}
