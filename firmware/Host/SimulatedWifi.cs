using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Firmware.Host
{
    /// <summary>The Wi-Fi around the simulated device: networks that are there until the power of the street goes.</summary>
    internal sealed class SimulatedWifi
    {
        // Set by the console's thread.
        private volatile bool _isDown;

        /// <summary>The network that the host is in unless told otherwise, and its password.</summary>
        internal const string HomeSsid = "Home";

        internal const string HomePassword = "correct horse";

        internal List<SimulatedNetwork> Networks { get; } = new List<SimulatedNetwork>
        {
            new SimulatedNetwork(HomeSsid, HomePassword, -48),
            new SimulatedNetwork("Caf\u00e9 \"Nano\"", "back\\slash\"quote", -66),
            new SimulatedNetwork("Workshop", string.Empty, -71),
            new SimulatedNetwork("A neighbour whose name has 32 byt", "12345678", -83),
        };

        /// <summary>Whether all of them are gone.</summary>
        internal bool IsDown
        {
            get => _isDown;
            set => _isDown = value;
        }

        internal SimulatedNetwork Find(string ssid)
        {
            return _isDown ? null : Networks.FirstOrDefault(n => n.Ssid == ssid);
        }
    }
}
