using System;
using System.Text;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>
    /// What an application does at an endpoint: Jakarta's Endpoint, Spring's WebSocketHandler. One object serves all connections of an endpoint, or
    /// one each (<see cref="EndpointConfig.CreateHandler"/>). All calls come from the server's pump and must return soon.
    /// </summary>
    /// <remarks>An exception of any method but OnError goes to <see cref="OnError"/> and is counted in HandlerErrors.</remarks>
    public abstract class Endpoint
    {
        /// <summary>The connection is open.</summary>
        public virtual void OnOpen(WebSocketSession session)
        {
        }

        /// <summary>A text arrived. Unless overridden it is made a string for the other, which is an object for each message.</summary>
        /// <param name="session">Where.</param>
        /// <param name="buffer">Holds it in UTF-8, checked; borrowed until this returns.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        public virtual void OnText(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            OnText(session, Encoding.UTF8.GetString(buffer, offset, count));
        }

        /// <summary>A text arrived, as a string. Unless overridden the connection is closed with 1003: nobody here takes texts.</summary>
        public virtual void OnText(WebSocketSession session, string text)
        {
            session.Close(WebSocketCloseStatus.InvalidMessageType, null);
        }

        /// <summary>A binary message arrived; as the texts.</summary>
        public virtual void OnBinary(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            session.Close(WebSocketCloseStatus.InvalidMessageType, null);
        }

        /// <summary>
        /// All messages where <see cref="EndpointConfig.AllowPartialMessages"/> is set, those that the receive buffer has no room for in pieces. A
        /// piece of a text may end within a character.
        /// </summary>
        /// <param name="session">Where.</param>
        /// <param name="buffer">Holds the piece; borrowed until this returns.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="messageType">Text or Binary.</param>
        /// <param name="isLast">Whether it ends the message.</param>
        public virtual void OnPartial(
            WebSocketSession session, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool isLast)
        {
            session.Close(WebSocketCloseStatus.InvalidMessageType, null);
        }

        /// <summary>What one of the endpoint's decoders made of a message.</summary>
        public virtual void OnObject(WebSocketSession session, object message)
        {
            session.Close(WebSocketCloseStatus.InvalidMessageType, null);
        }

        /// <summary>A Pong arrived: of a Ping of the session's, of the server's keep-alive (without payload), or unasked for.</summary>
        public virtual void OnPong(WebSocketSession session, byte[] buffer, int offset, int count)
        {
        }

        /// <summary>
        /// A method of this handler, a decoder or a callback of a send threw. Unless overridden the connection is closed with 1011. That a connection
        /// is lost is no error: <see cref="OnClose"/> tells of it.
        /// </summary>
        public virtual void OnError(WebSocketSession session, Exception exception)
        {
            session.Close(WebSocketCloseStatus.InternalServerError, null);
        }

        /// <summary>The connection is over; nothing comes behind it.</summary>
        /// <param name="session">Which.</param>
        /// <param name="status">The peer's status, 1005 where it gave none, 1006 where it was lost, or the one that this end failed it with.</param>
        /// <param name="reason">The peer's reason, or the rule that it broke; empty for none.</param>
        public virtual void OnClose(WebSocketSession session, WebSocketCloseStatus status, string reason)
        {
        }
    }
}
