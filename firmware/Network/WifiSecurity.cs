namespace Nanowire.Firmware
{
    /// <summary>Whether a Wi-Fi network wants a password.</summary>
    public enum WifiSecurity
    {
        /// <summary>The link cannot tell: System.Device.Wifi 1.5 does not say it of what it scanned.</summary>
        Unknown = 0,

        /// <summary>It does not.</summary>
        Open = 1,

        /// <summary>It does.</summary>
        Secured = 2,
    }
}
