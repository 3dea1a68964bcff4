namespace Nanowire.WebSockets
{
    /// <summary>What <see cref="ClientWebSocket.Receive"/> brought. One object a client, overwritten by the next call.</summary>
    public sealed class WebSocketReceiveResult
    {
        internal WebSocketReceiveResult()
        {
        }

        /// <summary>The bytes put into the caller's buffer.</summary>
        public int Count { get; internal set; }

        /// <summary>What the message is; Close when the peer closed the connection.</summary>
        public WebSocketMessageType MessageType { get; internal set; }

        /// <summary>Whether the bytes end the message.</summary>
        public bool EndOfMessage { get; internal set; }

        /// <summary>With Close: the peer's status; 0 otherwise.</summary>
        public WebSocketCloseStatus CloseStatus { get; internal set; }

        /// <summary>With Close: the peer's reason; empty when it gave none, null otherwise.</summary>
        public string CloseStatusDescription { get; internal set; }
    }
}
