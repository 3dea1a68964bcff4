using System;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>What the portal's page must know, at /api/portal: one JSON object in two pieces, no secret in it.</summary>
    internal sealed class PortalStatusContent : DynamicContent
    {
        private const int Over = 2;

        private readonly Board _board;
        private readonly DeviceSettings _settings;
        private readonly NetworkSupervisor _network;
        private readonly long _startedMs;
        private readonly JsonWriter _json = new JsonWriter();

        internal PortalStatusContent(Board board, DeviceSettings settings, NetworkSupervisor network, long startedMs)
        {
            _board = board;
            _settings = settings;
            _network = network;
            _startedMs = startedMs;
        }

        /// <inheritdoc/>
        public override string ContentType => "application/json";

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            if (position == Over)
            {
                return 0;
            }

            JsonWriter json = _json;
            if (position++ == 0)
            {
                json.Begin(buffer, offset, capacity);
                json.BeginObject();
                Member("name", _network.Name);
                Member("board", _board.Name);
                json.Name(Encoding.UTF8.GetBytes("uptimeMs"));
                json.Value(Environment.TickCount64 - _startedMs);
                Member("ssid", _network.Link.Ssid);
                return json.Count;
            }

            buffer[offset] = (byte)',';
            json.Begin(buffer, offset + 1, capacity - 1);
            Member("reason", NetworkText.Describe(_network.Reason));
            json.Name(Encoding.UTF8.GetBytes("hasPassword"));
            json.Value(_settings.HasPassword);
            for (int i = DeviceSettings.NetworkIndex; i <= DeviceSettings.DnsIndex; i++)
            {
                json.Name(_settings[i].Key);
                json.Value(_settings[i].Value);
            }

            json.EndObject();
            return 1 + json.Count;
        }

        private void Member(string name, string value)
        {
            _json.Name(Encoding.UTF8.GetBytes(name));
            _json.Value(value);
        }
    }
}
