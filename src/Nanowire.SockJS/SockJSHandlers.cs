namespace Nanowire.WebSockets.SockJS
{
    /// <summary>Is told of a session. It runs on the server's pump and must return soon.</summary>
    public delegate void SockJSSessionHandler(SockJSSession session);

    /// <summary>
    /// Is given a message. It runs on the server's pump and must return soon. A message is whole; one that is longer than the server's ReceiveBufferSize
    /// less 142 bytes is refused with 413, or on a WebSocket closed with 1009.
    /// </summary>
    /// <param name="session">Whose client sent it.</param>
    /// <param name="buffer">Holds the message, UTF-8 and no JSON any more, until the handler returns.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">Bytes of it.</param>
    public delegate void SockJSMessageHandler(SockJSSession session, byte[] buffer, int offset, int count);
}
