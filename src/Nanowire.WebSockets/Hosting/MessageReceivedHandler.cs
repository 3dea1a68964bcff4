namespace Nanowire.WebSockets
{
    /// <summary>
    /// Takes a message, or a piece of one. Plain parameters and no event object, so that a message costs no garbage.
    /// </summary>
    /// <param name="socket">Where it came from.</param>
    /// <param name="buffer">Holds it; borrowed until the handler returns, and free to be changed.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">Its length in bytes.</param>
    /// <param name="messageType">Text (valid UTF-8, checked) or Binary.</param>
    /// <param name="endOfMessage">False for all but the last piece of a message larger than the receive buffer, where partial messages are allowed.</param>
    public delegate void MessageReceivedHandler(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage);
}
