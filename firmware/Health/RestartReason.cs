namespace Nanowire.Firmware
{
    /// <summary>Why a run of the application ended; the numbers are stored.</summary>
    public enum RestartReason
    {
        /// <summary>Nobody recorded a reason: the power went, the runtime crashed, or somebody pressed reset.</summary>
        Unknown = 0,

        /// <summary>There was no run before.</summary>
        FirstStart = 1,

        /// <summary>Somebody who was signed in asked for it.</summary>
        Requested = 2,

        /// <summary>All settings were deleted.</summary>
        FactoryReset = 3,

        /// <summary>A part did not answer any more; the detail is its name.</summary>
        Stalled = 4,

        /// <summary>The memory was nearly used up.</summary>
        Memory = 5,

        /// <summary>The application ended with an exception; the detail is its type.</summary>
        Failed = 6,

        /// <summary>The network was set up anew.</summary>
        Network = 7,
    }
}
