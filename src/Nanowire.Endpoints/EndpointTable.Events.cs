using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    // From the server's events to handlers.
    public sealed partial class EndpointTable
    {
        /// <inheritdoc/>
        public override void PongReceived(WebSocket socket, byte[] buffer, int offset, int count)
        {
            WebSocketSession session = socket.Tag as WebSocketSession;
            if (session == null)
            {
                return;
            }

            try
            {
                session.Handler.OnPong(session, buffer, offset, count);
            }
            catch (Exception e)
            {
                Fail(session, e);
            }
        }

        /// <summary>Something of the application's threw.</summary>
        internal void Fail(WebSocketSession session, Exception error)
        {
            _statistics.HandlerErrors++;
            session.Handler.OnError(session, error);
        }

        private static bool Decode(WebSocketSession session, byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            MessageDecoder[] decoders = session.Config.Decoders;
            for (int i = 0; i < decoders.Length; i++)
            {
                object message = decoders[i].MessageType == messageType ? decoders[i].Decode(buffer, offset, count) : null;
                if (message != null)
                {
                    session.Handler.OnObject(session, message);
                    return true;
                }
            }

            return false;
        }

        private void OnOpened(WebSocket socket)
        {
            WebSocketSession session = _opening;
            if (session == null)
            {
                // Let in by somebody else: at a path of an HttpHandler.
                return;
            }

            EndpointConfig config = session.Config;
            _opening = null;
            session.Socket = (ServerWebSocket)socket;
            bool hasHandler = session.Handler != null;
            if (hasHandler)
            {
                socket.Tag = session;
                config.Add(session);
            }

            if (config.Interceptors != null)
            {
                TellAfter(config, config.Interceptors.Length, HttpStatus.SwitchingProtocols);
            }

            if (!hasHandler)
            {
                return;
            }

            try
            {
                session.Handler.OnOpen(session);
            }
            catch (Exception e)
            {
                Fail(session, e);
            }
        }

        private void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            WebSocketSession session = socket.Tag as WebSocketSession;
            if (session == null)
            {
                return;
            }

            try
            {
                EndpointConfig config = session.Config;
                if (config.AllowPartialMessages)
                {
                    session.Handler.OnPartial(session, buffer, offset, count, messageType, endOfMessage);
                }
                else if (config.Decoders != null && Decode(session, buffer, offset, count, messageType))
                {
                    // A decoder has taken it, and the handler what it made of it.
                }
                else if (messageType == WebSocketMessageType.Text)
                {
                    session.Handler.OnText(session, buffer, offset, count);
                }
                else
                {
                    session.Handler.OnBinary(session, buffer, offset, count);
                }
            }
            catch (Exception e)
            {
                Fail(session, e);
            }
        }

        private void OnDrained(WebSocket socket)
        {
            WebSocketSession session = socket.Tag as WebSocketSession;
            if (session != null)
            {
                session.Drain();
            }
        }

        private void OnClosed(WebSocket socket)
        {
            WebSocketSession session = socket.Tag as WebSocketSession;
            if (session == null)
            {
                return;
            }

            session.Config.Remove(session);
            try
            {
                session.End();
                session.Handler.OnClose(session, socket.CloseStatus, socket.CloseStatusDescription);
            }
            catch (Exception e)
            {
                Fail(session, e);
            }
        }
    }
}
