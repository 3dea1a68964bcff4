using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What the device is while it is an access point: the setup page at "/" and its commands at "/ws", nothing else. Any host is
    /// answered, since the visitors' devices ask for all kinds of names to find out whether there is internet; so whoever has it listen
    /// chooses the access point's own address. One thread.
    /// </summary>
    public sealed class PortalApplication : IDisposable
    {
        private readonly WebSocketServer _server;
        private readonly NetworkSupervisor _network;
        private readonly PortalCommands _commands;

        /// <summary>Reserves all memory; does not listen yet.</summary>
        /// <param name="board">What it runs on.</param>
        /// <param name="settings">The settings, which the page changes.</param>
        /// <param name="network">Whose portal it is.</param>
        /// <param name="options">How long a scan may take.</param>
        public PortalApplication(Board board, DeviceSettings settings, NetworkSupervisor network, NetworkOptions options)
        {
            _network = network;
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Path = DeviceApplication.WebSocketPath,
                MaxConnections = board.MaxConnections,
                ReceiveBufferSize = board.ReceiveBufferSize,
                SendBufferSize = board.SendBufferSize,
            });
            _commands = new PortalCommands(settings, network, _server, options.ScanTimeoutMs);
            _server.AddContent("/", new PortalContent());
            _server.AddContent("/api/portal", new PortalStatusContent(board, settings, network, Environment.TickCount64));
            _server.AddContent("/api/networks", new NetworkListContent(network.Link.Networks));
            _server.MessageReceived += OnMessageReceived;
        }

        /// <summary>The server, for more content.</summary>
        public WebSocketServer Server => _server;

        /// <summary>One round.</summary>
        /// <param name="waitMs">How long it waits at most, in milliseconds.</param>
        public void RunOnce(int waitMs)
        {
            _server.RunOnce(waitMs);
            _network.Visitors = _server.ConnectionCount;
            _commands.RunOnce(Environment.TickCount64);
        }

        /// <summary>Stops and closes what is open.</summary>
        public void Dispose()
        {
            _server.Dispose();
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            _commands.Process(socket, buffer, offset, count, Environment.TickCount64);
        }
    }
}
