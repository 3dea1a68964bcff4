namespace Nanowire.Firmware
{
    /// <summary>What a command asks for; the order is that of the names in <see cref="CommandReader"/>.</summary>
    public enum CommandKind
    {
        /// <summary>Nothing yet.</summary>
        None,

        /// <summary>Switch an output.</summary>
        Set,

        /// <summary>Change the sampling interval until the next start.</summary>
        Interval,

        /// <summary>Answer.</summary>
        Ping,

        /// <summary>A message of a sign-in.</summary>
        Auth,

        /// <summary>Change and store a setting.</summary>
        Setting,

        /// <summary>Set the admin password.</summary>
        Password,

        /// <summary>Restart.</summary>
        Restart,

        /// <summary>Delete all settings and restart.</summary>
        FactoryReset,

        /// <summary>Say a part of what the device is.</summary>
        Describe,

        /// <summary>Say how the device does, in a few numbers.</summary>
        Status,
    }
}
