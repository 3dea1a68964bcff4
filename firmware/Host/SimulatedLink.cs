using System;
using System.Net;
using System.Text;
using System.Text.Json;
using Nanowire.WebSockets;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// A device's Wi-Fi in simulated surroundings, with an ESP32's habits: credentials and access point are stored and count from the next
    /// start on, a lost network is joined again by the hardware itself, and while there is none nothing comes through. Each start has one
    /// of its own; what is stored is in the storage.
    /// </summary>
    internal sealed class SimulatedLink : NetworkLink
    {
        private const string FileName = "wifi";

        private readonly SimulatedWifi _wifi;
        private readonly Storage _storage;
        private readonly string _address;
        private readonly int _joinMs;
        private readonly int _scanMs;

        private Stored _stored;
        private readonly bool _startedAsAccessPoint;
        private long _nowMs;
        private long _joinDueMs;
        private long _scanDueMs;
        private bool _isUp;
        private bool _isScanning;
        private bool _isKnownToJoin;
        private JoinResult _result;

        /// <summary>The hardware of one start.</summary>
        /// <param name="wifi">What is around it.</param>
        /// <param name="storage">Where it keeps credentials.</param>
        /// <param name="address">How people reach it, in the network and at its own access point alike.</param>
        /// <param name="isInstant">Whether it joins and scans in no time.</param>
        internal SimulatedLink(SimulatedWifi wifi, Storage storage, string address, bool isInstant)
        {
            _wifi = wifi;
            _storage = storage;
            _address = address;
            _joinMs = isInstant ? 0 : 700;
            _scanMs = isInstant ? 0 : 1200;
            byte[] buffer = new byte[Storage.MaxFileSize];
            int count = storage.Read(FileName, buffer);
            _stored = count < 0 ? new Stored() : JsonSerializer.Deserialize<Stored>(buffer.AsSpan(0, count));
            _startedAsAccessPoint = _stored.IsAccessPoint;
        }

        /// <inheritdoc/>
        public override NetworkLinkKind Kind => NetworkLinkKind.Simulated;

        /// <inheritdoc/>
        public override bool HasCredentials => _stored.Ssid.Length > 0;

        /// <inheritdoc/>
        public override string Ssid => _stored.Ssid;

        /// <inheritdoc/>
        public override byte[] MacAddress { get; } = { 0x02, 0, 0, 0x4E, 0x40, 0x57 };

        /// <inheritdoc/>
        public override bool IsUp => _isUp;

        /// <inheritdoc/>
        public override string Address => _isUp ? _address : null;

        /// <inheritdoc/>
        public override JoinResult JoinResult => _result;

        /// <inheritdoc/>
        public override int SignalStrength => _isUp ? _wifi.Find(_stored.Ssid)?.SignalStrength ?? UnknownSignal : UnknownSignal;

        /// <inheritdoc/>
        public override bool IsScanning => _isScanning;

        /// <inheritdoc/>
        public override bool HasAccessPoint => true;

        /// <inheritdoc/>
        public override bool IsAccessPointEnabled => _stored.IsAccessPoint;

        /// <inheritdoc/>
        public override bool IsAccessPointUp => _startedAsAccessPoint;

        /// <inheritdoc/>
        public override string AccessPointAddress => _address;

        /// <summary>Whether bytes come through: in the network, or by the access point.</summary>
        internal bool IsReachable => _isUp || _startedAsAccessPoint;

        /// <inheritdoc/>
        public override void Join()
        {
            if (_result != JoinResult.Pending)
            {
                _result = JoinResult.Pending;
                _joinDueMs = _nowMs + _joinMs;
            }
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            if (_nowMs == 0)
            {
                _joinDueMs += nowMs;
            }

            _nowMs = nowMs;
            SimulatedNetwork network = _wifi.Find(_stored.Ssid);
            if (_result == JoinResult.Pending && nowMs >= _joinDueMs)
            {
                _result = network == null ? JoinResult.NotFound : network.Password == _stored.Password ? JoinResult.Joined : JoinResult.WrongPassword;
                _isKnownToJoin |= _result == JoinResult.Joined;
            }

            _isUp = network != null && _isKnownToJoin;
            if (_isScanning && nowMs >= _scanDueMs)
            {
                _isScanning = false;
                Networks.Clear();
                foreach (SimulatedNetwork found in _wifi.Networks)
                {
                    if (!_wifi.IsDown)
                    {
                        Networks.Add(found.Ssid, found.SignalStrength, found.Password.Length == 0 ? WifiSecurity.Open : WifiSecurity.Secured);
                    }
                }
            }
        }

        /// <inheritdoc/>
        public override bool ApplyAddressing(AddressPlan plan)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool StoreCredentials(string ssid, string password)
        {
            return Store(new Stored { Ssid = ssid, Password = password, IsAccessPoint = _stored.IsAccessPoint });
        }

        /// <inheritdoc/>
        public override bool EraseCredentials()
        {
            return Store(new Stored());
        }

        /// <inheritdoc/>
        public override bool StartScan()
        {
            _isScanning = true;
            _scanDueMs = _nowMs + _scanMs;
            return true;
        }

        /// <inheritdoc/>
        public override bool EnableAccessPoint(string ssid)
        {
            return Store(new Stored { Ssid = _stored.Ssid, Password = _stored.Password, IsAccessPoint = true });
        }

        /// <inheritdoc/>
        public override bool DisableAccessPoint()
        {
            return Store(new Stored { Ssid = _stored.Ssid, Password = _stored.Password });
        }

        /// <inheritdoc/>
        public override TransportListener CreateListener(IPAddress address, int port, int backlog)
        {
            return new SimulatedListener(this, base.CreateListener(address, port, backlog));
        }

        private bool Store(Stored stored)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(stored);
            if (!_storage.Write(FileName, json, json.Length))
            {
                return false;
            }

            _stored = stored;
            return true;
        }

        private sealed class Stored
        {
            public string Ssid { get; set; } = string.Empty;

            public string Password { get; set; } = string.Empty;

            public bool IsAccessPoint { get; set; }
        }
    }
}
