using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Topics
{
    /// <summary>
    /// Messages by topic for the connections of one server. A message is framed once for all its subscribers; one that does not read
    /// fast enough is met by a <see cref="SlowReaderPolicy"/> and takes no memory for it; a new one gets each topic's last message at once.
    /// </summary>
    /// <remarks>
    /// Make it before the server starts: all its memory is reserved then, and with AddTopic. Afterwards nothing is allocated. All members
    /// may be used from any thread and from handlers; messages reach every subscriber in one order. A lock of the hub is
    /// held while a connection's is taken, never the other way round, and none while a handler runs.
    /// </remarks>
    public sealed partial class TopicHub
    {
        /// <summary>What the hub did so far.</summary>
        public readonly TopicHubStatistics Statistics = new TopicHubStatistics();

        /// <summary>
        /// A message was published, for readers of another kind, such as an event stream. Called by the thread that publishes, behind the
        /// subscribers' sends and without a lock: where two threads publish at once, either may be first.
        /// </summary>
        public TopicMessageHandler Published;

        private readonly int _maxFrameSize;
        private readonly int _queueSize;
        private readonly SlowReaderPolicy _policy;
        private readonly Topic[] _topics;
        private int _topicCount;

        /// <summary>Reserves the memory of the subscribers and of the queue.</summary>
        /// <param name="server">Whose connections are served; the hub listens to its Drained and Closed for good.</param>
        /// <param name="options">The limits; read once.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another; the message names the numbers.</exception>
        public TopicHub(WebSocketServer server, TopicHubOptions options)
        {
            if (server == null || options == null)
            {
                throw new ArgumentNullException(server == null ? nameof(server) : nameof(options));
            }

            options.Validate();
            _maxFrameSize = server.MaxFrameSize;
            _queueSize = options.QueueSize;
            _policy = options.Policy;
            _topics = new Topic[options.MaxTopics];
            _sockets = new ServerWebSocket[options.MaxSubscribers];
            _waitingFor = new int[options.MaxSubscribers];
            int subscriptions = options.MaxTopics * options.MaxSubscribers;
            _modes = new byte[subscriptions];
            _firsts = new int[subscriptions];
            _waiting = new int[subscriptions];
            _skipped = new int[subscriptions];
            if (options.QueueSize != 0)
            {
                _queue = new FrameQueue(options.QueueSize, options.MaxQueuedMessages);
            }

            server.Drained += OnDrained;
            server.Closed += OnClosed;
        }

        /// <summary>Adds a topic and reserves its memory.</summary>
        /// <param name="name">Its name; what it may look like is the application's business.</param>
        /// <param name="capacity">The largest message in bytes; its frame must fit the server's send buffers and the queue.</param>
        /// <returns>What Publish and Subscribe are told.</returns>
        /// <exception cref="ArgumentException">The name is empty or taken, or the capacity out of range; the message names the numbers.</exception>
        /// <exception cref="InvalidOperationException">There are MaxTopics already.</exception>
        public Topic AddTopic(string name, int capacity)
        {
            if (name == null || name.Length == 0)
            {
                throw new ArgumentException("a topic has a name");
            }

            int most = _queueSize == 0 || _queueSize > _maxFrameSize ? _maxFrameSize : _queueSize;
            if (capacity < 1 || capacity > most - FrameEncoder.GetHeaderSize(capacity, false))
            {
                throw new ArgumentException("a capacity of " + capacity.ToString() + " and a header in a QueueSize of "
                    + _queueSize.ToString() + " and frames of at most " + _maxFrameSize.ToString());
            }

            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
            lock (_sockets)
            {
                if (FindTopic(bytes, 0, bytes.Length) != null)
                {
                    throw new ArgumentException("there is a topic " + name);
                }

                if (_topicCount == _topics.Length)
                {
                    throw new InvalidOperationException("MaxTopics is " + _topicCount.ToString());
                }

                Topic topic = new Topic(this, name, bytes, capacity, _topicCount * _sockets.Length);
                _topics[_topicCount] = topic;
                _topicCount++;
                return topic;
            }
        }

        /// <summary>The topic whose name, in UTF-8, is in an array, so that a client's command names one without a string.</summary>
        /// <returns>Null when there is none.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer.</exception>
        public Topic FindTopic(byte[] buffer, int offset, int count)
        {
            // For what it says of a range.
            WebSocketProtocol.CheckMessage(WebSocketMessageType.Text, buffer, offset, count);
            for (int i = 0; i < _topics.Length; i++)
            {
                Topic topic = _topics[i];
                if (topic != null && Ascii.AreEqual(buffer, offset, count, topic.NameBytes))
                {
                    return topic;
                }
            }

            return null;
        }

        /// <summary>
        /// Sends a message to all subscribers of a topic, and keeps it as the topic's last. It costs one copy, one header, and for each
        /// subscriber what a send costs; it never waits for a peer.
        /// </summary>
        /// <param name="topic">One of this hub.</param>
        /// <param name="buffer">Holds the message; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes, at most the topic's capacity.</param>
        /// <param name="messageType">Text (valid UTF-8, which is the caller's duty) or Binary.</param>
        /// <returns>How many connections took it at once; the others' policies say what becomes of it.</returns>
        /// <exception cref="ArgumentException">
        /// The range is not within the buffer, the message is larger than the topic takes, the type is neither, or the topic is another hub's.
        /// </exception>
        public int Publish(Topic topic, byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            RequireOwn(topic);
            Opcode opcode = WebSocketProtocol.CheckMessage(messageType, buffer, offset, count);
            if (count > topic.Capacity)
            {
                throw new ArgumentException("a message of " + count.ToString() + " bytes in a topic of " + topic.Capacity.ToString());
            }

            int taken;
            lock (_sockets)
            {
                taken = PublishLocked(topic, opcode, buffer, offset, count);
            }

            TopicMessageHandler handler = Published;
            if (handler != null)
            {
                handler(topic, buffer, offset, count, messageType);
            }

            return taken;
        }

        /// <summary>Subscribes with the options' policy, as the other overload.</summary>
        public bool Subscribe(WebSocket socket, Topic topic)
        {
            return Subscribe(socket, topic, _policy);
        }

        /// <summary>
        /// Subscribes a connection to a topic, whose last message it gets at once. One that is subscribed already begins anew: what waits
        /// is skipped. The subscription ends with <see cref="Unsubscribe(WebSocket, Topic)"/> or with the connection.
        /// </summary>
        /// <param name="socket">A connection of the hub's server.</param>
        /// <param name="topic">One of this hub.</param>
        /// <param name="policy">What becomes of messages that find no room.</param>
        /// <returns>False when the connection is not open any more, or when MaxSubscribers other connections are subscribed.</returns>
        /// <exception cref="ArgumentException">
        /// The connection is not a server's, the topic is another hub's, or the policy is none or needs a queue where QueueSize is 0.
        /// </exception>
        public bool Subscribe(WebSocket socket, Topic topic, SlowReaderPolicy policy)
        {
            RequireOwn(topic);
            TopicHubOptions.RequirePolicy(policy, _queueSize);
            ServerWebSocket subscriber = socket as ServerWebSocket;
            if (subscriber == null)
            {
                throw new ArgumentException("not a server's connection");
            }

            lock (_sockets)
            {
                return SubscribeLocked(subscriber, topic, policy);
            }
        }

        /// <summary>Ends a subscription; what waits for it is skipped, what the send buffer has taken still goes out.</summary>
        /// <returns>Whether there was one.</returns>
        /// <exception cref="ArgumentException">The topic is another hub's.</exception>
        public bool Unsubscribe(WebSocket socket, Topic topic)
        {
            RequireOwn(topic);
            lock (_sockets)
            {
                int subscriber = Find(socket);
                if (subscriber < 0 || !Cancel(topic, subscriber))
                {
                    return false;
                }

                for (int i = 0; i < _topicCount; i++)
                {
                    if (_modes[_topics[i].FirstSubscription + subscriber] != 0)
                    {
                        return true;
                    }
                }

                _sockets[subscriber] = null;
                return true;
            }
        }

        /// <summary>Ends all subscriptions of a connection. When it is closed this happens by itself.</summary>
        public void Unsubscribe(WebSocket socket)
        {
            lock (_sockets)
            {
                int subscriber = Find(socket);
                if (subscriber >= 0)
                {
                    Remove(subscriber);
                }
            }
        }

        /// <summary>
        /// Forgets a topic's last message: whoever subscribes from now on begins with the next one. Where a source of messages comes and goes,
        /// the last one from before says nothing. Whoever still waits for it is skipped; what waits in the queue is not touched.
        /// </summary>
        /// <exception cref="ArgumentException">The topic is another hub's.</exception>
        public void Forget(Topic topic)
        {
            RequireOwn(topic);
            lock (_sockets)
            {
                topic.FrameCount = 0;
                for (int i = 0; i < _sockets.Length; i++)
                {
                    int subscription = topic.FirstSubscription + i;
                    if (_waiting[subscription] != 0 && _modes[subscription] < InQueue)
                    {
                        Unwait(subscription, i);
                        Skip(subscription);
                    }
                }
            }
        }

        /// <summary>How many messages of a topic a connection did not get since it subscribed; 0 where it is not subscribed.</summary>
        /// <exception cref="ArgumentException">The topic is another hub's.</exception>
        public int GetSkipped(WebSocket socket, Topic topic)
        {
            RequireOwn(topic);
            lock (_sockets)
            {
                int subscriber = Find(socket);
                return subscriber < 0 ? 0 : _skipped[topic.FirstSubscription + subscriber];
            }
        }

        private void RequireOwn(Topic topic)
        {
            if (topic == null || topic.Hub != this)
            {
                throw new ArgumentException("not a topic of this hub");
            }
        }

        private void OnDrained(WebSocket socket)
        {
            lock (_sockets)
            {
                int subscriber = Find(socket);
                if (subscriber >= 0)
                {
                    SendWaiting(subscriber);
                }
            }
        }

        private void OnClosed(WebSocket socket)
        {
            Unsubscribe(socket);
        }
    }
}
