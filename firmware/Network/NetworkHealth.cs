using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>What the network has to say in /api/health and /status: its state, and how often it came and went since start.</summary>
    internal sealed class NetworkHealth : HealthSection
    {
        private readonly NetworkSupervisor _network;

        internal NetworkHealth(NetworkSupervisor network)
        {
            _network = network;
        }

        /// <inheritdoc/>
        public override string Name => "network";

        /// <inheritdoc/>
        public override int Signal => _network.Link.SignalStrength;

        /// <inheritdoc/>
        public override void Write(JsonWriter json)
        {
            json.BeginObject();
            Text(json, "state", NetworkText.Name(_network.State));
            Text(json, "reason", NetworkText.Describe(_network.Reason));
            Text(json, "address", _network.Address ?? string.Empty);
            json.Name(Encoding.UTF8.GetBytes("rssi"));
            int signal = Signal;
            if (signal == NetworkLink.UnknownSignal)
            {
                json.Null();
            }
            else
            {
                json.Value((long)signal);
            }

            Number(json, "joins", _network.JoinCount);
            Number(json, "failures", _network.FailureCount);
            Number(json, "losses", _network.LossCount);
            json.EndObject();
        }

        /// <inheritdoc/>
        public override string Describe()
        {
            return NetworkText.Name(_network.State) + ", " + NetworkText.Describe(_network.Reason) + "; joined " + _network.JoinCount.ToString()
                + ", failed " + _network.FailureCount.ToString() + ", lost " + _network.LossCount.ToString();
        }

        private static void Text(JsonWriter json, string name, string value)
        {
            json.Name(Encoding.UTF8.GetBytes(name));
            json.Value(value);
        }

        private static void Number(JsonWriter json, string name, int value)
        {
            json.Name(Encoding.UTF8.GetBytes(name));
            json.Value((long)value);
        }
    }
}
