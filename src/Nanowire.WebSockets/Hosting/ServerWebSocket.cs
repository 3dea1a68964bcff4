namespace Nanowire.WebSockets
{
    /// <summary>
    /// A client of a server. The object belongs to this connection alone: when the connection is over and its slot
    /// serves another, it stays closed.
    /// </summary>
    public sealed class ServerWebSocket : WebSocket
    {
        private readonly Channel _channel;
        private readonly string _path;
        private readonly string _subProtocol;
        private WebSocketState _finalState;
        private WebSocketCloseStatus _closeStatus;
        private string _closeDescription;

        internal ServerWebSocket(Channel channel, string path, string subProtocol)
        {
            _channel = channel;
            _path = path;
            _subProtocol = subProtocol;
            _closeDescription = string.Empty;
        }

        /// <summary>The path that the client asked for, with its query, as it was sent.</summary>
        public string Path => _path;

        /// <summary>The client's address; empty when the connection is over.</summary>
        public string RemoteAddress
        {
            get
            {
                Transport transport = _channel.Transport;
                return transport == null || _channel.Owner != this ? string.Empty : transport.RemoteAddress;
            }
        }

        /// <inheritdoc/>
        public override string SubProtocol => _subProtocol;

        /// <inheritdoc/>
        public override WebSocketState State => _channel.Owner == this ? _channel.Protocol.State : _finalState;

        /// <inheritdoc/>
        public override WebSocketCloseStatus CloseStatus => _closeStatus;

        /// <inheritdoc/>
        public override string CloseStatusDescription => _closeDescription;

        /// <inheritdoc/>
        public override int BufferedAmount => _channel.GetPendingCount(this);

        /// <inheritdoc/>
        public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            return _channel.Send(this, messageType, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override bool SendFragment(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            return _channel.SendFragment(this, messageType, buffer, offset, count, endOfMessage);
        }

        /// <inheritdoc/>
        public override bool Ping(byte[] buffer, int offset, int count)
        {
            return _channel.Ping(this, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override bool Close(WebSocketCloseStatus status, string description)
        {
            return _channel.Close(this, status, description);
        }

        /// <inheritdoc/>
        public override void Abort()
        {
            _channel.Abort(this);
        }

        /// <summary>Keeps how the connection ended; the channel is free for another after this.</summary>
        internal void Detach(WebSocketState finalState, WebSocketCloseStatus status, string description)
        {
            _finalState = finalState;
            _closeStatus = status;
            _closeDescription = description;
        }
    }
}
