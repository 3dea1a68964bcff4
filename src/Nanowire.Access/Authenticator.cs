namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// Finds out who asks, before the 101 or a page. Several may stand side by side in an <see cref="AccessGuard"/>: one that
    /// accepts suffices. Applications derive their own, for a certificate of the transport or a user list.
    /// </summary>
    public abstract class Authenticator
    {
        /// <summary>
        /// The challenge that a 401 names this kind of credentials with (RFC 9110 section 11.6.1), printable ASCII; null for a kind
        /// that no challenge asks for. Asked for after <see cref="Authenticate"/> with the same request.
        /// </summary>
        public virtual string Challenge => null;

        /// <summary>Judges a request. It must not wait, and compares secrets in a time that does not depend on where they differ.</summary>
        /// <param name="request">The request; its User is set when it is accepted.</param>
        /// <param name="nowMs">The time of the pump's clock.</param>
        /// <returns>What it found.</returns>
        public abstract Authentication Authenticate(ConnectionRequest request, long nowMs);
    }
}
