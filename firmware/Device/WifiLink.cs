using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The Wi-Fi of an ESP32. Credentials stay in the device's own configuration, where flash.ps1 and nanoff put them too. An access point
    /// is a mode that the runtime starts in, so opening and closing it is written there and counts from the next start on.
    /// </summary>
    /// <remarks>
    /// WifiAdapter.Connect waits for the outcome, up to 20 s, and holds the adapter's lock meanwhile; only the waiting thread stands still. So it has
    /// a thread of its own, which ends with it, and nobody scans before that. Once it was called the firmware itself joins again whenever
    /// the network comes back, also in the portal. Enabling the station without AutoConnect keeps the radio able to scan beside the access
    /// point. An address stays for a while, a static one for ever, after the network is gone, so only the runtime's events tell that. Asking
    /// for interfaces makes objects, so it is asked once a second and when something changed. All this was read in nf-interpreter and System.Device.Wifi of 2026-07; it was not tried on a board.
    /// </remarks>
    public sealed class WifiLink : NetworkLink
    {
        private const string OwnAddress = "192.168.4.1";
        private const string OwnMask = "255.255.255.0";
        private const int LookEveryMs = 1000;

        private readonly NetworkInterface _station;
        private readonly NetworkInterface _accessPoint;
        private readonly WifiAdapter _adapter;
        private readonly bool _startedAsAccessPoint;

        private int _join;
        private bool _isConnecting;
        private bool _isScanWanted;
        private bool _isScanning;
        private string _ssid;
        private string _address;
        private bool _isAccessPointEnabled;
        private bool _isAccessPointUp;
        private int _stations;
        private long _nextLookMs;

        // Set by other threads.
        private bool _hasScanned;
        private bool _hasChanged;
        private bool _isAssociated;

        /// <summary>Finds the interfaces.</summary>
        /// <exception cref="NotSupportedException">The firmware has no Wi-Fi.</exception>
        public WifiLink()
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    _station = interfaces[i];
                }
                else if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.WirelessAP)
                {
                    _accessPoint = interfaces[i];
                }
            }

            WifiAdapter[] adapters = WifiAdapter.FindAllAdapters();
            if (_station == null || adapters.Length == 0)
            {
                throw new NotSupportedException("no Wi-Fi in this firmware");
            }

            _adapter = adapters[0];
            _adapter.AvailableNetworksChanged += OnScanned;
            _ssid = Station().Ssid ?? string.Empty;
            _isAccessPointEnabled = _accessPoint != null && (AccessPoint().Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0;
            _startedAsAccessPoint = _isAccessPointEnabled;
            NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
            NetworkChange.NetworkAddressChanged += OnAddressChanged;
        }

        /// <inheritdoc/>
        public override NetworkLinkKind Kind => NetworkLinkKind.Wifi;

        /// <inheritdoc/>
        public override bool HasCredentials => Ssid.Length > 0;

        /// <inheritdoc/>
        public override string Ssid => _ssid;

        /// <inheritdoc/>
        public override byte[] MacAddress => _station.PhysicalAddress;

        /// <inheritdoc/>
        public override bool IsUp => Address != null;

        /// <inheritdoc/>
        public override string Address => _isAssociated ? _address : null;

        /// <inheritdoc/>
        public override JoinResult JoinResult => (JoinResult)_join;

        /// <summary>That of the last scan: the runtime does not tell that of the network it is in.</summary>
        public override int SignalStrength
        {
            get
            {
                string ssid = Ssid;
                for (int i = 0; i < Networks.Count; i++)
                {
                    if (Networks.Get(i).Ssid == ssid)
                    {
                        return Networks.Get(i).SignalStrength;
                    }
                }

                return UnknownSignal;
            }
        }

        /// <inheritdoc/>
        public override bool IsScanning => _isScanWanted || _isScanning;

        /// <inheritdoc/>
        public override bool HasAccessPoint => _accessPoint != null;

        /// <inheritdoc/>
        public override bool IsAccessPointEnabled => _isAccessPointEnabled;

        /// <inheritdoc/>
        public override bool IsAccessPointUp => _isAccessPointUp;

        /// <inheritdoc/>
        public override string AccessPointAddress => OwnAddress;

        /// <inheritdoc/>
        public override int AccessPointStations => _stations;

        /// <inheritdoc/>
        public override void Join()
        {
            if (!_isConnecting)
            {
                _isConnecting = true;
                _join = (int)JoinResult.Pending;
                new Thread(Connect).Start();
            }
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            if (_hasChanged || nowMs >= _nextLookMs)
            {
                _hasChanged = false;
                _nextLookMs = nowMs + LookEveryMs;
                Look();
            }

            if (_hasScanned)
            {
                _hasScanned = false;
                _isScanning = false;
                TakeReport();
            }

            if (_isScanWanted && !_isConnecting)
            {
                try
                {
                    _adapter.ScanAsync();
                    _isScanWanted = false;
                    _isScanning = true;
                }
                catch (Exception)
                {
                    // The radio is joining a network; the next round tries again, until whoever asked gives up.
                }
            }
        }

        /// <inheritdoc/>
        public override bool ApplyAddressing(AddressPlan plan)
        {
            return DeviceAddressing.Apply(_station, plan);
        }

        /// <inheritdoc/>
        public override bool StoreCredentials(string ssid, string password)
        {
            return SaveStation(ssid, password, true);
        }

        /// <inheritdoc/>
        public override bool EraseCredentials()
        {
            return SaveStation(string.Empty, string.Empty, false) && (!IsAccessPointEnabled || DisableAccessPoint());
        }

        /// <inheritdoc/>
        public override bool StartScan()
        {
            _isScanWanted = true;
            return true;
        }

        /// <inheritdoc/>
        public override bool EnableAccessPoint(string ssid)
        {
            try
            {
                Wireless80211Configuration station = Station();
                if (!SaveStation(station.Ssid, station.Password, false))
                {
                    return false;
                }

                WirelessAPConfiguration configuration = AccessPoint();
                configuration.Options = WirelessAPConfiguration.ConfigurationOptions.Enable | WirelessAPConfiguration.ConfigurationOptions.AutoStart;
                configuration.Ssid = ssid;
                configuration.Password = string.Empty;
                configuration.Authentication = AuthenticationType.Open;
                configuration.MaxConnections = 4;
                configuration.SaveConfiguration();
                _accessPoint.EnableStaticIPv4(OwnAddress, OwnMask, OwnAddress);
                _isAccessPointEnabled = true;
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public override bool DisableAccessPoint()
        {
            try
            {
                WirelessAPConfiguration configuration = AccessPoint();
                configuration.Options = WirelessAPConfiguration.ConfigurationOptions.None;
                configuration.SaveConfiguration();
                _isAccessPointEnabled = false;
                Wireless80211Configuration station = Station();
                return SaveStation(station.Ssid, station.Password, station.Ssid.Length > 0);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Runs on a thread of its own.</summary>
        private void Connect()
        {
            JoinResult result = JoinResult.Failed;
            try
            {
                Wireless80211Configuration station = Station();

                // Manual: what is stored is stored already.
                WifiConnectionResult outcome = _adapter.Connect(station.Ssid, WifiReconnectionKind.Manual, station.Password);
                switch (outcome.ConnectionStatus)
                {
                    case WifiConnectionStatus.Success:
                        result = JoinResult.Joined;
                        _isAssociated = true;
                        _hasChanged = true;
                        break;
                    case WifiConnectionStatus.InvalidCredential:
                        result = JoinResult.WrongPassword;
                        break;
                    case WifiConnectionStatus.NetworkNotAvailable:
                        result = JoinResult.NotFound;
                        break;
                }
            }
            catch (Exception)
            {
                // Failed, whatever it was; the supervisor tries again.
            }

            _join = (int)result;
            _isConnecting = false;
        }

        private void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
        {
            // Beside an access point it may be that which became available, so only Connect's word counts there.
            if (!e.IsAvailable || !_startedAsAccessPoint)
            {
                _isAssociated = e.IsAvailable;
            }

            _hasChanged = true;
        }

        private void OnAddressChanged(object sender, EventArgs e)
        {
            _hasChanged = true;
        }

        private void OnScanned(WifiAdapter sender, object e)
        {
            _hasScanned = true;
        }

        private void Look()
        {
            try
            {
                _address = FindAddress(NetworkInterfaceType.Wireless80211);
                if (_startedAsAccessPoint)
                {
                    _isAccessPointUp = FindAddress(NetworkInterfaceType.WirelessAP) == OwnAddress;
                    WirelessAPStation[] stations = AccessPoint().GetConnectedStations();
                    _stations = stations == null ? 0 : stations.Length;
                }
            }
            catch (Exception)
            {
                // What was seen last counts until it can be seen again.
            }
        }

        private void TakeReport()
        {
            Networks.Clear();
            try
            {
                WifiAvailableNetwork[] networks = _adapter.NetworkReport.AvailableNetworks;
                for (int i = 0; i < networks.Length; i++)
                {
                    Networks.Add(networks[i].Ssid, (int)networks[i].NetworkRssiInDecibelMilliwatts, WifiSecurity.Unknown);
                }
            }
            catch (Exception)
            {
                // Nothing was found then.
            }
        }

        private bool SaveStation(string ssid, string password, bool joinsAtStart)
        {
            try
            {
                Wireless80211Configuration station = Station();
                station.Ssid = ssid;
                station.Password = password;
                station.Authentication = password.Length == 0 ? AuthenticationType.Open : AuthenticationType.WPA2;
                station.Encryption = password.Length == 0 ? EncryptionType.None : EncryptionType.WPA2_PSK;
                station.Options = joinsAtStart
                    ? Wireless80211Configuration.ConfigurationOptions.AutoConnect
                    : Wireless80211Configuration.ConfigurationOptions.Enable;
                station.SaveConfiguration();
                _ssid = ssid;
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private Wireless80211Configuration Station()
        {
            return Wireless80211Configuration.GetAllWireless80211Configurations()[_station.SpecificConfigId];
        }

        private WirelessAPConfiguration AccessPoint()
        {
            return WirelessAPConfiguration.GetAllWirelessAPConfigurations()[_accessPoint.SpecificConfigId];
        }

        /// <summary>The address of the interface of a kind; null when it has none. Interfaces are read anew, since theirs do not follow.</summary>
        private static string FindAddress(NetworkInterfaceType type)
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == type)
                {
                    string address = interfaces[i].IPv4Address;
                    return string.IsNullOrEmpty(address) || address == "0.0.0.0" ? null : address;
                }
            }

            return null;
        }
    }
}
