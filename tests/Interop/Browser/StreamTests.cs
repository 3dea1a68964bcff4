using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Library;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Interop.Browser
{
    /// <summary>Blocks of samples on the dashboard, from a server that has a stream and says so in its description.</summary>
    [TestClass]
    public class StreamTests
    {
        private const int MostMinutes = 60;
        private const int LongMs = ((MostMinutes + 2) * 60 * 1000) + Patience.TestMs;
        private const int Channels = 3;
        private const int BlockSamples = 100;
        private const string Description =
            """{"name":"bench","readings":[],"streams":[{"topic":"int16","name":"Motion","unit":"g","channels":["x","y","z"]}]}""";

        private const string View = "[data-stream='1']";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("desktop-light", 1280, 800, ColorScheme.Light)]
        [DataRow("phone-dark", 360, 740, ColorScheme.Dark)]
        public async Task Stream_At1Khz_IsShownWithItsNamesAndGaps(string name, int width, int height, ColorScheme scheme)
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(width < 500);
            await browser.Page.SetViewportSizeAsync(width, height);
            await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            using SampleServer server = new SampleServer(24 + (BlockSamples * Channels * 2), 0, Description);
            await OpenAsync(browser, server);
            Assert.AreEqual(0, await browser.Page.Locator(View).CountAsync(), "nothing arrived yet");
            Source source = new Source(server);
            for (int block = 0; block < 40; block++)
            {
                source.Send(isLost: block is 12 or 13 or 30);
            }

            ILocator view = browser.Page.Locator(View);
            await view.Locator("h2").GetByText("Motion").WaitForAsync();
            await view.Locator(".note").GetByText("gaps: 2").WaitForAsync();
            string[] last = [Text(source.Last(0)), Text(source.Last(1)), Text(source.Last(2))];
            await view.Locator(".legend").GetByText("x " + last[0] + " g").WaitForAsync();
            await view.Locator(".legend").GetByText("y " + last[1] + " g").WaitForAsync();
            await view.Locator(".legend").GetByText("z " + last[2] + " g").WaitForAsync();
            await browser.SaveAsync(width, "stream-" + name);

            await view.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pause" }).ClickAsync();
            await AwaitFramesAsync(browser);
            string picture = await PictureAsync(browser);
            source.Send(false);
            source.Send(false);
            await view.Locator(".note").GetByText("nothing arrives").WaitForAsync();
            Assert.IsTrue(picture == await PictureAsync(browser), "the picture changed");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        /// <summary>Ten seconds; for longer, NANOWIRE_STREAM_MINUTES says how many minutes (docs/streams.md has the command).</summary>
        [TestMethod]
        [Timeout(LongMs)]
        public async Task Stream_At1KhzForAWhile_DrawsEachFrameInMemoryThatDoesNotGrow()
        {
            string wanted = Environment.GetEnvironmentVariable("NANOWIRE_STREAM_MINUTES");
            int minutes = wanted == null ? 0 : int.Parse(wanted, NumberStyles.None, CultureInfo.InvariantCulture);
            Assert.IsLessThanOrEqualTo(MostMinutes, minutes);

            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            using SampleServer server = new SampleServer(24 + (BlockSamples * Channels * 2), 0, Description);
            await OpenAsync(browser, server);
            Source source = new Source(server);
            ICDPSession session = await browser.Page.Context.NewCDPSessionAsync(browser.Page);
            using CancellationTokenSource end = new CancellationTokenSource();
            Task sending = source.RunAsync(end.Token);
            await browser.Page.Locator(View + " [data-span='5000']").WaitForAsync();

            // Filled, so that all that grows at first has grown.
            await browser.Page.WaitForTimeoutAsync(7000);
            double before = await HeapAsync(session);
            const string Count =
                """
                ([selector, minutes]) => new Promise((resolve) => {
                  const view = document.querySelector(selector);
                  const first = Number(view.dataset.frames);
                  let frames = 0;
                  const end = performance.now() + minutes * 60000;
                  const count = () => {
                    frames += 1;
                    if (frames < 600 || performance.now() < end) {
                      requestAnimationFrame(count);
                    } else {
                      setTimeout(() => resolve((Number(view.dataset.frames) - first) / frames), 300);
                    }
                  };
                  requestAnimationFrame(count);
                })
                """;
            double share = 1;
            for (int minute = 0; minute < Math.Max(1, minutes); minute++)
            {
                share = Math.Min(share, await browser.Page.EvaluateAsync<double>(Count, new object[] { View, minutes > 0 ? 1 : 0 }));
                string note = await browser.Page.Locator(View + " .note").TextContentAsync();
                Console.WriteLine("stream: heap " + await HeapAsync(session) + " bytes, at first " + before + "; least share of frames drawn " + share + "; " + note);
            }

            double after = await HeapAsync(session);
            await end.CancelAsync();
            await sending;

            // The count of the view is told four times a second, so it is not exact.
            Assert.IsGreaterThan(0.9, share, "frames drawn of those that the browser painted");
            Assert.IsLessThan(500_000, after - before, "bytes of heap more than ten seconds before");
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        private static async Task OpenAsync(ChromiumPage browser, SampleServer server)
        {
            await browser.Page.GotoAsync(server.PageUrl);
            await browser.AwaitStateAsync("open");
            server.AwaitSubscription();
        }

        private static string Text(int value)
        {
            return (value / 100.0).ToString("0.00", CultureInfo.InvariantCulture);
        }

        private static async Task AwaitFramesAsync(ChromiumPage browser)
        {
            await browser.Page.EvaluateAsync("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
        }

        private static Task<string> PictureAsync(ChromiumPage browser)
        {
            return browser.Page.EvaluateAsync<string>("(view) => document.querySelector(view + ' canvas').toDataURL()", View);
        }

        private static async Task<double> HeapAsync(ICDPSession session)
        {
            await session.SendAsync("HeapProfiler.collectGarbage");
            JsonElement? usage = await session.SendAsync("Runtime.getHeapUsage");
            return usage.Value.GetProperty("usedSize").GetDouble() + usage.Value.GetProperty("backingStorageSize").GetDouble();
        }

        /// <summary>An accelerometer at 1 kHz.</summary>
        private sealed class Source
        {
            private readonly SampleServer _server;
            private readonly SampleBlockWriter _writer = new SampleBlockWriter(1, SampleType.Int16, Channels, 2, 1000, BlockSamples);
            private readonly SampleStream _stream;
            private long _samples;

            internal Source(SampleServer server)
            {
                _server = server;
                _stream = new SampleStream(_writer);
            }

            internal int Last(int channel)
            {
                return Value(channel, _samples - 1);
            }

            internal void Send(bool isLost)
            {
                for (int i = 0; i < BlockSamples; i++, _samples++)
                {
                    for (int channel = 0; channel < Channels; channel++)
                    {
                        _stream.Add(Value(channel, _samples), _samples * 1000);
                    }
                }

                if (isLost)
                {
                    _stream.Take();
                    _stream.Release();
                }
                else
                {
                    _server.Publish(SampleType.Int16, _stream);
                }
            }

            internal async Task RunAsync(CancellationToken end)
            {
                Stopwatch clock = Stopwatch.StartNew();
                while (!end.IsCancellationRequested)
                {
                    while (_samples < clock.ElapsedMilliseconds)
                    {
                        Send(false);
                    }

                    await Task.Delay(10, CancellationToken.None);
                }
            }

            private static int Value(int channel, long sample)
            {
                double spike = sample % 700 == 350 ? 1.5 : 0;
                return (int)(100 * (channel + (Math.Sin((sample / 130.0) + channel) * Math.Sin(sample / 900.0)) + spike));
            }
        }
    }
}
