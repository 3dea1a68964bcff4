namespace Nanowire.WebSockets.Browser
{
    /// <summary>Takes an open or an error event.</summary>
    public delegate void BrowserEventHandler(BrowserWebSocket target);

    /// <summary>Takes a message event.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="text">Its data where it is a text; null otherwise.</param>
    /// <param name="bytes">Its data where it is not, the handler's own; null otherwise.</param>
    public delegate void BrowserMessageHandler(BrowserWebSocket target, string text, byte[] bytes);

    /// <summary>Takes a close event.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="code">The server's status; 1005 where it sent none, 1006 where the connection was lost or failed.</param>
    /// <param name="reason">The server's reason; empty where it gave none.</param>
    /// <param name="wasClean">Whether the closing handshake was completed.</param>
    public delegate void BrowserCloseHandler(BrowserWebSocket target, int code, string reason, bool wasClean);
}
