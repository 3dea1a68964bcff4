namespace Nanowire.WebSockets.Stomp
{
    /// <summary>The commands of STOMP 1.2; those of a client first.</summary>
    public enum StompCommand
    {
        /// <summary>None, before the first frame.</summary>
        None = 0,

        /// <summary>CONNECT, the first frame of a client.</summary>
        Connect = 1,

        /// <summary>STOMP, which is another word for CONNECT.</summary>
        Stomp = 2,

        /// <summary>SEND, a message to a destination.</summary>
        Send = 3,

        /// <summary>SUBSCRIBE.</summary>
        Subscribe = 4,

        /// <summary>UNSUBSCRIBE.</summary>
        Unsubscribe = 5,

        /// <summary>ACK: a message was taken.</summary>
        Ack = 6,

        /// <summary>NACK: a message was not taken.</summary>
        Nack = 7,

        /// <summary>BEGIN, of a transaction.</summary>
        Begin = 8,

        /// <summary>COMMIT, of a transaction.</summary>
        Commit = 9,

        /// <summary>ABORT, of a transaction.</summary>
        Abort = 10,

        /// <summary>DISCONNECT, the last frame of a client.</summary>
        Disconnect = 11,

        /// <summary>CONNECTED, the first frame of a server.</summary>
        Connected = 12,

        /// <summary>MESSAGE, of a subscription.</summary>
        Message = 13,

        /// <summary>RECEIPT, for a frame that asked for one.</summary>
        Receipt = 14,

        /// <summary>ERROR, the last frame of a server.</summary>
        Error = 15,
    }
}
