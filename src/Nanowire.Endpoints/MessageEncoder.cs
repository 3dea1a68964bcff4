namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>Makes messages of objects for <see cref="WebSocketSession.SendObject"/>: Jakarta's Encoder.Text and Encoder.Binary.</summary>
    public abstract class MessageEncoder
    {
        /// <summary>What <see cref="Encode"/> returns for an object that is another encoder's.</summary>
        public const int NotMine = -1;

        /// <summary>What the messages are.</summary>
        public readonly WebSocketMessageType MessageType;

        /// <summary>An encoder of text (valid UTF-8) or binary messages.</summary>
        protected MessageEncoder(WebSocketMessageType messageType)
        {
            MessageType = messageType;
        }

        /// <summary>Writes an object. What it throws reaches the caller of SendObject.</summary>
        /// <param name="message">The object.</param>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where.</param>
        /// <param name="capacity">Bytes there is room for: the largest message that the server's send buffer takes.</param>
        /// <returns>The bytes written, or <see cref="NotMine"/>.</returns>
        public abstract int Encode(object message, byte[] buffer, int offset, int capacity);
    }
}
