namespace Nanowire.WebSockets
{
    /// <summary>Where a connection stands (RFC 6455 section 4 and 7); the numbers are those of .NET.</summary>
    public enum WebSocketState
    {
        /// <summary>Not connected yet.</summary>
        None = 0,

        /// <summary>The opening handshake is under way.</summary>
        Connecting = 1,

        /// <summary>Messages may be sent and received.</summary>
        Open = 2,

        /// <summary>A Close frame was sent, the peer's is awaited.</summary>
        CloseSent = 3,

        /// <summary>The peer's Close frame was received, the answer is not sent yet.</summary>
        CloseReceived = 4,

        /// <summary>The closing handshake is complete.</summary>
        Closed = 5,

        /// <summary>The connection ended without a complete closing handshake.</summary>
        Aborted = 6,
    }
}
