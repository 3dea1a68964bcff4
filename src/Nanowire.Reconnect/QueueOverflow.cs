namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>What happens to a message for which the queue of an offline client has no room.</summary>
    public enum QueueOverflow
    {
        /// <summary>It is refused: Send returns false, and MessagesRefused counts it.</summary>
        RefuseNewest = 0,

        /// <summary>The oldest ones go until it fits; MessagesDropped counts them.</summary>
        DropOldest = 1,
    }
}
