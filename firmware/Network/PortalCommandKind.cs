namespace Nanowire.Firmware
{
    /// <summary>What a visitor of the setup portal may ask for.</summary>
    internal enum PortalCommandKind
    {
        /// <summary>Nothing known.</summary>
        None,

        /// <summary>Look for networks.</summary>
        Scan,

        /// <summary>Store a network and the settings, and restart.</summary>
        Join,

        /// <summary>Set the first admin password.</summary>
        Password,

        /// <summary>Answer.</summary>
        Ping,
    }
}
