namespace Nanowire.WebSockets
{
    /// <summary>
    /// Is told what a server does; see <see cref="WebSocketServerOptions.Observer"/>. The library Nanowire.Diagnostics has one that
    /// keeps the last events. One method for all, since on the device each costs flash in the server that calls it.
    /// </summary>
    public abstract class ServerObserver
    {
        /// <summary>
        /// Something happened. Calls come from the pump, those of Dropped from any thread that sends; none may wait. An exception
        /// is counted in HandlerErrors.
        /// </summary>
        /// <param name="kind">What.</param>
        /// <param name="address">The client's address, as far as it is known; not null.</param>
        /// <param name="status">The HTTP status, the close code, or what the kind says; 0 where there is none.</param>
        /// <param name="reason">Why, for Refused and Limited.</param>
        public abstract void Happened(ServerEventKind kind, string address, int status, RefusalReason reason);
    }
}
