namespace Nanowire.WebSockets
{
    /// <summary>What <see cref="ClientWebSocket.Receive"/> brought. One object a client, overwritten by the next call.</summary>
    /// <remarks>Fields for the reason given at <see cref="ConnectionOptions"/>.</remarks>
    public sealed class WebSocketReceiveResult
    {
        internal WebSocketReceiveResult()
        {
        }

        /// <summary>The bytes put into the caller's buffer.</summary>
        public int Count;

        /// <summary>What the message is; Close when the peer closed the connection.</summary>
        public WebSocketMessageType MessageType;

        /// <summary>Whether the bytes end the message.</summary>
        public bool EndOfMessage;

        /// <summary>With Close: the peer's status; 0 otherwise.</summary>
        public WebSocketCloseStatus CloseStatus;

        /// <summary>With Close: the peer's reason; empty when it gave none, null otherwise.</summary>
        public string CloseStatusDescription;
    }
}
