namespace Nanowire.WebSockets.Stomp
{
    /// <summary>Where a <see cref="StompClient"/> stands with its broker.</summary>
    public enum StompState
    {
        /// <summary>There is no connection.</summary>
        Disconnected = 0,

        /// <summary>CONNECT was sent.</summary>
        Connecting = 1,

        /// <summary>CONNECTED came: frames may be sent.</summary>
        Connected = 2,

        /// <summary>DISCONNECT was sent, and its receipt is awaited.</summary>
        Disconnecting = 3,
    }
}
