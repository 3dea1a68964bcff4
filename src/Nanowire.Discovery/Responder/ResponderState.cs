namespace Nanowire.WebSockets.Discovery
{
    /// <summary>How far a name is one's own (RFC 6762 section 8).</summary>
    public enum ResponderState
    {
        /// <summary>Not started, or stopped, or without an address: nothing is answered.</summary>
        Stopped = 0,

        /// <summary>Asks whether another has the name.</summary>
        Probing = 1,

        /// <summary>Tells everybody; questions are answered from here on.</summary>
        Announcing = 2,

        /// <summary>Answers questions.</summary>
        Running = 3,
    }
}
