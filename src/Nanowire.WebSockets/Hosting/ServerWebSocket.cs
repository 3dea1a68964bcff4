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

        /// <summary>
        /// Queues a message that is framed already (see <see cref="Protocol.FrameEncoder"/>), so that one frame serves many
        /// connections. It is not looked at: what is no unmasked frame breaks the connection.
        /// </summary>
        /// <param name="buffer">Holds the frame; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes; one larger than the send buffer takes never fits.</param>
        /// <returns>Whether it was taken; when there was no room, <see cref="WebSocketServer.Drained"/> says when there is.</returns>
        /// <exception cref="System.ArgumentException">The range is not within the buffer.</exception>
        public bool SendFrame(byte[] buffer, int offset, int count)
        {
            Protocol.Ascii.CheckRange(buffer, offset, count);
            Channel channel = Channel;
            lock (channel)
            {
                return channel.Owner == this && channel.FlushIf(channel.TrySendEncoded(buffer, offset, count, buffer, offset, 0));
            }
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
