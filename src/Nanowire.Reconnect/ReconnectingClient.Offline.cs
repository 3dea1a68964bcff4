using System;
using System.Threading;

namespace Nanowire.WebSockets.Reconnect
{
    // Sends, with a connection and without; and what else of a WebSocket is the connection's.
    public sealed partial class ReconnectingClient
    {
        /// <summary>The thread that is in the Opened handlers.</summary>
        private int _openingThreadId = NoThread;

        /// <summary>The opening to which the message that is being sent in parts belongs; 0 for none.</summary>
        private int _messageOpening;

        /// <summary>Messages in the queue.</summary>
        public int QueuedMessages => _queue.Count;

        /// <summary>Open while a connection is; Connecting while there is none and it goes on trying; Closed when it is stopped.</summary>
        public override WebSocketState State
        {
            get
            {
                WebSocketState state = _client.State;
                return state >= WebSocketState.Open && state < WebSocketState.Closed ? state
                    : _isStopping ? WebSocketState.Closed : WebSocketState.Connecting;
            }
        }

        /// <summary>Why the last connection ended.</summary>
        public override WebSocketCloseStatus CloseStatus => _client.CloseStatus;

        /// <inheritdoc/>
        public override string CloseStatusDescription => _client.CloseStatusDescription;

        /// <inheritdoc/>
        public override string SubProtocol => _client.SubProtocol;

        /// <summary>The bytes that wait to be sent, those in the queue included.</summary>
        public override int BufferedAmount => _client.BufferedAmount + _queue.Used;

        /// <summary>Sends a whole message as <see cref="ClientWebSocket.Send"/> does, or keeps a copy in the queue while there is no connection.</summary>
        /// <returns>Whether it was taken; otherwise MessagesRefused counts it.</returns>
        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither Text nor Binary.</exception>
        public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (messageType > WebSocketMessageType.Binary || messageType < WebSocketMessageType.Text)
            {
                throw new ArgumentOutOfRangeException(nameof(messageType));
            }

            if (IsDirect())
            {
                try
                {
                    return _client.Send(buffer, offset, count, messageType);
                }
                catch (WebSocketException)
                {
                    // The connection is over, and of the message the server has a part at most.
                }
            }

            lock (_queue)
            {
                int dropped = _isStopping ? -1 : _queue.Add(buffer, offset, count, messageType, _options.Overflow);
                if (dropped < 0)
                {
                    MessagesRefused++;
                    return false;
                }

                MessagesDropped += dropped;
                return true;
            }
        }

        /// <summary>
        /// Sends a further part of a message, never by way of the queue. When a part is refused, the message is lost, since the rest belongs to
        /// a connection that is no more; the next part begins another.
        /// </summary>
        /// <returns>Whether the part was taken; otherwise MessagesRefused counts it.</returns>
        /// <inheritdoc/>
        public override bool SendFragment(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            int opening = _messageOpening;
            _messageOpening = 0;
            int current = Openings;
            if (IsDirect() && (opening == 0 || opening == current))
            {
                try
                {
                    _client.SendFragment(buffer, offset, count, messageType, endOfMessage);
                    _messageOpening = endOfMessage ? 0 : current;
                    return true;
                }
                catch (WebSocketException)
                {
                    // The connection is over.
                }
            }

            MessagesRefused++;
            return false;
        }

        /// <inheritdoc/>
        public override bool Ping(byte[] buffer, int offset, int count)
        {
            return _client.Ping(buffer, offset, count);
        }

        /// <summary>Whether a send need not wait behind others: those in the queue, and those of the Opened handlers.</summary>
        private bool IsDirect()
        {
            int opening = _openingThreadId;
            return _isOpen && (opening == NoThread || _queue.Bytes.Length == 0
                ? _queue.Count == 0 : opening == Thread.CurrentThread.ManagedThreadId);
        }

        /// <summary>Sends what waited, as long as it goes out at once; the rest has its turn in the next round.</summary>
        private void SendQueued()
        {
            while (_queue.Count != 0 && _client.BufferedAmount == 0 && _client.State == WebSocketState.Open)
            {
                // Whoever sends meanwhile waits here, as for the connection itself.
                lock (_queue)
                {
                    if (_queue.Count == 0)
                    {
                        return;
                    }

                    try
                    {
                        _client.Send(_queue.Bytes, _queue.Start, _queue.FirstCount, _queue.FirstType);
                    }
                    catch (WebSocketException)
                    {
                        // It is the first for the next connection.
                        return;
                    }

                    _queue.RemoveFirst();
                }
            }
        }
    }
}
