namespace Nanowire.WebSockets.SockJS
{
    /// <summary>How a session's client receives.</summary>
    public enum SockJSTransport
    {
        /// <summary>A WebSocket that sockjs-client opened.</summary>
        WebSocket,

        /// <summary>A WebSocket without SockJS's frames, of any client.</summary>
        RawWebSocket,

        /// <summary>A request for each frame.</summary>
        XhrPolling,

        /// <summary>A long answer to an XMLHttpRequest.</summary>
        XhrStreaming,

        /// <summary>A long answer to an EventSource.</summary>
        EventSource,
    }
}
