using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// A device that has run for two days, played inside the browser's network, so that a chart has a day to show: the packed dashboard, two
    /// readings, telemetry ten times a second, and a history with an hour in which nothing was measured.
    /// </summary>
    internal sealed class OldDevice : IDisposable
    {
        private const int Absent = int.MinValue;
        private const long StartMs = 48 * 3600 * 1000;
        private const int IntervalMs = 100;

        // As firmware/dashboard/README.md has them, finest last: step and points.
        private static readonly int[][] _tiers = [[900000, 96], [60000, 60], [10000, 60], [1000, 61]];

        private readonly Lock _lock = new Lock();
        private IWebSocketRoute _socket;
        private Timer _timer;
        private long _sequence;
        private long _nowMs = StartMs;
        private bool _isDisposed;

        /// <summary>Whether the temperature is absent from now on.</summary>
        internal bool IsAbsent { get; set; }

        /// <summary>Opens the page.</summary>
        internal static async Task<OldDevice> OpenAsync(IPage page)
        {
            OldDevice device = new OldDevice();
            byte[] html = await File.ReadAllBytesAsync(Path.Combine(Places.Root, "artifacts", "dashboard", "dashboard.html")).ConfigureAwait(false);
            const string Description =
                """
                {"name":"kitchen","board":"ESP32-DevKitC","firmware":"0.1.0","intervalMinMs":100,"intervalMaxMs":60000,"readings":[
                {"id":"temperature","name":"Temperature","unit":"°C","min":-20,"max":60,"decimals":2},
                {"id":"humidity","name":"Humidity","unit":"%","min":0,"max":100,"decimals":1}],"outputs":[{"id":"led","name":"LED"}]}
                """;
            await page.RouteAsync("http://device.invalid/", route => route.FulfillAsync(new RouteFulfillOptions { BodyBytes = html, ContentType = "text/html" })).ConfigureAwait(false);
            await page.RouteAsync("**/api/device", route => route.FulfillAsync(new RouteFulfillOptions { Body = Description, ContentType = "application/json" })).ConfigureAwait(false);
            await page.RouteAsync("**/api/history", route => route.FulfillAsync(new RouteFulfillOptions { BodyBytes = device.History(), ContentType = "application/octet-stream" })).ConfigureAwait(false);
            const string Settings = """{"passwordSet":false,"presenceMs":0,"setup":false,"settings":[]}""";
            await page.RouteAsync("**/api/settings", route => route.FulfillAsync(new RouteFulfillOptions { Body = Settings, ContentType = "application/json" })).ConfigureAwait(false);
            await page.RouteWebSocketAsync("ws://device.invalid/ws", device.Accept).ConfigureAwait(false);
            await page.GotoAsync("http://device.invalid/").ConfigureAwait(false);
            return device;
        }

        /// <summary>Sends telemetry now.</summary>
        internal void Send()
        {
            lock (_lock)
            {
                if (_isDisposed)
                {
                    return;
                }

                _nowMs += IntervalMs;
                string temperature = IsAbsent ? "null" : (Value(0, _nowMs) / 100.0).ToString(CultureInfo.InvariantCulture);
                string humidity = (Value(1, _nowMs) / 10.0).ToString(CultureInfo.InvariantCulture);
                _socket.Send("{\"type\":\"telemetry\",\"seq\":" + _sequence++ + ",\"uptimeMs\":" + _nowMs + ",\"intervalMs\":" + IntervalMs
                    + ",\"temperature\":" + temperature + ",\"humidity\":" + humidity + ",\"led\":false}");
            }
        }

        /// <summary>Sends no more.</summary>
        public void Dispose()
        {
            lock (_lock)
            {
                _isDisposed = true;
                _timer?.Dispose();
            }
        }

        private static int Value(int reading, long ms)
        {
            double hours = ms / 3600000.0;
            double wave = Math.Sin(hours * 0.5) + (0.2 * Math.Sin(hours * 9)) + (0.02 * Math.Sin(ms / 700.0));
            return reading == 0 ? (int)(2150 + (400 * wave)) : (int)(520 - (90 * wave));
        }

        private void Accept(IWebSocketRoute socket)
        {
            _timer?.Dispose();
            _socket = socket;
            socket.OnMessage(frame =>
            {
                string id = frame.Text.Split("\"id\":")[1].Split(',', '}')[0];
                socket.Send("{\"type\":\"result\",\"id\":" + id + ",\"ok\":true}");
            });
            _timer = new Timer(_ => Send(), null, 0, IntervalMs);
        }

        private byte[] History()
        {
            lock (_lock)
            {
                using MemoryStream answer = new MemoryStream();
                using BinaryWriter writer = new BinaryWriter(answer, Encoding.UTF8);
                for (int t = 0; t < _tiers.Length; t++)
                {
                    int step = _tiers[t][0];
                    long first = First(t);
                    long end = t + 1 < _tiers.Length ? ((First(t + 1) * _tiers[t + 1][0]) + step - 1) / step : (_nowMs / step) + 1;
                    WriteBlock(writer, _tiers.Length - 1 - t, step, first, (int)(end - first));
                }

                return answer.ToArray();
            }
        }

        private long First(int tier)
        {
            return (_nowMs / _tiers[tier][0]) - _tiers[tier][1] + (tier == _tiers.Length - 1 ? 1 : 0);
        }

        private void WriteBlock(BinaryWriter writer, int tier, int step, long first, int count)
        {
            int width = tier == 0 ? 1 : 3;
            writer.Write([0xB1, 2, (byte)(2 * width), 0]);
            writer.Write((ushort)tier);
            writer.Write((ushort)count);
            writer.Write((uint)first);
            writer.Write((uint)step * 1000u);
            writer.Write((ulong)first * (ulong)step * 1000);
            for (long point = first; point < first + count; point++)
            {
                for (int reading = 0; reading < 2; reading++)
                {
                    int middle = Value(reading, (point * step) + (step / 2));
                    int spread = 20 + (int)(point % 7 * 15);
                    bool isGap = StartMs - (point * step) is > 10 * 3600000 and < 11 * 3600000;
                    int[] numbers = width == 1 ? [middle] : [middle - spread, middle + (2 * spread), middle];
                    Array.ForEach(numbers, number => writer.Write(isGap ? Absent : number));
                }
            }
        }
    }
}
