namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>One entry of an <see cref="EventLog"/>, copied into an object of the caller's, so that reading many makes no garbage.</summary>
    public sealed class ServerEvent
    {
        /// <summary>When it happened, last where it happened several times, in milliseconds of the log's clock.</summary>
        public long TimeMs;

        /// <summary>What happened.</summary>
        public ServerEventKind Kind;

        /// <summary>The client's address; empty where it is not known.</summary>
        public string Address;

        /// <summary>The HTTP status or close code; 0 where there is none.</summary>
        public int Status;

        /// <summary>Why, for Refused and Limited.</summary>
        public RefusalReason Reason;

        /// <summary>How often it happened in a row.</summary>
        public int Count;
    }
}
