namespace Nanowire.Firmware
{
    /// <summary>A Wi-Fi network that a scan found.</summary>
    public sealed class WifiNetwork
    {
        /// <summary>The most bytes that a network's name (SSID) has in UTF-8 (IEEE 802.11 section 9.4.2.2).</summary>
        public const int MaxSsidSize = 32;

        /// <summary>Its name; never empty.</summary>
        public string Ssid;

        /// <summary>How strong it comes in, in dBm: -30 is next to it, -90 hardly there.</summary>
        public int SignalStrength;

        /// <summary>Whether it wants a password.</summary>
        public WifiSecurity Security;
    }
}
