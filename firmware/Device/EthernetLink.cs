using System;
using System.Net.NetworkInformation;

namespace Nanowire.Firmware
{
    /// <summary>
    /// A cable. The runtime brings it up by itself, so joining is waiting; there is nothing to store but the address, and no access point.
    /// </summary>
    /// <remarks>As with <see cref="WifiLink"/> events say whether the cable is in, since a static address stays; not tried on a board.</remarks>
    public sealed class EthernetLink : NetworkLink
    {
        private const int LookEveryMs = 1000;

        private readonly NetworkInterface _interface;
        private string _address;
        private long _nextLookMs;

        // Set by the runtime's event thread.
        private bool _hasChanged;
        private bool _isCut;

        /// <summary>Finds the interface.</summary>
        /// <exception cref="NotSupportedException">The firmware has no Ethernet.</exception>
        public EthernetLink()
        {
            _interface = Find();
            if (_interface == null)
            {
                throw new NotSupportedException("no Ethernet in this firmware");
            }

            NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
            NetworkChange.NetworkAddressChanged += OnAddressChanged;
        }

        /// <inheritdoc/>
        public override NetworkLinkKind Kind => NetworkLinkKind.Ethernet;

        /// <inheritdoc/>
        public override bool HasCredentials => true;

        /// <inheritdoc/>
        public override string Ssid => string.Empty;

        /// <inheritdoc/>
        public override byte[] MacAddress => _interface.PhysicalAddress;

        /// <inheritdoc/>
        public override bool IsUp => Address != null;

        /// <inheritdoc/>
        public override string Address => _isCut ? null : _address;

        /// <summary>Always under way: without a cable there is nothing that could fail.</summary>
        public override JoinResult JoinResult => JoinResult.Joined;

        /// <inheritdoc/>
        public override void Join()
        {
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            if (!_hasChanged && nowMs < _nextLookMs)
            {
                return;
            }

            _hasChanged = false;
            _nextLookMs = nowMs + LookEveryMs;
            try
            {
                NetworkInterface found = Find();
                string address = found == null ? null : found.IPv4Address;
                _address = string.IsNullOrEmpty(address) || address == "0.0.0.0" ? null : address;
            }
            catch (Exception)
            {
                // What was seen last counts until it can be seen again.
            }
        }

        /// <inheritdoc/>
        public override bool ApplyAddressing(AddressPlan plan)
        {
            return DeviceAddressing.Apply(_interface, plan);
        }

        private static NetworkInterface Find()
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Ethernet)
                {
                    return interfaces[i];
                }
            }

            return null;
        }

        private void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
        {
            _isCut = !e.IsAvailable;
            _hasChanged = true;
        }

        private void OnAddressChanged(object sender, EventArgs e)
        {
            _hasChanged = true;
        }
    }
}
