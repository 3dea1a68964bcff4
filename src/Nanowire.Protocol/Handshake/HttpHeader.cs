namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The headers that <see cref="HttpHead"/> keeps; others are checked for their form and counted.</summary>
    public enum HttpHeader
    {
        /// <summary>Host: one in each HTTP/1.1 request.</summary>
        Host = 0,

        /// <summary>Origin: where the page comes from that opens the connection (RFC 6455 section 10.2).</summary>
        Origin = 1,

        /// <summary>Connection: a list of tokens.</summary>
        Connection = 2,

        /// <summary>Upgrade: a list of protocols.</summary>
        Upgrade = 3,

        /// <summary>Sec-WebSocket-Key.</summary>
        SecWebSocketKey = 4,

        /// <summary>Sec-WebSocket-Version.</summary>
        SecWebSocketVersion = 5,

        /// <summary>Sec-WebSocket-Protocol: a list in a request, one token in a response.</summary>
        SecWebSocketProtocol = 6,

        /// <summary>Sec-WebSocket-Extensions: a list.</summary>
        SecWebSocketExtensions = 7,

        /// <summary>Sec-WebSocket-Accept.</summary>
        SecWebSocketAccept = 8,

        /// <summary>Accept-Encoding: a list with weights.</summary>
        AcceptEncoding = 9,

        /// <summary>If-None-Match: a list of entity tags, or an asterisk.</summary>
        IfNoneMatch = 10,

        /// <summary>Content-Length.</summary>
        ContentLength = 11,

        /// <summary>Transfer-Encoding.</summary>
        TransferEncoding = 12,

        /// <summary>Retry-After of a refusal.</summary>
        RetryAfter = 13,

        /// <summary>Location of a redirection.</summary>
        Location = 14,

        /// <summary>Authorization.</summary>
        Authorization = 15,
    }
}
