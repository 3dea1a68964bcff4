using System;
using System.Net;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What visitors of the access point need before they can open a page: an address, and a name server for which every name is this device.
    /// </summary>
#pragma warning disable CA1001 // Close ends it.
    internal sealed class AccessPointPart : NetworkPart
#pragma warning restore CA1001
    {
        private PortalService _service;

        /// <inheritdoc/>
        public override void Start(string address)
        {
            // Bound to the address, as lwIP wants it: only a device is an access point.
            _service = new PortalService(new PortalOptions { Address = IPAddress.Parse(address).GetAddressBytes() });
            _service.Start(true);
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            _service.RunOnce(Environment.TickCount64);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_service != null)
            {
                _service.Stop();
                _service = null;
            }
        }
    }
}
