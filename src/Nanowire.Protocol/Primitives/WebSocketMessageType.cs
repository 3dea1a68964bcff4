namespace Nanowire.WebSockets
{
    /// <summary>What a message is; the numbers are those of .NET.</summary>
    public enum WebSocketMessageType
    {
        /// <summary>UTF-8 text.</summary>
        Text = 0,

        /// <summary>Bytes.</summary>
        Binary = 1,

        /// <summary>Not a message: the peer's closing handshake was received.</summary>
        Close = 2,
    }
}
