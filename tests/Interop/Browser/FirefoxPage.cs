using System;
using System.Collections.Generic;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// A page in a Firefox of its own. Playwright drives a build of its own only; Debian's understands WebDriver BiDi (W3C), of which three
    /// commands are enough here.
    /// </summary>
    internal sealed class FirefoxPage : IAsyncDisposable
    {
        /// <summary>For its start, and an answer: a new profile makes Firefox busy, and other tests the machine.</summary>
        private const int OpenMs = 4 * Patience.Ms;

        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly byte[] _buffer = new byte[1 << 16];
        private readonly string _profile;
        private ChildProcess _process;
        private string _context;
        private int _id;

        private FirefoxPage(string profile)
        {
            _profile = profile;
        }

        /// <summary>What the page complained about.</summary>
        internal List<string> Errors { get; } = new List<string>();

        internal static async Task<FirefoxPage> OpenAsync()
        {
            string firefox = Need.Program("firefox-esr", "firefox-esr");
            FirefoxPage page = new FirefoxPage(Directory.CreateTempSubdirectory("nanowire-firefox-").FullName);
            try
            {
                page._process = ChildProcess.Start(firefox, ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", page._profile, "about:blank"]);
                using CancellationTokenSource patience = new CancellationTokenSource(OpenMs);
                Match address = Match.Empty;
                while (!address.Success)
                {
                    await Task.Delay(100, patience.Token).ConfigureAwait(false);
                    address = Regex.Match(page._process.Errors, @"BiDi listening on (ws://\S+)\r?\n");
                }

                await page._socket.ConnectAsync(new Uri(address.Groups[1].Value + "/session"), patience.Token).ConfigureAwait(false);
                await page.SendAsync("session.new", "{\"capabilities\":{}}").ConfigureAwait(false);
                await page.SendAsync("session.subscribe", "{\"events\":[\"log.entryAdded\"]}").ConfigureAwait(false);
                JsonElement tree = await page.SendAsync("browsingContext.getTree", "{}").ConfigureAwait(false);
                page._context = tree.GetProperty("contexts")[0].GetProperty("context").GetString();
                return page;
            }
            catch
            {
                await page.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        internal async Task GotoAsync(string url)
        {
            await SendAsync("browsingContext.navigate", "{\"context\":\"" + _context + "\",\"wait\":\"complete\",\"url\":" + JsonSerializer.Serialize(url) + "}").ConfigureAwait(false);
        }

        /// <summary>What an expression, or the promise that it is, comes to, as text.</summary>
        internal async Task<string> EvaluateAsync(string expression)
        {
            JsonElement answer = await SendAsync(
                "script.evaluate",
                "{\"awaitPromise\":true,\"target\":{\"context\":\"" + _context + "\"},\"expression\":" + JsonSerializer.Serialize("(async () => String(await (" + expression + ")))()") + "}").ConfigureAwait(false);
            return answer.GetProperty("result").TryGetProperty("value", out JsonElement value)
                ? value.GetString()
                : throw new InvalidOperationException(answer.GetRawText());
        }

        /// <summary>Waits until an expression is that text.</summary>
        internal async Task AwaitAsync(string expression, string text)
        {
            using CancellationTokenSource patience = new CancellationTokenSource(Patience.Ms);
            while (await EvaluateAsync(expression).ConfigureAwait(false) != text)
            {
                await Task.Delay(100, patience.Token).ConfigureAwait(false);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (_socket.State == WebSocketState.Open)
                {
                    await SendAsync("browser.close", "{}").ConfigureAwait(false);
                    _process.WaitForExit();
                }
            }
            catch (Exception e) when (e is WebSocketException or TimeoutException or OperationCanceledException)
            {
                // It is ended below.
            }

            _socket.Dispose();
            _process?.Dispose();
            Directory.Delete(_profile, true);
        }

        private async Task<JsonElement> SendAsync(string method, string parameters)
        {
            using CancellationTokenSource patience = new CancellationTokenSource(OpenMs);
            int id = ++_id;
            byte[] command = Encoding.UTF8.GetBytes("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
            await _socket.SendAsync(command, WebSocketMessageType.Text, true, patience.Token).ConfigureAwait(false);
            while (true)
            {
                using MemoryStream message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(_buffer, patience.Token).ConfigureAwait(false);
                    message.Write(_buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                JsonElement answer = JsonSerializer.Deserialize<JsonElement>(message.ToArray());
                if (answer.TryGetProperty("id", out JsonElement answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
                {
                    return answer.TryGetProperty("result", out JsonElement result) ? result : throw new InvalidOperationException(answer.GetRawText());
                }

                if (answer.TryGetProperty("method", out JsonElement name) && name.GetString() == "log.entryAdded"
                    && answer.GetProperty("params").GetProperty("level").GetString() == "error")
                {
                    Errors.Add(answer.GetProperty("params").GetProperty("text").GetString());
                }
            }
        }
    }
}
