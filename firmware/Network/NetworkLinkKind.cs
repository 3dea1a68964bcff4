namespace Nanowire.Firmware
{
    /// <summary>What carries the network.</summary>
    public enum NetworkLinkKind
    {
        /// <summary>A Wi-Fi station, which needs a network's name and password.</summary>
        Wifi = 0,

        /// <summary>A cable, which needs neither.</summary>
        Ethernet = 1,

        /// <summary>A simulated Wi-Fi on a desktop.</summary>
        Simulated = 2,
    }
}
