using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    // The sessions of WebSockets, which live as long as these do. The server's events come on the pump.
    public sealed partial class SockJSServer
    {
        /// <summary>Sends a message; false when it finds no room.</summary>
        internal bool SendToSocket(SockJSSession session, byte[] buffer, int offset, int count)
        {
            session.HasSent = true;
            if (session.Transport == SockJSTransport.RawWebSocket)
            {
                return session.Socket.Send(buffer, offset, count, WebSocketMessageType.Text);
            }

            lock (_scratch)
            {
                // It fits the send buffer, so it is copied.
                int end = JsonString.Write(buffer, offset, count, _scratch, 2, _scratch.Length - 1);
                if (end < 0)
                {
                    return false;
                }

                _scratch[end] = (byte)']';
                return session.Socket.Send(_scratch, 0, end + 1, WebSocketMessageType.Text);
            }
        }

        private void OnOpened(WebSocket socket)
        {
            ServerWebSocket opened = (ServerWebSocket)socket;
            byte[] path = Ascii.GetBytes(opened.Path);
            int id;
            int idCount;
            int query = opened.Path.IndexOf('?');
            SockJSResource resource = Parse(path, 0, query < 0 ? path.Length : query, out id, out idCount);
            if (!Options.WebSocket || (resource != SockJSResource.WebSocket && resource != SockJSResource.RawWebSocket))
            {
                return;
            }

            bool isRaw = resource == SockJSResource.RawWebSocket;
            SockJSSession session = new SockJSSession(this, opened, isRaw ? SockJSTransport.RawWebSocket : SockJSTransport.WebSocket);
            session.SentMs = _nowMs;
            socket.Tag = session;
            if (!isRaw)
            {
                SendSign(session, 'o');
            }

            lock (_sessions)
            {
                session.Next = _sockets;
                _sockets = session;
            }

            RaiseOpened(session);
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            SockJSSession session = GetSession(socket);
            if (session == null)
            {
                return;
            }

            if (!endOfMessage || messageType != WebSocketMessageType.Text)
            {
                session.CloseBy((int)(endOfMessage ? WebSocketCloseStatus.InvalidMessageType : WebSocketCloseStatus.MessageTooBig), string.Empty);
            }
            else if (session.Transport == SockJSTransport.RawWebSocket)
            {
                Deliver(session, buffer, offset, count);
            }
            else
            {
                Read(session, buffer, offset, count);
            }
        }

        private void Read(SockJSSession session, byte[] buffer, int offset, int count)
        {
            int position = offset;
            int end = offset + count;
            _reader.Reset();
            JsonToken token = _reader.Read(buffer, ref position, end);
            while (token == JsonToken.String)
            {
                Deliver(session, buffer, _reader.Offset, _reader.Count);
                token = _reader.Read(buffer, ref position, end);
            }

            // An empty message is none.
            if (token != JsonToken.End && !(token == JsonToken.NeedInput && _reader.IsEmpty))
            {
                session.CloseBy((int)WebSocketCloseStatus.InvalidPayloadData, "Broken JSON encoding.");
            }
        }

        private void OnClosed(WebSocket socket)
        {
            SockJSSession session = GetSession(socket);
            if (session == null)
            {
                return;
            }

            lock (_sessions)
            {
                if (_sockets == session)
                {
                    _sockets = session.Next;
                }
                else
                {
                    SockJSSession before = _sockets;
                    while (before.Next != session)
                    {
                        before = before.Next;
                    }

                    before.Next = session.Next;
                }
            }

            lock (session)
            {
                session.SetClosed((int)socket.CloseStatus, socket.CloseStatusDescription);
            }

            RaiseClosed(session, socket.State == WebSocketState.Closed);
        }

        private void TickSockets(long nowMs)
        {
            if (Options.HeartbeatMs == 0)
            {
                return;
            }

            for (SockJSSession session = _sockets; session != null; session = session.Next)
            {
                if (session.HasSent)
                {
                    session.HasSent = false;
                    session.SentMs = nowMs;
                }
                else if (nowMs - session.SentMs >= Options.HeartbeatMs && session.Transport == SockJSTransport.WebSocket)
                {
                    session.SentMs = nowMs;
                    SendSign(session, 'h');
                }
            }
        }

        /// <summary>The session of one of this server's WebSockets; null for others.</summary>
        private SockJSSession GetSession(WebSocket socket)
        {
            SockJSSession session = socket.Tag as SockJSSession;
            return session == null || session.Socket != socket || !session.IsOf(this) ? null : session;
        }

        private static void SendSign(SockJSSession session, char sign)
        {
            byte[] frame = new byte[] { (byte)sign };
            session.Socket.Send(frame, 0, 1, WebSocketMessageType.Text);
        }
    }
}
