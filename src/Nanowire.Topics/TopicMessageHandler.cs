namespace Nanowire.WebSockets.Topics
{
    /// <summary>Is told of a message that was published. What it throws reaches the caller of Publish.</summary>
    /// <param name="topic">Where.</param>
    /// <param name="buffer">Holds the message: the publisher's own array, to be read until this returns.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">Its length in bytes.</param>
    /// <param name="messageType">Text (valid UTF-8) or Binary.</param>
    public delegate void TopicMessageHandler(Topic topic, byte[] buffer, int offset, int count, WebSocketMessageType messageType);
}
