using System;

namespace Nanowire.Firmware
{
    /// <summary>What the portal's page must know, at /api/portal: one JSON object in two parts, no secret in it.</summary>
    internal sealed class PortalStatusContent : JsonContent
    {
        private readonly Board _board;
        private readonly DeviceSettings _settings;
        private readonly NetworkSupervisor _network;
        private readonly long _startedMs;

        internal PortalStatusContent(Board board, DeviceSettings settings, NetworkSupervisor network, long startedMs)
        {
            _board = board;
            _settings = settings;
            _network = network;
            _startedMs = startedMs;
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part == 0)
            {
                json.BeginObject();
                json.Member("name", _network.Name);
                json.Member("board", _board.Name);
                json.Member("uptimeMs", Environment.TickCount64 - _startedMs);
                json.Member("ssid", _network.Link.Ssid);
                return 1;
            }

            json.Member("reason", NetworkText.Describe(_network.Reason));
            json.Member("hasPassword", _settings.HasPassword);
            for (int i = DeviceSettings.NetworkIndex; i <= DeviceSettings.DnsIndex; i++)
            {
                json.Name(_settings[i].Key);
                json.Value(_settings[i].Value);
            }

            json.EndObject();
            return End;
        }
    }
}
