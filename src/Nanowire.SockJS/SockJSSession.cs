using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>
    /// A client of a <see cref="SockJSServer"/>, however it is connected, as an application holds it. Its messages are text. All members may be used
    /// from any thread.
    /// </summary>
    public sealed partial class SockJSSession
    {
        /// <summary>Whatever the application wants to keep with the session.</summary>
        public object Tag;

        /// <summary>The client's address when it opened the session.</summary>
        public readonly string RemoteAddress;

        /// <summary>Who the client has shown to be to the server's guard; null for nobody. Requests of others do not reach the session.</summary>
        public readonly string User;

        /// <summary>How the client receives. For reading.</summary>
        public SockJSTransport Transport;

        /// <summary>
        /// Why the session ended: what was given to Close, or the peer's status; 1002 when a request was broken off, as it is when the client closes; 1006
        /// when no further request came; 1008 when a message found no room; 1011 when a handler threw. 0 while it is open. For reading.
        /// </summary>
        public int CloseStatus;

        /// <summary>What was said about it. For reading.</summary>
        public string CloseReason = string.Empty;

        /// <summary>Whether the client was told. For reading.</summary>
        public bool WasClean;

        /// <summary>The connection of a WebSocket; null for other transports.</summary>
        internal readonly ServerWebSocket Socket;

        /// <summary>The next session of a WebSocket.</summary>
        internal SockJSSession Next;

        /// <summary>Whether Closed was raised.</summary>
        internal bool IsTold;

        /// <summary>When something was sent last, of a WebSocket as the last Tick saw it.</summary>
        internal long SentMs;
        internal bool HasSent;

        private readonly SockJSServer _server;

        /// <summary>A session of a WebSocket.</summary>
        internal SockJSSession(SockJSServer server, ServerWebSocket socket, SockJSTransport transport)
        {
            _server = server;
            Socket = socket;
            Transport = transport;
            RemoteAddress = socket.RemoteAddress;
            User = socket.User;
        }

        /// <summary>Whether messages can be sent.</summary>
        public bool IsOpen => CloseStatus == 0 && (Socket == null || Socket.State == WebSocketState.Open);

        /// <summary>The bytes that wait to be sent.</summary>
        public int BufferedAmount => Socket == null ? _count : Socket.BufferedAmount;

        /// <summary>
        /// Sends a message. One that finds no room closes the session with 1008, which the client is told behind what waits already, so that nothing
        /// gets lost unnoticed.
        /// </summary>
        /// <param name="buffer">Holds the message, valid UTF-8, which is the caller's duty; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes, at most <see cref="SockJSServer.MaxMessageSize"/> less 2, and less when characters have to be escaped.</param>
        /// <returns>Whether it was taken; false when the session is not open, or not any more.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array, or is longer than any message may be.</exception>
        public bool Send(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || count > buffer.Length - offset || count > _server.MaxMessageSize - 2)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (!IsOpen)
            {
                return false;
            }

            bool isTaken = Socket == null ? Append(buffer, offset, count) : _server.SendToSocket(this, buffer, offset, count);
            if (!isTaken && IsOpen)
            {
                _server.SessionsOverflowed++;
                CloseBy((int)WebSocketCloseStatus.PolicyViolation, "Too slow");
            }

            return isTaken;
        }

        /// <summary>Sends a text. A convenience that allocates; bytes are the primary payload.</summary>
        /// <returns>As <see cref="Send"/>.</returns>
        public bool SendString(string text)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            return Send(bytes, 0, bytes.Length);
        }

        /// <summary>Ends the session; what waits is still sent. Closed tells when the client knows, or cannot be told.</summary>
        /// <param name="status">What the client is told, such as 3000 to 4999.</param>
        /// <param name="reason">What it is told besides, at most 123 bytes of UTF-8; may be null.</param>
        /// <returns>False when it is not open any more.</returns>
        /// <exception cref="ArgumentException">The status is one that may not be sent.</exception>
        public bool Close(int status, string reason)
        {
            if (!Protocol.CloseStatus.MayBeSent(status))
            {
                throw new ArgumentException("status " + status.ToString());
            }

            return CloseBy(status, reason);
        }

        internal bool IsOf(SockJSServer server)
        {
            return _server == server;
        }

        internal bool CloseBy(int status, string reason)
        {
            SockJSReceiver receiver;
            lock (this)
            {
                if (!IsOpen)
                {
                    return false;
                }

                SetClosed(status, reason ?? string.Empty);
                receiver = Receiver;
            }

            if (Socket != null)
            {
                if (Transport == SockJSTransport.WebSocket)
                {
                    // Where it finds no room, the Close frame says the same.
                    Socket.Send(_closeFrame, 0, _closeFrame.Length, WebSocketMessageType.Text);
                }

                Socket.Close((WebSocketCloseStatus)status, reason);
            }
            else if (receiver != null)
            {
                receiver.Wake();
            }

            return true;
        }

        /// <summary>Notes why it ends; the first time counts. With the lock held.</summary>
        internal void SetClosed(int status, string reason)
        {
            if (CloseStatus != 0)
            {
                return;
            }

            CloseStatus = status;
            CloseReason = reason;
            byte[] text = System.Text.Encoding.UTF8.GetBytes(reason);
            byte[] frame = new byte[MaxCloseFrame];
            int at = Ascii.Put(status.ToString() + ",", frame, Ascii.Put("c[", frame, 0));
            int end = JsonString.Write(text, 0, Utf8.Truncate(text, 0, text.Length, Protocol.CloseStatus.MaxReasonSize), frame, at, MaxCloseFrame - 1);
            if (end < 0)
            {
                end = Ascii.Put("\"\"", frame, at);
            }

            _closeFrame = new byte[end + 1];
            Array.Copy(frame, 0, _closeFrame, 0, end);
            _closeFrame[end] = (byte)']';
        }
    }
}
