namespace Nanowire.WebSockets
{
    /// <summary>
    /// A client of a server. The object belongs to this connection alone: when the connection is over and its slot
    /// serves another, it stays closed.
    /// </summary>
    public sealed class ServerWebSocket : WebSocket
    {
        /// <summary>The path that the client asked for, with its query, as it was sent.</summary>
        public readonly string Path;

        internal ServerWebSocket(Channel channel, string path, string subProtocol)
        {
            Channel = channel;
            Path = path;
            AgreedSubProtocol = subProtocol;
        }

        /// <summary>The client's address; empty when the connection is over.</summary>
        public string RemoteAddress
        {
            get
            {
                Transport transport = Channel.Transport;
                return transport == null || Channel.Owner != this ? string.Empty : transport.RemoteAddress;
            }
        }
    }
}
