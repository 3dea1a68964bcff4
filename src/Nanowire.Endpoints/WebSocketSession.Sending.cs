using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    // Messages out; any thread may be here, under the lock.
    public sealed partial class WebSocketSession
    {
        /// <summary>The sends under way, a ring made at the first of them: those that the socket took, then those that wait for room.</summary>
        private PendingSend[] _pending;
        private int _first;
        private int _count;
        private int _taken;
        private bool _isOver;

        /// <summary>Sends a message, as <see cref="WebSocket.Send"/>; never before what <see cref="SendAsync"/> was given earlier.</summary>
        /// <returns>Whether it was taken; not while there is no room.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither.</exception>
        public bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            return _taken == _count && Socket.Send(buffer, offset, count, messageType);
        }

        /// <summary>Sends a text, as the other.</summary>
        public bool Send(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return Send(bytes, 0, bytes.Length, WebSocketMessageType.Text);
        }

        /// <summary>Sends what the first of the endpoint's encoders that takes it makes of an object.</summary>
        /// <returns>As the others.</returns>
        /// <exception cref="ArgumentException">No encoder takes it.</exception>
        public bool SendObject(object message)
        {
            MessageEncoder[] encoders = Config.Encoders;
            byte[] buffer = Config.Table.EncodeBuffer;
            if (encoders != null)
            {
                lock (buffer)
                {
                    for (int i = 0; i < encoders.Length; i++)
                    {
                        int count = encoders[i].Encode(message, buffer, 0, buffer.Length);
                        if (count >= 0)
                        {
                            // Never borrowed: it fits the send buffer.
                            return Send(buffer, 0, count, encoders[i].MessageType);
                        }
                    }
                }
            }

            throw new ArgumentException("no encoder", nameof(message));
        }

        /// <summary>
        /// Sends a message as soon as there is room for it, and tells when it is out: Jakarta's RemoteEndpoint.Async with a SendHandler.
        /// </summary>
        /// <param name="buffer">Holds the message; borrowed until <paramref name="completed"/> was called.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes; it may be larger than the send buffer.</param>
        /// <param name="messageType">Text (valid UTF-8) or Binary.</param>
        /// <param name="completed">Called once, by the server's pump and not before this returns on it; may be null.</param>
        /// <returns>
        /// False, and nothing is called, when <see cref="EndpointConfig.MaxPendingSends"/> are under way or the connection is over.
        /// </returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither.</exception>
        public bool SendAsync(byte[] buffer, int offset, int count, WebSocketMessageType messageType, SendCompletedHandler completed)
        {
            WebSocketProtocol.CheckMessage(messageType, buffer, offset, count);
            lock (this)
            {
                int room = Config.MaxPendingSends;
                if (_isOver || _count == room)
                {
                    return false;
                }

                if (_pending == null)
                {
                    _pending = new PendingSend[room];
                    for (int i = 0; i < room; i++)
                    {
                        _pending[i] = new PendingSend();
                    }
                }

                PendingSend place = _pending[(_first + _count) % room];
                place.Buffer = buffer;
                place.Offset = offset;
                place.Count = count;
                place.MessageType = messageType;
                place.Completed = completed;
                _count++;
                TakeMore();
                return true;
            }
        }

        /// <summary>Starts the closing handshake, as <see cref="WebSocket.Close(WebSocketCloseStatus, string)"/>; what waits for room is not sent any more.</summary>
        public bool Close(WebSocketCloseStatus status, string reason)
        {
            return Socket.Close(status, reason);
        }

        /// <summary>Starts the closing handshake with <see cref="WebSocketCloseStatus.NormalClosure"/>.</summary>
        public bool Close()
        {
            return Socket.Close();
        }

        /// <summary>All that waited in the socket was out when the pump asked for this.</summary>
        internal void Drain()
        {
            int finished;
            lock (this)
            {
                // Another thread may have sent since; then it asks again.
                finished = Socket.BufferedAmount == 0 ? _taken : 0;
            }

            Complete(finished, true);
            lock (this)
            {
                if (_count > 0)
                {
                    TakeMore();
                }
            }
        }

        /// <summary>The connection is over.</summary>
        internal void End()
        {
            lock (this)
            {
                _isOver = true;
                _taken = _count;
            }

            Complete(_count, false);
        }

        /// <summary>Gives the socket what it takes, in order, and asks to be told when that is out; with the lock held.</summary>
        private void TakeMore()
        {
            if (Socket.State != WebSocketState.Open)
            {
                // Its end is told, and completes them.
                return;
            }

            while (_taken < _count)
            {
                PendingSend next = _pending[(_first + _taken) % _pending.Length];
                if (!Socket.Send(next.Buffer, next.Offset, next.Count, next.MessageType))
                {
                    break;
                }

                _taken++;
            }

            Socket.RequestDrained();
        }

        /// <summary>Takes sends off the queue and calls back; without the lock, so that the callback may send.</summary>
        private void Complete(int count, bool isSent)
        {
            for (; count > 0; count--)
            {
                byte[] buffer;
                SendCompletedHandler completed;
                lock (this)
                {
                    if (_taken == 0)
                    {
                        // A callback ended the connection, and that completed the rest.
                        return;
                    }

                    PendingSend done = _pending[_first];
                    buffer = done.Buffer;
                    completed = done.Completed;
                    done.Buffer = null;
                    done.Completed = null;
                    _first = _first + 1 < _pending.Length ? _first + 1 : 0;
                    _count--;
                    _taken--;
                }

                try
                {
                    if (completed != null)
                    {
                        completed(this, buffer, isSent);
                    }
                }
                catch (Exception e)
                {
                    // The others are told all the same.
                    Config.Table.Fail(this, e);
                }
            }
        }
    }
}
