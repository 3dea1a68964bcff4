namespace Nanowire.WebSockets.Stomp
{
    /// <summary>Takes note of a client's state.</summary>
    /// <param name="client">Whose.</param>
    public delegate void StompClientHandler(StompClient client);

    /// <summary>Takes a message of a subscription.</summary>
    /// <param name="client">Where it came from.</param>
    /// <param name="subscription">What Subscribe returned.</param>
    /// <param name="message">The MESSAGE frame, borrowed until the handler returns.</param>
    public delegate void StompMessageHandler(StompClient client, int subscription, StompFrame message);

    /// <summary>Takes the ERROR frame of a broker.</summary>
    /// <param name="client">Where it came from; its connection is given up when the handler returns.</param>
    /// <param name="error">The frame, borrowed until the handler returns; its header "message" and its body say what was wrong.</param>
    public delegate void StompErrorHandler(StompClient client, StompFrame error);

    /// <summary>Takes the outcome of a frame that was sent with a receipt.</summary>
    /// <param name="client">Who sent it.</param>
    /// <param name="receipt">What the sending member returned.</param>
    /// <param name="isConfirmed">
    /// False when none came within ReceiptTimeoutMs, or before the connection was over: the broker may have handled the frame or not.
    /// </param>
    public delegate void StompReceiptHandler(StompClient client, int receipt, bool isConfirmed);

    /// <summary>Is told of a message that the broker has confirmed.</summary>
    /// <param name="outbox">Where it was kept.</param>
    /// <param name="buffer">Holds its body, borrowed until the handler returns.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">Its bytes.</param>
    public delegate void StompOutboxHandler(StompOutbox outbox, byte[] buffer, int offset, int count);
}
