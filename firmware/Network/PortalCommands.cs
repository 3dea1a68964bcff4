using System;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The commands of the setup portal, which nobody but its access point's visitors can send: scan, join, password, ping. Each is a flat
    /// JSON object and answered with a result, as those of the dashboard are.
    /// </summary>
    /// <remarks>
    /// <code>
    /// {"id":1,"cmd":"scan"}                      ok: under way; {"type":"scanned","ok":true} follows, and /api/networks has the list
    /// {"id":2,"cmd":"join","ssid":"home","password":"...","name":"kitchen","network":"dhcp"}
    ///                                            ok: stored, the device restarts
    /// </code>
    /// With "network":"static" come "address", "mask", "gateway" and "dns". The command "password" is the dashboard's, and only for the first
    /// one: who disturbs the network long enough opens the portal from outside, and must not get in by that.
    /// </remarks>
    internal sealed class PortalCommands
    {
        /// <summary>The least length of a WPA password in bytes (IEEE 802.11 section J.4.1).</summary>
        internal const int MinPasswordSize = 8;

        /// <summary>The greatest length of a WPA password in bytes.</summary>
        internal const int MaxPasswordSize = 63;

        private readonly DeviceSettings _settings;
        private readonly NetworkSupervisor _network;
        private readonly WebSocketServer _server;
        private readonly int _scanTimeoutMs;
        private readonly PortalCommandReader _command = new PortalCommandReader();
        private readonly CommandAnswer _answer = new CommandAnswer();

        private bool _isScanning;
        private long _scanStartedMs;

        internal PortalCommands(DeviceSettings settings, NetworkSupervisor network, WebSocketServer server, int scanTimeoutMs)
        {
            _settings = settings;
            _network = network;
            _server = server;
            _scanTimeoutMs = scanTimeoutMs;
        }

        /// <summary>Carries out a command and sends the answer.</summary>
        internal void Process(WebSocket socket, byte[] buffer, int offset, int count, long nowMs)
        {
            string error = _command.Read(buffer, offset, count) ?? Execute(nowMs);
            _command.Forget();
            _answer.Send(socket, _command.Id, error, null);
        }

        /// <summary>Tells everyone when a scan has ended.</summary>
        internal void RunOnce(long nowMs)
        {
            if (!_isScanning || (_network.Link.IsScanning && nowMs - _scanStartedMs < _scanTimeoutMs))
            {
                return;
            }

            _isScanning = false;
            byte[] message = Utf8(_network.Link.IsScanning ? "{\"type\":\"scanned\",\"ok\":false}" : "{\"type\":\"scanned\",\"ok\":true}");
            _server.Broadcast(message, 0, message.Length, WebSocketMessageType.Text);
        }

        private static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        private string Execute(long nowMs)
        {
            switch (_command.Kind)
            {
                case PortalCommandKind.Scan:
                    return Scan(nowMs);
                case PortalCommandKind.Join:
                    return Join(nowMs);
                case PortalCommandKind.Password:
                    return SetPassword(nowMs);
                default:
                    return null;
            }
        }

        private string SetPassword(long nowMs)
        {
            if (_settings.HasPassword)
            {
                return "an admin password is set; sign in on the dashboard to change it";
            }

            string[] values = _command.Values;
            string salt = values[PortalCommandReader.Salt];
            string storedKey = values[PortalCommandReader.StoredKey];
            string serverKey = values[PortalCommandReader.ServerKey];
            if (salt == null || storedKey == null || serverKey == null || _command.Iterations == CommandParser.None)
            {
                return "salt, iterations, storedKey or serverKey is missing";
            }

            ScramVerifier verifier = ScramVerifier.Create(salt, _command.Iterations, storedKey, serverKey, out string error);
            return error ?? _settings.Set(DeviceSettings.PasswordIndex, verifier.ToString(), nowMs);
        }

        private string Scan(long nowMs)
        {
            if (_isScanning)
            {
                return null;
            }

            if (!_network.Link.StartScan())
            {
                return "the device cannot look for networks now; try again in some seconds";
            }

            _isScanning = true;
            _scanStartedMs = nowMs;
            return null;
        }

        private string Join(long nowMs)
        {
            string[] values = _command.Values;
            string ssid = values[PortalCommandReader.Ssid];
            string password = values[PortalCommandReader.Password] ?? string.Empty;
            if (ssid == null)
            {
                return "ssid is missing";
            }

            int size = Utf8(ssid).Length;
            if (size == 0 || size > WifiNetwork.MaxSsidSize)
            {
                return "ssid: 1 to 32 bytes";
            }

            size = Utf8(password).Length;
            if (size != 0 && (size < MinPasswordSize || size > MaxPasswordSize))
            {
                return "password: 8 to 63 bytes, or none for an open network";
            }

            if (_network.State == NetworkState.Restarting)
            {
                return "the device restarts";
            }

            string error = null;
            for (int i = PortalCommandReader.FirstSetting; i < PortalCommandReader.SettingsEnd && error == null; i++)
            {
                if (values[i] != null)
                {
                    error = _settings.Change(DeviceSettings.NameIndex + i - PortalCommandReader.FirstSetting, values[i]);
                }
            }

            error = error ?? AddressPlan.From(_settings).Validate();
            if (error != null)
            {
                _settings.Cancel();
                return error;
            }

            // The network last: without it the portal opens again, and nothing is half done.
            error = _settings.Commit(nowMs);
            if (error == null && !_network.Link.StoreCredentials(ssid, password))
            {
                error = "the network could not be stored; try again";
            }

            if (error == null)
            {
                _network.Restart(NetworkReason.Stored, nowMs);
            }

            return error;
        }
    }
}
