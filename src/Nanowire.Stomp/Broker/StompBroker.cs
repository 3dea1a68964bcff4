using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// Serves STOMP 1.2 and 1.1 to the clients of a server, as a simple broker does: destinations in memory, subscriptions with ack "auto", receipts,
    /// heart-beats, errors; no queues, acknowledgements or transactions, which are answered with ERROR. Connections with another
    /// subprotocol, or none, are left alone.
    /// </summary>
    /// <remarks>
    /// The server's options need <see cref="StompClient.GetSubProtocols"/>. Make it before the server starts: all memory is reserved then, and with
    /// AddDestination; afterwards only subscribing, unsubscribing and connecting may allocate. It has no thread and no clock: the application
    /// calls <see cref="Tick"/>. Members may be used from any thread; events come on the server's pump. Each subscription has a frame
    /// of its own, as STOMP wants the client's id in it, so a message is not framed once for all as a topic's is.
    /// </remarks>
    public sealed partial class StompBroker
    {
        /// <summary>What the place of a session is that does not exist.</summary>
        private const int None = -1;

        /// <summary>Bytes of the longest header of a frame of a server's (RFC 6455 section 5.2).</summary>
        private const int LongestHeader = 10;

        /// <summary>Messages that found no room in a subscriber's send buffer, and were skipped for it.</summary>
        public int MessagesSkipped;

        /// <summary>Sessions ended with ERROR.</summary>
        public int Errors;

        /// <summary>Asked before a client comes in; null lets everybody in that the server did.</summary>
        public StompConnectHandler Connecting;

        /// <summary>A client sent something.</summary>
        public event StompSendHandler SendReceived;

        private readonly StompWords _words = StompWords.Get();
        private readonly StompBrokerOptions _options;
        private readonly BrokerSession[] _sessions;
        private readonly StompDestination[] _destinations;
        private int _destinationCount;

        /// <summary>Also the lock for everything but the decoders, which only the pump touches.</summary>
        private readonly StompEncoder _encoder;

        // Of each subscription: its session's place or None, its destination, and its id.
        private readonly int[] _subscribers;
        private readonly StompDestination[] _subscribed;
        private readonly byte[] _ids;
        private readonly int[] _idCounts;

        private readonly byte[] _heartBeat = new byte[] { (byte)'\n' };
        private int _lastMessage;

        /// <summary>Reserves the memory and listens to the server's events for good.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">
        /// An option is out of range, or SendBufferSize too large for the server's send buffers; the message names the numbers.
        /// </exception>
        public StompBroker(WebSocketServer server, StompBrokerOptions options)
        {
            if (server == null || options == null)
            {
                throw new ArgumentNullException(server == null ? nameof(server) : nameof(options));
            }

            options.Validate();

            // A message that a connection's send buffer cannot copy would be borrowed, and the encoder's array is needed for the next.
            StompLimits.Require("SendBufferSize", options.SendBufferSize, StompBrokerOptions.MinSendBufferSize, server.MaxFrameSize - LongestHeader);
            _options = options;
            _encoder = new StompEncoder(options.SendBufferSize);
            _destinations = new StompDestination[options.MaxDestinations];
            _sessions = new BrokerSession[options.MaxSessions];
            for (int i = 0; i < _sessions.Length; i++)
            {
                _sessions[i] = new BrokerSession(options.Limits);
            }

            _subscribers = new int[options.MaxSubscriptions];
            _subscribed = new StompDestination[options.MaxSubscriptions];
            _idCounts = new int[options.MaxSubscriptions];
            _ids = new byte[options.MaxSubscriptions * options.MaxIdLength];
            for (int i = 0; i < _subscribers.Length; i++)
            {
                _subscribers[i] = None;
            }

            server.Opened += OnOpened;
            server.MessageReceived += OnMessageReceived;
            server.Closed += OnClosed;
        }

        /// <summary>Adds a destination.</summary>
        /// <param name="name">As clients name it, such as "/topic/temp".</param>
        /// <param name="isRelayed">Whether what clients send goes to all subscribers; otherwise only to SendReceived.</param>
        /// <exception cref="ArgumentException">The name is empty or taken.</exception>
        /// <exception cref="InvalidOperationException">There are MaxDestinations already.</exception>
        public StompDestination AddDestination(string name, bool isRelayed)
        {
            if (name == null || name.Length == 0)
            {
                throw new ArgumentException("a destination has a name");
            }

            StompDestination destination = new StompDestination(name, isRelayed);
            lock (_encoder)
            {
                if (FindDestination(destination.NameBytes, 0, destination.NameBytes.Length) != null)
                {
                    throw new ArgumentException("there is a destination " + name);
                }

                if (_destinationCount == _destinations.Length)
                {
                    throw new InvalidOperationException("MaxDestinations is " + _destinationCount.ToString());
                }

                _destinations[_destinationCount++] = destination;
            }

            return destination;
        }

        /// <summary>Sends a message to all subscribers of a destination. It never waits for a peer; who has no room misses it.</summary>
        /// <param name="destination">One of this broker.</param>
        /// <param name="headers">Further headers from <see cref="StompEncoder.EncodeHeaders"/>, such as content-type; null for none.</param>
        /// <param name="body">Holds the body; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <param name="messageType">Text where the body is valid UTF-8, which is the caller's duty, or Binary.</param>
        /// <returns>How many subscriptions it was sent to.</returns>
        /// <exception cref="ArgumentException">The range is not within the array, or the frame is larger than SendBufferSize.</exception>
        public int Publish(StompDestination destination, byte[] headers, byte[] body, int offset, int count, WebSocketMessageType messageType)
        {
            if (destination == null || body == null)
            {
                throw new ArgumentNullException(destination == null ? nameof(destination) : nameof(body));
            }

            if (offset < 0 || count < 0 || offset > body.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            lock (_encoder)
            {
                int sent = Deliver(destination, headers, null, body, offset, count, messageType);
                if (sent < 0)
                {
                    throw new ArgumentException("a frame in a SendBufferSize of " + _options.SendBufferSize.ToString());
                }

                return sent;
            }
        }

        /// <summary>Sends heart-beats and keeps the deadlines. To be called more often than a quarter of the shortest interval is long.</summary>
        /// <param name="nowMs">Milliseconds since any moment, 0 or more, such as Environment.TickCount64.</param>
        public void Tick(long nowMs)
        {
            lock (_encoder)
            {
                for (int i = 0; i < _sessions.Length; i++)
                {
                    if (_sessions[i].Socket != null && !_sessions[i].IsOver)
                    {
                        Keep(_sessions[i], nowMs);
                    }
                }
            }
        }

        private void Keep(BrokerSession session, long nowMs)
        {
            if (session.HasReceived)
            {
                session.HasReceived = false;
                session.ReceivedMs = nowMs;
            }

            if (session.HasSent)
            {
                session.HasSent = false;
                session.SentMs = nowMs;
            }

            if (!session.IsConnected)
            {
                if (session.ConnectDueMs == 0)
                {
                    session.ConnectDueMs = nowMs + _options.ConnectTimeoutMs;
                }
                else if (nowMs >= session.ConnectDueMs)
                {
                    End(session, WebSocketCloseStatus.PolicyViolation);
                }

                return;
            }

            if (session.ReceiveIntervalMs != 0 && nowMs - session.ReceivedMs >= (long)session.ReceiveIntervalMs + _options.HeartBeatToleranceMs)
            {
                End(session, WebSocketCloseStatus.PolicyViolation);
            }
            else if (session.SendIntervalMs != 0 && nowMs - session.SentMs >= session.SendIntervalMs - (session.SendIntervalMs >> 2)
                && session.Socket.Send(_heartBeat, 0, 1, WebSocketMessageType.Text))
            {
                session.SentMs = nowMs;
            }
        }

        private void End(BrokerSession session, WebSocketCloseStatus status)
        {
            session.IsOver = true;
            RemoveSubscriptions(session);
            session.Socket.Close(status, null);
        }

        private void OnOpened(WebSocket socket)
        {
            if (socket.SubProtocol != "v12.stomp" && socket.SubProtocol != "v11.stomp")
            {
                return;
            }

            lock (_encoder)
            {
                for (int i = 0; i < _sessions.Length; i++)
                {
                    WebSocket other = _sessions[i].Socket;
                    if (other == null || other.State >= WebSocketState.Closed)
                    {
                        // The second is one whose Closed did not get here, since a handler before this one threw.
                        RemoveSubscriptions(_sessions[i]);
                        _sessions[i].Begin(socket);
                        return;
                    }
                }
            }

            socket.Close(WebSocketCloseStatus.TryAgainLater, null);
        }

        private void OnClosed(WebSocket socket)
        {
            lock (_encoder)
            {
                BrokerSession session = Find(socket);
                if (session != null)
                {
                    RemoveSubscriptions(session);
                    session.Socket = null;
                }
            }
        }

        private BrokerSession Find(WebSocket socket)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i].Socket == socket)
                {
                    return _sessions[i];
                }
            }

            return null;
        }

        private StompDestination FindDestination(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < _destinationCount; i++)
            {
                if (Protocol.Ascii.AreEqual(buffer, offset, count, _destinations[i].NameBytes))
                {
                    return _destinations[i];
                }
            }

            return null;
        }
    }
}
