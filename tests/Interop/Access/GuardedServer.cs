using System;
using System.Net;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;
using Nanowire.WebSockets.Diagnostics;

namespace Nanowire.Interop.Access
{
    /// <summary>A server on loopback with a guard, a page, /metrics and /status.</summary>
    internal sealed class GuardedServer : IDisposable
    {
        private readonly WebSocketServer _server;

        internal GuardedServer(AccessGuardOptions options, int port = 0)
        {
            Log = new EventLog(EventLog.DefaultCapacity);
            Guard = new AccessGuard(options);
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = port,
                Path = "/ws",
                MaxConnections = 8,
                CloseTimeoutMs = 200,
                SubProtocols = ["nanowire"],
                Guard = Guard,
                Observer = Log,
            });
            _server.AddContent("/", new ByteArrayContent("<!doctype html><link rel='icon' href='data:,'><p>page</p>"u8.ToArray(), "text/html", null, false));
            _server.AddContent("/metrics", new MetricsContent(_server, Log));
            _server.AddContent("/status", new StatusContent(_server, Log));
            _server.Opened += socket => socket.SendString("hello " + ((ServerWebSocket)socket).User);
            _server.Start();
        }

        internal EventLog Log { get; }

        internal AccessGuard Guard { get; }

        internal int Port => _server.Port;

        /// <summary>What the server saw, for the message of an assertion.</summary>
        internal string Describe()
        {
            StringBuilder text = new StringBuilder();
            ServerEvent entry = new ServerEvent();
            for (int i = Log.Oldest; Log.TryGet(i, entry); i++)
            {
                text.Append(entry.Kind).Append(' ').Append(entry.Status).Append(' ').Append(entry.Reason).Append(' ').Append(entry.Count).Append('\n');
            }

            return text.ToString();
        }

        public void Dispose()
        {
            _server.Dispose();
        }
    }
}
