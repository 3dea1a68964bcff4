namespace Nanowire.WebSockets.Stomp
{
    /// <summary>Why a <see cref="StompClient"/> lost or gave up its connection.</summary>
    public enum StompFailure
    {
        /// <summary>It did not: the connection is there, or was closed after <see cref="StompClient.Disconnect"/>.</summary>
        None = 0,

        /// <summary>The WebSocket connection was over; its CloseStatus says why.</summary>
        ConnectionLost = 1,

        /// <summary>The broker sent ERROR.</summary>
        ErrorFrame = 2,

        /// <summary>The broker sent what is not STOMP or exceeds a limit; <see cref="StompClient.Violation"/> says which.</summary>
        Violation = 3,

        /// <summary>The broker speaks neither 1.2 nor 1.1.</summary>
        Version = 4,

        /// <summary>No CONNECTED came within ConnectTimeoutMs.</summary>
        ConnectTimeout = 5,

        /// <summary>Nothing came for the agreed time and HeartBeatToleranceMs.</summary>
        HeartBeatTimeout = 6,

        /// <summary>CONNECT or a SUBSCRIBE could not be sent.</summary>
        SendFailed = 7,

        /// <summary>A receipt was late, and a <see cref="StompOutbox"/> gave the session up.</summary>
        ReceiptTimeout = 8,
    }
}
