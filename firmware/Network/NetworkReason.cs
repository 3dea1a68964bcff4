namespace Nanowire.Firmware
{
    /// <summary>Why the network is in its state. Numbers are stored: none changes its meaning.</summary>
    public enum NetworkReason
    {
        /// <summary>Nothing happened yet.</summary>
        None = 0,

        /// <summary>No network is stored.</summary>
        NoCredentials = 1,

        /// <summary>The button was held at start.</summary>
        Button = 2,

        /// <summary>The network did not take the password.</summary>
        WrongPassword = 3,

        /// <summary>No network of the stored name is in reach.</summary>
        NotFound = 4,

        /// <summary>The network let the device in, but gave it no address in time.</summary>
        NoAddress = 5,

        /// <summary>The attempt failed in another way.</summary>
        JoinFailed = 6,

        /// <summary>The network went away.</summary>
        NetworkLost = 7,

        /// <summary>The device has joined.</summary>
        Joined = 8,

        /// <summary>Somebody chose a network in the portal.</summary>
        Stored = 9,

        /// <summary>The stored network works again, so the portal ends.</summary>
        NetworkBack = 10,

        /// <summary>The access point did not open in time.</summary>
        AccessPointFailed = 11,

        /// <summary>All was set back to how it came.</summary>
        FactoryReset = 12,

        /// <summary>Somebody asked for a restart.</summary>
        Asked = 13,
    }
}
