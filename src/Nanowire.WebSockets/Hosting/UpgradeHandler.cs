using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Has the last word on opening handshakes, for servers with several endpoints; see <see cref="WebSocketServerOptions.UpgradeHandler"/>. The
    /// library Nanowire.Endpoints has one. Only the pump calls it, and it must not wait. What it throws is counted in HandlerErrors.
    /// </summary>
    /// <remarks>Fields for the reason given at <see cref="ConnectionOptions"/>.</remarks>
    public abstract class UpgradeHandler
    {
        /// <summary>
        /// Limits and deadlines of the connection that <see cref="Check"/> has just let in; null for the server's. A message that is not to be
        /// handed over in parts is at most the server's ReceiveBufferSize less its reserve.
        /// </summary>
        public ProtocolOptions Limits;

        /// <summary>Header lines for the 101 of the connection that <see cref="Check"/> has just let in, each with its CR LF; null for none.</summary>
        public byte[] HeaderLines;

        /// <summary>The bytes of <see cref="HeaderLines"/>. The connection gets 500 when they do not fit the send buffer with the 101.</summary>
        public int HeaderCount;

        /// <summary>Whether there is an endpoint at the request's target; upgrades elsewhere get 404, and other requests there 426.</summary>
        public abstract bool IsEndpoint(HttpHead head);

        /// <summary>Judges a request that passed all other checks. Opened comes next, before any other call, if it is let in.</summary>
        /// <param name="head">The request.</param>
        /// <param name="handshake">What it offers; a subprotocol is chosen by its SubProtocolIndex.</param>
        /// <param name="address">The client's address, as <see cref="ServerWebSocket.RemoteAddress"/> will have it.</param>
        /// <param name="user">Who the client has shown to be to the guard, or null.</param>
        /// <returns>101, or the status to refuse with, 400 to 431 or 500 to 505.</returns>
        public abstract int Check(HttpHead head, ServerHandshake handshake, string address, string user);

        /// <summary>A Pong arrived, of a Ping or unasked for; keep-alive's have no payload. An exception closes the connection with 1011.</summary>
        /// <param name="socket">Where.</param>
        /// <param name="buffer">Holds the payload; borrowed until this returns.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes, at most 125.</param>
        public abstract void PongReceived(WebSocket socket, byte[] buffer, int offset, int count);
    }
}
