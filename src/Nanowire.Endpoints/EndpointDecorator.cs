using System;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>Passes all on to another handler, for those who add to what it does: Spring's WebSocketHandlerDecorator.</summary>
    public abstract class EndpointDecorator : Endpoint
    {
        /// <summary>The handler that is decorated.</summary>
        protected readonly Endpoint Inner;

        /// <summary>Decorates a handler.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
        protected EndpointDecorator(Endpoint inner)
        {
            ArgumentNullException.ThrowIfNull(inner, nameof(inner));
            Inner = inner;
        }

        /// <inheritdoc/>
        public override void OnOpen(WebSocketSession session)
        {
            Inner.OnOpen(session);
        }

        /// <inheritdoc/>
        public override void OnText(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            Inner.OnText(session, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override void OnBinary(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            Inner.OnBinary(session, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override void OnPartial(
            WebSocketSession session, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool isLast)
        {
            Inner.OnPartial(session, buffer, offset, count, messageType, isLast);
        }

        /// <inheritdoc/>
        public override void OnObject(WebSocketSession session, object message)
        {
            Inner.OnObject(session, message);
        }

        /// <inheritdoc/>
        public override void OnPong(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            Inner.OnPong(session, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override void OnError(WebSocketSession session, Exception exception)
        {
            Inner.OnError(session, exception);
        }

        /// <inheritdoc/>
        public override void OnClose(WebSocketSession session, WebSocketCloseStatus status, string reason)
        {
            Inner.OnClose(session, status, reason);
        }
    }
}
