using System.Net;

namespace Nanowire.Firmware
{
    /// <summary>What a <see cref="FirmwareRun"/> is made of.</summary>
    public sealed class FirmwareOptions
    {
        /// <summary>The board.</summary>
        public Board Board;

        /// <summary>The machine below it.</summary>
        public Machine Machine;

        /// <summary>What carries the network.</summary>
        public NetworkLink Link;

        /// <summary>The settings as they were stored.</summary>
        public DeviceSettings Settings;

        /// <summary>What the network remembers from the last start.</summary>
        public NetworkMemory Memory;

        /// <summary>How long the network waits for what; how long until the access point opens is the settings' to say.</summary>
        public NetworkOptions Network = new NetworkOptions();

        /// <summary>Whether it answers to name.local and looks for other devices (RFC 6762).</summary>
        public bool IsDiscoverable;

        /// <summary>
        /// Whether it gives addresses and names to the visitors of its access point. Not where that is simulated: the ports need rights, and
        /// there are no visitors.
        /// </summary>
        public bool ServesVisitors;

        /// <summary>The address that the dashboard is served at; null for all.</summary>
        public IPAddress Address;

        /// <summary>The address that the portal is served at; null for that of the access point.</summary>
        public IPAddress PortalAddress;

        /// <summary>The port of both; 0 for any that is free.</summary>
        public int Port = 80;

        /// <summary>Names that browsers may reach the dashboard by, besides its own.</summary>
        public string[] Hosts = new string[0];
    }
}
