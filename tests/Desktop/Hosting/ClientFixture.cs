using System;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What tests of the client start from.</summary>
    internal static class ClientFixture
    {
        /// <summary>A client that is connected to the server in memory, which works whenever the client waits.</summary>
        internal static ClientWebSocket Connect(HostingServer host, Action<ClientWebSocketOptions> configure = null)
        {
            ClientWebSocketOptions options = new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) },
            };
            configure?.Invoke(options);
            ClientWebSocket client = new ClientWebSocket(options);
            client.Connect("ws://device.local/");
            return client;
        }

        /// <summary>A server that takes the handshake; the test says what comes after it.</summary>
        internal static ScriptedServer Script()
        {
            return new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
        }
    }
}
