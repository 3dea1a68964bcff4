using System;
using System.Net;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Samples
{
    /// <summary>An echo over wss://.</summary>
    internal static class SecureServer
    {
        /// <summary>Connections, on their way or open. Each takes tens of kilobytes of a device's native heap.</summary>
        private const int MaxConnections = 2;

        /// <summary>Serves wss://address:port/ and never returns.</summary>
        /// <param name="address">Null for all.</param>
        /// <param name="port">443, as a rule.</param>
        /// <param name="options">The certificate and its key, or that the device's own is used. ECDSA P-256: RSA takes a device seconds.</param>
        internal static void Run(IPAddress address, int port, TlsOptions options)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { MaxConnections = MaxConnections });
            using TlsListener listener = new TlsListener(address, port, MaxConnections, options);
            server.MessageReceived += OnMessage;
            server.Listen(listener);
            Console.WriteLine("listening on port " + server.Port.ToString());
            while (true)
            {
                server.RunOnce(20);
            }
        }

        private static void OnMessage(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            socket.Send(buffer, offset, count, messageType);
        }
    }
}
