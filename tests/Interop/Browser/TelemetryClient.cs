using System;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Interop.Browser
{
    /// <summary>A plain WebSocket client beside the browser: it asks for nothing and reads the telemetry.</summary>
    internal sealed class TelemetryClient : IDisposable
    {
        private readonly ClientWebSocket _socket = new ClientWebSocket();

        internal async Task ConnectAsync(string url)
        {
            await _socket.ConnectAsync(new Uri(url), CancellationToken.None).ConfigureAwait(false);
        }

        /// <summary>Reads until telemetry has that member with that value.</summary>
        internal async Task AwaitAsync(string name, bool value)
        {
            using CancellationTokenSource patience = new CancellationTokenSource(Patience.Ms);
            byte[] buffer = new byte[4096];
            while (true)
            {
                WebSocketReceiveResult result = await _socket.ReceiveAsync(buffer, patience.Token).ConfigureAwait(false);
                using JsonDocument message = JsonDocument.Parse(buffer.AsMemory(0, result.Count));
                if (message.RootElement.GetProperty("type").GetString() == "telemetry"
                    && message.RootElement.GetProperty(name).GetBoolean() == value)
                {
                    return;
                }
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
        }
    }
}
