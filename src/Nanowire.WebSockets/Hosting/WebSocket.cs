namespace Nanowire.WebSockets
{
    /// <summary>
    /// One end of a WebSocket connection, as an application holds it. All members may be used from any thread.
    /// </summary>
    /// <remarks>An application derives from it only to stand in for a connection in its tests, and overrides what it uses then.</remarks>
    public abstract class WebSocket
    {
        /// <summary>Whatever the application wants to keep with the connection.</summary>
        public object Tag;

        /// <summary>
        /// What is sent goes through it, under a lock on it and only while it is this connection's: a slot that
        /// serves another by then refuses it.
        /// </summary>
        internal Channel Channel;

        /// <summary>The state while the channel is not this connection's: before it opens, and when it is over.</summary>
        internal WebSocketState StateWithout;

        internal string AgreedSubProtocol;
        private WebSocketCloseStatus _closeStatus;

        /// <summary>The reason that the peer gave for closing, as soon as it did, or the rule that it broke.</summary>
        internal string CloseReason = string.Empty;

        /// <summary>Where the connection stands.</summary>
        public virtual WebSocketState State => Channel.Owner == this ? Channel.State : StateWithout;

        /// <summary>Why the connection ended, once it did; see <see cref="WebSocketCloseStatus"/>.</summary>
        public virtual WebSocketCloseStatus CloseStatus => _closeStatus;

        /// <summary>The reason that the peer gave for closing; empty when it gave none.</summary>
        public virtual string CloseStatusDescription => CloseReason;

        /// <summary>The subprotocol that was agreed on; null for none.</summary>
        public virtual string SubProtocol => AgreedSubProtocol;

        /// <summary>The bytes that wait to be sent.</summary>
        public virtual int BufferedAmount
        {
            get
            {
                lock (Channel)
                {
                    return Channel.Owner == this ? Channel.PendingCount : 0;
                }
            }
        }

        /// <summary>Sends a whole message.</summary>
        /// <param name="buffer">Holds the message; never written to. A message that fits the send buffer is copied. A larger one
        /// is borrowed until <see cref="BufferedAmount"/> is 0 (a client waits for that itself).</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="messageType">Text (valid UTF-8, which is the caller's duty) or Binary.</param>
        /// <returns>Whether the message was taken, whole and in order; when not, nothing of it is sent.</returns>
        public virtual bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            Channel channel = Channel;
            lock (channel)
            {
                return channel.Owner == this
                    && channel.FlushIf(channel.TrySendPart(messageType, buffer, offset, count, true, true));
            }
        }

        /// <summary>
        /// Sends a further part of a message, so that one larger than any buffer can be sent. No other message is taken
        /// until the part that ends it.
        /// </summary>
        /// <param name="buffer">Holds the part; as in <see cref="Send"/>.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="messageType">The same for all parts.</param>
        /// <param name="endOfMessage">Whether it ends the message.</param>
        /// <returns>Whether the part was taken.</returns>
        public virtual bool SendFragment(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            Channel channel = Channel;
            lock (channel)
            {
                return channel.Owner == this
                    && channel.FlushIf(channel.TrySendPart(messageType, buffer, offset, count, endOfMessage, false));
            }
        }

        /// <summary>Sends a text message. A convenience that allocates; bytes are the primary payload.</summary>
        /// <returns>As <see cref="Send"/>.</returns>
        public bool SendString(string text)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            return Send(bytes, 0, bytes.Length, WebSocketMessageType.Text);
        }

        /// <summary>Sends a Ping with at most 125 bytes (RFC 6455 section 5.5.2). Keep-alive needs none: it has its own.</summary>
        /// <returns>Whether it was taken.</returns>
        public virtual bool Ping(byte[] buffer, int offset, int count)
        {
            Channel channel = Channel;
            lock (channel)
            {
                return channel.Owner == this && channel.FlushIf(channel.TryPing(buffer, offset, count));
            }
        }

        /// <summary>Starts the closing handshake (RFC 6455 section 7.1.2) and returns at once; Closed tells of its end.</summary>
        /// <param name="status">The status the peer will see; <see cref="WebSocketCloseStatus.Empty"/> without a description for none.</param>
        /// <param name="description">The reason the peer will see, at most 123 bytes of UTF-8, longer ones are cut; may be null.</param>
        /// <returns>False when the connection is not open any more.</returns>
        /// <exception cref="System.ArgumentException">The status is one that may not be sent.</exception>
        public virtual bool Close(WebSocketCloseStatus status, string description)
        {
            byte[] reason = System.Text.Encoding.UTF8.GetBytes(description ?? string.Empty);
            Channel channel = Channel;
            lock (channel)
            {
                if (channel.Owner != this)
                {
                    return false;
                }

                channel.WakeMs = 0;
                return channel.FlushIf(channel.TryClose(status, reason, 0, reason.Length));
            }
        }

        /// <summary>Starts the closing handshake with <see cref="WebSocketCloseStatus.NormalClosure"/>.</summary>
        /// <returns>False when the connection is not open any more.</returns>
        public bool Close()
        {
            return Close(WebSocketCloseStatus.NormalClosure, null);
        }

        /// <summary>Gives the connection up at once, without a closing handshake.</summary>
        public virtual void Abort()
        {
            Channel channel = Channel;
            lock (channel)
            {
                if (channel.Owner == this)
                {
                    // The pump closes the transport.
                    channel.WakeMs = 0;
                    channel.Abort();
                }
            }
        }

        /// <summary>Keeps how the connection ended; the channel is free for another after this.</summary>
        internal void Detach(WebSocketState state, WebSocketCloseStatus status)
        {
            StateWithout = state;
            _closeStatus = status;
        }
    }
}
