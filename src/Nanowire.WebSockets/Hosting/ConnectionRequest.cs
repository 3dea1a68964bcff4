using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A request as a <see cref="ConnectionGuard"/> or a <see cref="HttpHandler"/> sees it, borrowed until Check or Begin returns: one object
    /// serves all connections.
    /// Fields, as a property costs a call on the device.
    /// </summary>
    public sealed class ConnectionRequest
    {
        /// <summary>The parsed head; its Buffer holds the whole head from 0 to its Length. For reading.</summary>
        public readonly HttpHead Head;

        /// <summary>For an upgrade that is in order, the subprotocols that the client offers. For reading.</summary>
        public readonly ServerHandshake Handshake;

        /// <summary>The connection, for what it knows of its peer, such as a certificate. For reading.</summary>
        public Transport Transport;

        /// <summary>Whether it asks for a WebSocket. For reading.</summary>
        public bool IsUpgrade;

        /// <summary>What Admit returned. A guard that learns whom a proxy speaks for may put another number in its place.</summary>
        public int Place;

        /// <summary>The client's address: at first the peer's, then that for which a trusted proxy speaks.</summary>
        public string Address;

        /// <summary>Where the host that the client meant starts in the head's buffer: at first Host, then what a trusted proxy says.</summary>
        public int HostOffset;

        /// <summary>Bytes of it, with its port; 0 for none.</summary>
        public int HostCount;

        /// <summary>Whether a trusted proxy says that the client came over TLS. What the transport itself is, it knows.</summary>
        public bool IsForwardedSecure;

        /// <summary>Who the client has shown to be; null for nobody. It becomes <see cref="ServerWebSocket.User"/>.</summary>
        public string User;

        private readonly OriginPolicy _origins;

        internal ConnectionRequest(ServerCore core)
        {
            Head = core.Head;
            Handshake = core.Handshake;
            _origins = core.Origins;
        }

        /// <summary>Makes it the request whose head was parsed last.</summary>
        internal void Set(Transport transport, bool isUpgrade, int place, string address)
        {
            Transport = transport;
            IsUpgrade = isUpgrade;
            Place = place;
            Address = address;
            IsForwardedSecure = false;
            User = null;
            Head.TryGet(HttpHeader.Host, out HostOffset, out HostCount);
        }

        /// <summary>
        /// Whether the page that asks may connect, compared with the host above. The server refuses an upgrade from another
        /// origin with 403 after Check; a guard may ask before, so that such a page cannot use up a visitor's attempts.
        /// </summary>
        /// <returns>True too where there is no Origin.</returns>
        public bool IsOriginAllowed()
        {
            return _origins.IsAllowed(Head, HostOffset, HostCount);
        }
    }
}
