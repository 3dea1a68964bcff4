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
        /// <summary>The largest command in bytes.</summary>
        internal const int MaxCommandSize = 512;

        /// <summary>The least length of a WPA password in bytes (IEEE 802.11 section J.4.1).</summary>
        internal const int MinPasswordSize = 8;

        /// <summary>The greatest length of a WPA password in bytes.</summary>
        internal const int MaxPasswordSize = 63;

        private const int MaxAnswerSize = 256;
        private const int None = -1;

        // What commands may have besides id and cmd, and where settings have the same names.
        private const int Ssid = 0;
        private const int Password = 1;
        private const int FirstSetting = 2;
        private const int Salt = 8;
        private const int StoredKey = 9;
        private const int ServerKey = 10;
        private const int SettingsEnd = 8;
        private const int MemberCount = 11;

        private readonly byte[] _id = Utf8("id");
        private readonly byte[] _cmd = Utf8("cmd");
        private readonly byte[] _scan = Utf8("scan");
        private readonly byte[] _join = Utf8("join");
        private readonly byte[] _ping = Utf8("ping");
        private readonly byte[] _iterations = Utf8("iterations");
        private readonly byte[][] _names =
        {
            Utf8("ssid"), Utf8("password"), Utf8("name"), Utf8("network"), Utf8("address"), Utf8("mask"), Utf8("gateway"), Utf8("dns"),
            Utf8("salt"), Utf8("storedKey"), Utf8("serverKey"),
        };

        private readonly string[] _values = new string[MemberCount];
        private readonly DeviceSettings _settings;
        private readonly NetworkSupervisor _network;
        private readonly WebSocketServer _server;
        private readonly int _scanTimeoutMs;
        private readonly JsonObjectReader _reader = new JsonObjectReader();
        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _answer = new byte[MaxAnswerSize];

        private int _commandId;
        private byte[] _command;
        private int _iterationCount;
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
            _commandId = None;
            string error = count > MaxCommandSize ? "a command is at most 512 bytes" : Parse(buffer, offset, count);
            error = error ?? Execute(nowMs);
            for (int i = 0; i < MemberCount; i++)
            {
                // No password stays in memory for longer than its command takes.
                _values[i] = null;
            }

            Answer(socket, error);
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

        private string Parse(byte[] buffer, int offset, int count)
        {
            _command = null;
            _iterationCount = None;
            string error = null;
            JsonObjectReader reader = _reader;
            reader.Begin(buffer, offset, count);
            while (reader.Read())
            {
                string wrong = ParseMember(reader);
                if (error == null)
                {
                    // Later members are still read, for the id may come last.
                    error = wrong;
                }
            }

            return reader.Error ?? error;
        }

        private string ParseMember(JsonObjectReader reader)
        {
            if (reader.NameIs(_id))
            {
                if (reader.Kind != JsonValueKind.Integer || reader.Number < 0)
                {
                    return "id: a whole number from 0";
                }

                _commandId = reader.Number;
                return null;
            }

            if (reader.NameIs(_cmd))
            {
                _command = reader.ValueIs(_scan) ? _scan : reader.ValueIs(_join) ? _join : reader.ValueIs(_ping) ? _ping
                    : reader.ValueIs(_names[Password]) ? _names[Password] : null;
                return _command == null ? "cmd: scan, join, password or ping" : null;
            }

            if (reader.NameIs(_iterations))
            {
                _iterationCount = reader.Kind == JsonValueKind.Integer ? reader.Number : None;
                return _iterationCount < 0 ? "iterations: a whole number" : null;
            }

            for (int i = 0; i < MemberCount; i++)
            {
                if (reader.NameIs(_names[i]))
                {
                    _values[i] = reader.GetText();
                    return _values[i] == null ? "a member is no text" : null;
                }
            }

            return "a member is unknown";
        }

        private string Execute(long nowMs)
        {
            if (_command == null)
            {
                return "cmd is missing";
            }

            return _command == _scan ? Scan(nowMs) : _command == _join ? Join(nowMs) : _command == _ping ? null : SetPassword(nowMs);
        }

        private string SetPassword(long nowMs)
        {
            if (_settings.HasPassword)
            {
                return "an admin password is set; sign in on the dashboard to change it";
            }

            if (_values[Salt] == null || _values[StoredKey] == null || _values[ServerKey] == null || _iterationCount == None)
            {
                return "salt, iterations, storedKey or serverKey is missing";
            }

            ScramVerifier verifier = ScramVerifier.Create(
                _values[Salt], _iterationCount, _values[StoredKey], _values[ServerKey], out string error);
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
            string ssid = _values[Ssid];
            string password = _values[Password] ?? string.Empty;
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
            for (int i = FirstSetting; i < SettingsEnd && error == null; i++)
            {
                if (_values[i] != null)
                {
                    error = _settings.Change(DeviceSettings.NameIndex + i - FirstSetting, _values[i]);
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

        private void Answer(WebSocket socket, string error)
        {
            JsonWriter json = _json;
            json.Begin(_answer, 0, _answer.Length);
            json.BeginObject();
            json.Name(Utf8("type"));
            json.Value("result");
            json.Name(_id);
            if (_commandId == None)
            {
                json.Null();
            }
            else
            {
                json.Value((long)_commandId);
            }

            json.Name(Utf8("ok"));
            json.Value(error == null);
            if (error != null)
            {
                json.Name(Utf8("error"));
                json.Value(error);
            }

            json.EndObject();

            // There is room: the server calls a handler only when half of the send buffer is free.
            socket.Send(_answer, 0, json.Count, WebSocketMessageType.Text);
        }
    }
}
