namespace Nanowire.WebSockets
{
    /// <summary>
    /// Why a connection was closed (RFC 6455 section 7.4.1 and its IANA registry); names and numbers are those of .NET
    /// where .NET has them. Applications may use 3000 to 4999 by a cast.
    /// </summary>
    public enum WebSocketCloseStatus
    {
        /// <summary>The purpose is fulfilled.</summary>
        NormalClosure = 1000,

        /// <summary>The endpoint goes away: a server shuts down, a page is left.</summary>
        EndpointUnavailable = 1001,

        /// <summary>The peer broke a rule of the protocol.</summary>
        ProtocolError = 1002,

        /// <summary>A kind of message that this endpoint does not take.</summary>
        InvalidMessageType = 1003,

        /// <summary>The Close frame carried no status. Never on the wire.</summary>
        Empty = 1005,

        /// <summary>The connection was lost without a Close frame. Never on the wire.</summary>
        AbnormalClosure = 1006,

        /// <summary>Text that is not UTF-8.</summary>
        InvalidPayloadData = 1007,

        /// <summary>A rule of this endpoint was broken, and no other status says it better.</summary>
        PolicyViolation = 1008,

        /// <summary>A message is larger than this endpoint takes.</summary>
        MessageTooBig = 1009,

        /// <summary>The client wanted an extension that the server did not grant.</summary>
        MandatoryExtension = 1010,

        /// <summary>The server met a condition that it did not expect.</summary>
        InternalServerError = 1011,

        /// <summary>The service restarts; connect again after a while.</summary>
        ServiceRestart = 1012,

        /// <summary>The service is overloaded; connect again later.</summary>
        TryAgainLater = 1013,

        /// <summary>A gateway got a bad answer from the server behind it.</summary>
        BadGateway = 1014,

        /// <summary>The TLS handshake failed. Never on the wire.</summary>
        TlsHandshake = 1015,
    }
}
