using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>What the last scan found, at /api/networks: a JSON array, a part for each network.</summary>
    internal sealed class NetworkListContent : JsonContent
    {
        private readonly NetworkList _networks;
        private readonly byte[] _ssid = Encoding.UTF8.GetBytes("ssid");
        private readonly byte[] _rssi = Encoding.UTF8.GetBytes("rssi");
        private readonly byte[] _security = Encoding.UTF8.GetBytes("security");

        internal NetworkListContent(NetworkList networks)
        {
            _networks = networks;
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part == 0)
            {
                json.BeginArray();
            }

            // A scan meanwhile may have left fewer than there were.
            if (part >= _networks.Count)
            {
                json.EndArray();
                return End;
            }

            WifiNetwork network = _networks.Get(part);
            json.BeginObject();
            json.Name(_ssid);
            json.Value(network.Ssid);
            json.Name(_rssi);
            json.Value((long)network.SignalStrength);
            json.Name(_security);
            json.Value(network.Security == WifiSecurity.Open ? "open" : network.Security == WifiSecurity.Secured ? "secured" : "unknown");
            json.EndObject();
            return part + 1;
        }
    }
}
