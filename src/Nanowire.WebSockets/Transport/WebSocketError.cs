namespace Nanowire.WebSockets
{
    /// <summary>What kind of error a <see cref="WebSocketException"/> is about.</summary>
    public enum WebSocketError
    {
        /// <summary>None of the others.</summary>
        Unknown = 0,

        /// <summary>The host name is not known.</summary>
        HostNotFound,

        /// <summary>The host refused the connection or cannot be reached.</summary>
        ConnectionFailed,

        /// <summary>A deadline passed.</summary>
        Timeout,

        /// <summary>The server answered the handshake with another status than 101; HttpStatus has it.</summary>
        Refused,

        /// <summary>The server's handshake breaks RFC 6455.</summary>
        HandshakeFailed,

        /// <summary>A proxy on the way answered with another status than 2xx; HttpStatus has it.</summary>
        ProxyRefused,

        /// <summary>The connection is closed or was lost.</summary>
        ConnectionClosed,

        /// <summary>There was a connection, but no TLS over it: the certificate is not trusted, expired or another host's, or the peer refused.</summary>
        TlsFailed,
    }
}
