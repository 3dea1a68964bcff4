namespace Nanowire.WebSockets.Topics
{
    /// <summary>What becomes of messages for a subscriber whose send buffer has no room for them. None takes more memory than the hub has.</summary>
    public enum SlowReaderPolicy
    {
        /// <summary>
        /// The newest message of the topic waits, in the place in line of the one that it replaces, which is skipped. For values such as
        /// a temperature, of which only the latest counts. Needs no queue: a topic keeps its last message anyway.
        /// </summary>
        LatestPerTopic = 0,

        /// <summary>What finds no room is skipped. The connection's send buffer is the queue.</summary>
        DropNewest = 1,

        /// <summary>Messages wait in the hub's queue in their order; those that newer ones overwrite there are skipped.</summary>
        DropOldest = 2,

        /// <summary>
        /// Messages wait as with <see cref="DropOldest"/>; where one would be overwritten the connection is closed with 1013
        /// (TryAgainLater), since what it got so far makes no sense without it. Only the last message at a Subscribe that finds no room
        /// is skipped when a newer one comes: the stream begins with that.
        /// </summary>
        Close = 3,
    }
}
