namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Why a client does not accept the answer to its handshake (RFC 6455 section 4.1); see <see cref="ClientHandshake.Check"/>.
    /// </summary>
    public enum HandshakeError
    {
        /// <summary>The answer is right: the connection is open.</summary>
        None = 0,

        /// <summary>The answer is no well-formed response head of HTTP/1.1.</summary>
        NotHttp = 1,

        /// <summary>The answer has more headers than the parser takes.</summary>
        TooManyHeaders = 2,

        /// <summary>The server refuses, redirects, or answers with a page: the status says which.</summary>
        StatusNot101 = 3,

        /// <summary>Upgrade is missing, or is not just "websocket".</summary>
        UpgradeMissing = 4,

        /// <summary>Connection does not name "upgrade".</summary>
        ConnectionMissing = 5,

        /// <summary>Sec-WebSocket-Accept is missing.</summary>
        AcceptMissing = 6,

        /// <summary>Sec-WebSocket-Accept does not answer the key that was sent: a cache, or no WebSocket server.</summary>
        AcceptWrong = 7,

        /// <summary>A header that must come once (Upgrade, Sec-WebSocket-Accept, Sec-WebSocket-Protocol) is repeated.</summary>
        HeaderRepeated = 8,

        /// <summary>The server has chosen a subprotocol that was not offered.</summary>
        SubProtocolNotOffered = 9,

        /// <summary>The server uses an extension; none is ever offered.</summary>
        ExtensionNotOffered = 10,
    }
}
