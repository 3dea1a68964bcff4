using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Samples
{
    /// <summary>Keeps a connection to a server in the cloud and reports there; what is reported meanwhile waits while there is none.</summary>
    internal static class CloudClient
    {
        private const int IntervalMs = 5000;

        /// <summary>Reports to a server and never returns.</summary>
        /// <param name="uri">Such as "wss://cloud.example/devices"; "ws://" goes too, in the clear.</param>
        /// <param name="authority">The certificate that the server's must lead to, PEM or DER; null: those stored on the device or in the system.</param>
        /// <param name="deviceId">What no other device has, such as the MAC: it shifts the waits, so that not all come back at once.</param>
        internal static void Run(string uri, byte[] authority, byte[] deviceId)
        {
            using ReconnectingClient client = new ReconnectingClient(uri, new ReconnectOptions
            {
                DeviceId = deviceId,
                MaxQueuedMessages = 16,
                MaxQueuedBytes = 1024,
                Overflow = QueueOverflow.DropOldest,
                Client = new ClientWebSocketOptions { Connector = new TlsConnector(new TlsOptions { Authority = authority }) },
            });
            client.Opened += socket => Console.WriteLine("connected");
            client.MessageReceived += OnMessage;
            client.Closed += socket => Console.WriteLine("lost, status " + ((int)socket.CloseStatus).ToString());
            long startMs = Environment.TickCount64;
            long nextMs = startMs;
            while (true)
            {
                client.RunOnce(20);
                long nowMs = Environment.TickCount64;
                if (nowMs >= nextMs)
                {
                    nextMs = nowMs + IntervalMs;
                    client.SendString("{\"uptime\":" + ((nowMs - startMs) / 1000).ToString() + "}");
                }
            }
        }

        private static void OnMessage(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            Console.WriteLine("received " + count.ToString() + " bytes");
        }
    }
}
