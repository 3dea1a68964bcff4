namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>Is told what became of a <see cref="WebSocketSession.SendAsync"/>, once, by the server's pump.</summary>
    /// <param name="session">Where it was sent.</param>
    /// <param name="buffer">What was lent, free again.</param>
    /// <param name="isSent">
    /// Whether the whole message was handed to the network; when not, the connection ended before that, and how much of it the peer got is unknown.
    /// </param>
    public delegate void SendCompletedHandler(WebSocketSession session, byte[] buffer, bool isSent);
}
