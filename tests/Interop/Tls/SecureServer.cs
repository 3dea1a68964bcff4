using System;
using System.Net;
using System.Threading;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>Our server over TLS: it sends back what it gets, and serves two pages.</summary>
    internal sealed class SecureServer : IDisposable
    {
        internal const int LargeCount = 20_000_000;

        private readonly WebSocketServer _server;

        /// <param name="options">The listener's; what the server's own should be besides is the second's affair.</param>
        /// <param name="serverOptions">Null for the usual.</param>
        internal SecureServer(TlsOptions options, WebSocketServerOptions serverOptions = null)
        {
            _server = new WebSocketServer(serverOptions ?? CreateOptions());
            _server.AddContent("/", new ByteArrayContent("<!doctype html><link rel='icon' href='data:,'><p>secure</p>"u8.ToArray(), "text/html", "\"p\"", false));
            _server.AddContent("/large", new ByteArrayContent(new byte[LargeCount], "application/octet-stream", "\"l\"", false));
            _server.MessageReceived += (socket, buffer, offset, count, type, end) => socket.SendFragment(buffer, offset, count, type, end);
            Listener = new TlsListener(IPAddress.Loopback, 0, 64, options);
            _server.Listen(Listener);
            _server.Start();
        }

        internal TlsListener Listener { get; }

        internal WebSocketServer Server => _server;

        internal int Port => Listener.Port;

        internal string Url => "wss://localhost:" + Port + "/ws";

        internal static WebSocketServerOptions CreateOptions()
        {
            return new WebSocketServerOptions { Path = "/ws", MaxConnections = 8, ReceiveBufferSize = 4096, SendBufferSize = 4096, AllowPartialMessages = true, CloseTimeoutMs = 500 };
        }

        /// <summary>Waits until that is so.</summary>
        internal static void Await(Func<bool> isSo, string what)
        {
            if (!SpinWait.SpinUntil(isSo, Patience.WireMs))
            {
                throw new TimeoutException("not so: " + what);
            }
        }

        public void Dispose()
        {
            _server.Dispose();
        }
    }
}
