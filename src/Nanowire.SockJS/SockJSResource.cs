namespace Nanowire.WebSockets.SockJS
{
    /// <summary>What a path below the prefix names.</summary>
    internal enum SockJSResource
    {
        None,
        Greeting,
        Info,
        Iframe,
        RawWebSocket,
        WebSocket,
        Xhr,
        XhrStreaming,
        XhrSend,
        EventSource,
    }
}
