using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Decides who may come in and how much they may send; see <see cref="WebSocketServerOptions.Guard"/>. The library
    /// Nanowire.Access has one made of parts. Only the pump calls it, so it needs no lock for what only it uses, and must not wait.
    /// </summary>
    /// <remarks>
    /// The calls for a connection, each at the time that it names, in the milliseconds of the pump's clock:
    /// <code>
    /// Admit     accepted, nothing read yet; says no: a refusal is sent without taking a slot, and nothing more is called
    /// Check     its request is there, before any answer to it but those to a malformed one
    /// Charge    bytes or a message of a WebSocket arrived
    /// Release   it is over; once for each Admit that let it in
    /// </code>
    /// An exception is counted in HandlerErrors and taken for a no: 500, or 1011.
    /// </remarks>
    public abstract class ConnectionGuard
    {
        /// <summary>Why the last call said no. For reading.</summary>
        public RefusalReason Reason;

        /// <summary>A connection was accepted.</summary>
        /// <param name="address">The peer's address, as <see cref="Transport.RemoteAddress"/> has it.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>A number of the guard's own, 0 or more, that the other calls bring back; or the status of a refusal, 400 to 505, negative.</returns>
        public abstract int Admit(string address, long nowMs);

        /// <summary>A request arrived that could be answered, for content, an upgrade or nothing that exists.</summary>
        /// <param name="request">The request; the guard may change what its docs say, such as <see cref="ConnectionRequest.User"/>.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>0 to go on, or the HTTP status to refuse with, 400 to 431 or 500 to 505.</returns>
        public abstract int Check(ConnectionRequest request, long nowMs);

        /// <summary>Writes the answer to what <see cref="Admit"/> or <see cref="Check"/> has just refused.</summary>
        /// <param name="status">The status.</param>
        /// <param name="method">The request's method: a response to HEAD has no body.</param>
        /// <param name="output">Takes the whole response, which must say Connection: close.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for, at least <see cref="HttpRefusal.MaxCount"/>.</param>
        /// <returns>Bytes written; 0 leaves it to <see cref="HttpRefusal"/>.</returns>
        public virtual int WriteRefusal(int status, HttpMethod method, byte[] output, int offset, int capacity)
        {
            return 0;
        }

        /// <summary>A WebSocket received something. Bytes are charged as they are read, before anything is made of them.</summary>
        /// <param name="place">What <see cref="Admit"/> returned, or <see cref="Check"/> put in its place.</param>
        /// <param name="bytes">Bytes read, 0 or more.</param>
        /// <param name="messages">Whole messages that are about to be handed over, 0 or 1.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>0 to go on, or the status to close the connection with; what was charged is not handed over then.</returns>
        public abstract int Charge(int place, int bytes, int messages, long nowMs);

        /// <summary>The connection is over.</summary>
        /// <param name="place">As in <see cref="Charge"/>.</param>
        public abstract void Release(int place);
    }
}
