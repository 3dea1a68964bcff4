namespace Nanowire.Firmware
{
    /// <summary>Where a <see cref="NetworkSupervisor"/> is; its table is at the top of that file.</summary>
    public enum NetworkState
    {
        /// <summary>Not begun, or waiting for the hardware to open an access point.</summary>
        Starting = 0,

        /// <summary>An attempt to join the stored network is under way.</summary>
        Joining = 1,

        /// <summary>The last attempt failed; the next one follows after a while.</summary>
        Waiting = 2,

        /// <summary>In a network, with an address.</summary>
        Up = 3,

        /// <summary>The network went away a moment ago.</summary>
        Lost = 4,

        /// <summary>The device is an access point for those who set it up.</summary>
        Portal = 5,

        /// <summary>What was decided takes effect with a restart.</summary>
        Restarting = 6,
    }
}
