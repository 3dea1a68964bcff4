namespace Nanowire.WebSockets
{
    /// <summary>Is told that a connection was opened or closed.</summary>
    /// <param name="socket">The connection; when it is closed its CloseStatus says why.</param>
    public delegate void WebSocketHandler(WebSocket socket);
}
