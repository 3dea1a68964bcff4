namespace Nanowire.Firmware
{
    /// <summary>What became of the last attempt to join the stored network, as far as the link knows.</summary>
    public enum JoinResult
    {
        /// <summary>There was no attempt yet.</summary>
        None = 0,

        /// <summary>It is under way.</summary>
        Pending = 1,

        /// <summary>The network let the device in. It may still have no address.</summary>
        Joined = 2,

        /// <summary>The network did not take the password.</summary>
        WrongPassword = 3,

        /// <summary>No network of that name is in reach.</summary>
        NotFound = 4,

        /// <summary>It failed in another way.</summary>
        Failed = 5,
    }
}
