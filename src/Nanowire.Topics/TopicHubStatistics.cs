namespace Nanowire.WebSockets.Topics
{
    /// <summary>
    /// What a hub did since it was made. At any moment that no member of the hub runs, <see cref="Offered"/> is
    /// <see cref="Sent"/> + <see cref="Skipped"/> + <see cref="Waiting"/>. Fields for reading, from any thread.
    /// </summary>
    public sealed class TopicHubStatistics
    {
        /// <summary>Messages published.</summary>
        public int Published;

        /// <summary>Messages times those that were to get them: for each message the subscribers of its topic then, and each last message at a Subscribe.</summary>
        public int Offered;

        /// <summary>Of those, the ones that a connection's send buffer took.</summary>
        public int Sent;

        /// <summary>Of those, the ones that will never be sent: by policy, or because the subscription or its connection ended first.</summary>
        public int Skipped;

        /// <summary>Of those, the ones that wait for room now.</summary>
        public int Waiting;

        /// <summary>Connections closed with 1013 by <see cref="SlowReaderPolicy.Close"/>.</summary>
        public int ClosedSlow;
    }
}
