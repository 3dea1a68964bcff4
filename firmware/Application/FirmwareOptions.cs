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

        /// <summary>What runs while there is a network; null for nothing.</summary>
        public NetworkPart[] UpParts;

        /// <summary>What runs while there is an access point; null for nothing.</summary>
        public NetworkPart[] PortalParts;

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
