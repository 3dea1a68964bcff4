namespace Nanowire.Firmware.Host
{
    /// <summary>A Wi-Fi network of the simulated surroundings.</summary>
    internal sealed class SimulatedNetwork
    {
        internal SimulatedNetwork(string ssid, string password, int signalStrength)
        {
            Ssid = ssid;
            Password = password;
            SignalStrength = signalStrength;
        }

        internal string Ssid { get; }

        /// <summary>Empty for an open network.</summary>
        internal string Password { get; }

        internal int SignalStrength { get; }
    }
}
