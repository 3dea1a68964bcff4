namespace Nanowire.Fleet
{
    /// <summary>How many devices there are and how they behave. The waits of their reconnecting are the defaults of Nanowire.Reconnect.</summary>
    internal sealed class FleetSettings
    {
        internal int Devices { get; init; } = 500;

        /// <summary>How often each takes a reading, in milliseconds.</summary>
        internal int ReadingMs { get; init; } = 2000;

        /// <summary>How many readings each keeps until they are confirmed; one more is not kept, and counted.</summary>
        internal int MaxKept { get; init; } = 64;

        /// <summary>How many messages of a device may await their receipt, once the session has confirmed its first.</summary>
        internal int MaxReceipts { get; init; } = 8;

        /// <summary>What all send to; made by the consumer's subscription.</summary>
        internal static string[] QueueHeaders => ["durable", "true", "auto-delete", "false", "x-queue-type", "quorum"];

        internal const string Queue = "/queue/readings";
    }
}
