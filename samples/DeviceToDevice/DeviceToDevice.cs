using System;
using System.Net;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Samples
{
    /// <summary>
    /// Two devices that find each other by name and talk, with no address written down anywhere. Of two the one whose name comes first
    /// dials; the other answers. More than two make a chain of such pairs.
    /// </summary>
    internal sealed class DeviceToDevice : IDisposable
    {
        private const int IntervalMs = 1000;
        private const string ServiceType = "_nanowire-talk._tcp";

        private readonly WebSocketServer _server;
        private readonly DiscoveryService _discovery;
        private readonly ClientWebSocket _client = new ClientWebSocket();
        private long _nextMs;

        private DeviceToDevice(string name, IPAddress address, int port)
        {
            _server = new WebSocketServer(new WebSocketServerOptions { Address = address, Port = port });
            _server.MessageReceived += OnMessage;
            _client.MessageReceived += OnMessage;
            _discovery = new DiscoveryService(new DiscoveryOptions { Name = name, BrowsedType = ServiceType, MaxNeighbours = 4 });
        }

        /// <summary>Talks and never returns.</summary>
        /// <param name="name">This device's name on the network: letters, digits, hyphens.</param>
        /// <param name="address">Its address.</param>
        /// <param name="port">The port to serve; 0 for any that is free.</param>
        internal static void Run(string name, IPAddress address, int port)
        {
            using DeviceToDevice device = new DeviceToDevice(name, address, port);
            device._server.Listen();
            device._discovery.Responder.AddService(ServiceType, device._server.Port, null);
            device._discovery.Start(address.GetAddressBytes(), Environment.TickCount64);
            Console.WriteLine("looking for others as " + name);
            while (true)
            {
                device._server.RunOnce(10);
                device._client.RunOnce(10);
                device._discovery.RunOnce(Environment.TickCount64);
                if (Environment.TickCount64 >= device._nextMs)
                {
                    device._nextMs = Environment.TickCount64 + IntervalMs;
                    device.Talk();
                }
            }
        }

        /// <summary>Closes everything.</summary>
        public void Dispose()
        {
            _discovery.Dispose();
            _client.Dispose();
            _server.Dispose();
        }

        private void Talk()
        {
            if (_client.State == WebSocketState.Open)
            {
                _client.SendString("hello from " + _discovery.Responder.Name);
                return;
            }

            for (int i = 0; i < _discovery.Browser.Capacity; i++)
            {
                Neighbour other = _discovery.Browser.GetAt(i);
                if (other != null && other.IsResolved && string.Compare(_discovery.Responder.Name, other.GetName()) < 0)
                {
                    try
                    {
                        _client.Connect("ws://" + other.GetAddress() + ":" + other.Port.ToString() + "/");
                        return;
                    }
                    catch (WebSocketException)
                    {
                        // Gone again; its record will be, too.
                        Console.WriteLine(other.GetName() + " does not answer");
                    }
                }
            }
        }

        private void OnMessage(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            Console.WriteLine(Encoding.UTF8.GetString(buffer, offset, count));
            if (socket != _client)
            {
                socket.SendString("and hello from " + _discovery.Responder.Name);
            }
        }
    }
}
