using System;
using System.Net;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Firmware
{
    /// <summary>The device's name in its network: answers to name.local, and knows the other devices.</summary>
#pragma warning disable CA1001 // Close ends it.
    internal sealed class DiscoveryPart : NetworkPart
#pragma warning restore CA1001
    {
        /// <summary>The service that browsers of services know.</summary>
        private const string WebService = "_http._tcp";

        /// <summary>How many other devices it knows at most.</summary>
        private const int MaxNeighbours = 4;

        private readonly DiscoveryService _service;

        /// <summary>Reserves its memory.</summary>
        /// <param name="name">The device's name.</param>
        /// <param name="port">Where its page is served.</param>
        /// <param name="nameChanged">Is told the name it goes by when another device had the first one already.</param>
        internal DiscoveryPart(string name, int port, NameChangedHandler nameChanged)
        {
            DiscoveryOptions options = new DiscoveryOptions { Name = name, MaxNeighbours = MaxNeighbours };
            _service = new DiscoveryService(options);
            _service.Responder.AddService(WebService, port, null);
            _service.Responder.AddService(options.BrowsedType, port, null);
            _service.Responder.NameChanged = nameChanged;
        }

        /// <summary>The other devices.</summary>
        internal MdnsBrowser Browser => _service.Browser;

        /// <inheritdoc/>
        public override void Start(string address)
        {
            _service.Start(IPAddress.Parse(address).GetAddressBytes(), Environment.TickCount64);
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            _service.RunOnce(Environment.TickCount64);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _service.Stop(Environment.TickCount64);
        }
    }
}
