namespace Nanowire.WebSockets.Discovery
{
    /// <summary>What multicast DNS did so far. They go round after 2^31.</summary>
    public sealed class DiscoveryStatistics
    {
        /// <summary>Messages received, bad ones included.</summary>
        public int Received;

        /// <summary>Of those, the ones that broke a rule, were too large or not to be taken; they had no other effect.</summary>
        public int Malformed;

        /// <summary>Messages sent.</summary>
        public int Sent;

        /// <summary>Messages that the socket did not take, as when there is no network; what they said is said again when asked for.</summary>
        public int SendErrors;

        /// <summary>Answers to single addresses that <see cref="DiscoveryOptions.MaxUnicastAnswers"/> refused.</summary>
        public int AnswersLimited;

        /// <summary>Others that had our name, or wanted it at the same time.</summary>
        public int Conflicts;

        /// <summary>Neighbours that found no place in the table; it changes when one of those there goes.</summary>
        public int NeighboursDropped;
    }
}
