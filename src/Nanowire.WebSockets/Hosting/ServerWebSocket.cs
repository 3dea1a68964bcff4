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

        /// <summary>
        /// Asks for <see cref="WebSocketServer.Drained"/> when all that waits now is out, though no send was refused; at once where nothing waits.
        /// It comes from the pump, also to those who ask from another thread.
        /// </summary>
        /// <returns>False when the connection is over: it will not come.</returns>
        public bool RequestDrained()
        {
            Channel channel = Channel;
            lock (channel)
            {
                if (channel.Owner != this)
                {
                    return false;
                }

                channel.AwaitDrained();
                return true;
            }
        }

        /// <summary>
        /// The client's address, or that for which a proxy speaks where a guard trusts the proxy; empty when the connection is over.
        /// </summary>
        public string RemoteAddress
        {
            get
            {
                Transport transport = Channel.Transport;
                if (transport == null || Channel.Owner != this)
                {
                    return string.Empty;
                }

                ConnectionWatch watch = ((ConnectionSlot)Channel).Watch;
                return watch == null ? transport.RemoteAddress : watch.Address;
            }
        }

        /// <summary>
        /// Who the client has shown to be to the server's guard; null for nobody, and when the connection is over: what has to
        /// know it then keeps it in <see cref="WebSocket.Tag"/>.
        /// </summary>
        public string User
        {
            get
            {
                ConnectionWatch watch = ((ConnectionSlot)Channel).Watch;
                return watch == null || Channel.Owner != this ? null : watch.User;
            }
        }
    }
}
