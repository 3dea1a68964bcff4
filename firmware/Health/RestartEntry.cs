namespace Nanowire.Firmware
{
    /// <summary>One end of a run.</summary>
    public sealed class RestartEntry
    {
        /// <summary>Why it ended.</summary>
        public RestartReason Reason;

        /// <summary>What more there is to say; empty when nothing.</summary>
        public string Detail = string.Empty;

        /// <summary>How long it ran in seconds; -1 when nobody knows.</summary>
        public int UptimeSeconds;

        /// <summary>When it ended, in seconds since 1970, UTC; 0 when the device did not know the time.</summary>
        public uint TimeSeconds;
    }
}
