namespace Nanowire.WebSockets.Stomp
{
    /// <summary>How messages of a subscription are acknowledged (STOMP 1.2, SUBSCRIBE ack Header).</summary>
    public enum StompAckMode
    {
        /// <summary>"auto": not at all; the broker takes what it sent as received.</summary>
        Auto = 0,

        /// <summary>"client": an acknowledgement covers all messages of the subscription up to its own.</summary>
        Client = 1,

        /// <summary>"client-individual": each message by itself.</summary>
        ClientIndividual = 2,
    }
}
