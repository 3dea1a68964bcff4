namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>Is asked before an endpoint's handshakes and told of them after: Spring's HandshakeInterceptor, Jakarta's modifyHandshake.</summary>
    /// <remarks>It runs on the server's pump and must not wait. What it throws refuses the handshake with 500 and is counted in HandlerErrors.</remarks>
    public abstract class HandshakeInterceptor
    {
        /// <summary>
        /// Says whether the handshake may go on, after the server's own checks (path, guard, origin). It may give the session properties and add
        /// headers to the answer.
        /// </summary>
        /// <param name="request">Borrowed until this returns.</param>
        /// <returns>0 or 101 to go on, or the HTTP status to refuse with, 400 to 431 or 500 to 505.</returns>
        public virtual int BeforeHandshake(HandshakeRequest request)
        {
            return 0;
        }

        /// <summary>
        /// Tells those that let a handshake go on what became of it, the last one first; before OnOpen.
        /// </summary>
        /// <param name="request">As before; its session has its socket when the handshake succeeded. Its head is not to be read any more then.</param>
        /// <param name="status">101, or the status that it was refused with.</param>
        public virtual void AfterHandshake(HandshakeRequest request, int status)
        {
        }
    }
}
