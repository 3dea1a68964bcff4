using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>What the last scan found, at /api/networks: a JSON array, a piece for each network.</summary>
    internal sealed class NetworkListContent : DynamicContent
    {
        // Behind all positions that a network can have.
        private const int Over = NetworkList.Capacity + 1;

        private readonly NetworkList _networks;
        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _ssid = Encoding.UTF8.GetBytes("ssid");
        private readonly byte[] _rssi = Encoding.UTF8.GetBytes("rssi");
        private readonly byte[] _security = Encoding.UTF8.GetBytes("security");

        internal NetworkListContent(NetworkList networks)
        {
            _networks = networks;
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

            int count = 0;
            if (position == 0 || position < _networks.Count)
            {
                buffer[offset] = (byte)(position == 0 ? '[' : ',');
                count = 1;
            }

            // A scan meanwhile may have left fewer than there were.
            if (position >= _networks.Count)
            {
                position = Over;
                buffer[offset + count] = (byte)']';
                return count + 1;
            }

            WifiNetwork network = _networks.Get(position++);
            JsonWriter json = _json;
            json.Begin(buffer, offset + count, capacity - count);
            json.BeginObject();
            json.Name(_ssid);
            json.Value(network.Ssid);
            json.Name(_rssi);
            json.Value((long)network.SignalStrength);
            json.Name(_security);
            json.Value(network.Security == WifiSecurity.Open ? "open" : network.Security == WifiSecurity.Secured ? "secured" : "unknown");
            json.EndObject();
            return count + json.Count;
        }
    }
}
