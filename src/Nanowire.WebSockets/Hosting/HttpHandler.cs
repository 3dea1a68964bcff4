using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Answers the requests of some paths in place of the server's content, for libraries that bring a protocol of their own on
    /// HTTP; see <see cref="WebSocketServer.AddHandler"/>. Only the pump calls it. The server's guard and its policy for origins have
    /// let a request pass before <see cref="Begin"/> sees it. An exception is counted in HandlerErrors.
    /// </summary>
    public abstract class HttpHandler
    {
        /// <summary>The handler that is asked next; null for the last.</summary>
        internal HttpHandler Next;

        /// <summary>Whether a request is this handler's; nothing may be begun yet.</summary>
        /// <param name="head">The request's head, of which only method and target are to be looked at, borrowed until it returns.</param>
        /// <param name="isUpgrade">
        /// Whether it asks for a WebSocket. Then the server opens one as at its own endpoint, which the handler learns of from the server's
        /// events.
        /// </param>
        public abstract bool Matches(HttpHead head, bool isUpgrade);

        /// <summary>Begins the answer to a request that is no upgrade.</summary>
        /// <param name="request">The request, borrowed until it returns; its body is handed to <see cref="HttpExchange.Receive"/>.</param>
        /// <param name="nowMs">The time on the pump's clock, in milliseconds.</param>
        /// <returns>Null for 404.</returns>
        public abstract HttpExchange Begin(ConnectionRequest request, long nowMs);

        /// <summary>Called in the server's idle rounds and at least in each sixteenth, for deadlines.</summary>
        /// <param name="nowMs">The time on the pump's clock, in milliseconds.</param>
        public virtual void Tick(long nowMs)
        {
        }
    }
}
