namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>Makes objects of messages for <see cref="Endpoint.OnObject"/>: Jakarta's Decoder.Text and Decoder.Binary.</summary>
    public abstract class MessageDecoder
    {
        /// <summary>Which messages it is asked about.</summary>
        public readonly WebSocketMessageType MessageType;

        /// <summary>A decoder of text or binary messages.</summary>
        protected MessageDecoder(WebSocketMessageType messageType)
        {
            MessageType = messageType;
        }

        /// <summary>Reads a message. What it throws goes to the handler's OnError.</summary>
        /// <param name="buffer">Holds it; borrowed until this returns.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The object; null for a message that is for the next decoder, or for OnText and OnBinary when there is none.</returns>
        public abstract object Decode(byte[] buffer, int offset, int count);
    }
}
