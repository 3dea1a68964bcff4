using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// Keeps messages to a destination until the broker has confirmed them, and sends again what it did not, on this session or a later one: so each
    /// arrives at least once, and they are sent in their order. All memory is reserved at construction.
    /// </summary>
    /// <remarks>
    /// It keeps two rules without which RabbitMQ can confirm what it lost (docs/fleet.md): the first message of a session goes alone, and a session on which
    /// a receipt is late is given up. The first holds only where all that is sent on the session to anywhere goes through one outbox. Any thread may
    /// add; Work is for the loop that calls the client's Tick.
    /// </remarks>
    public sealed class StompOutbox
    {
        // What _receipts says of a message besides the number of its receipt.
        private const int Waiting = 0;
        private const int Confirmed = -1;

        /// <summary>Messages for which there was no room.</summary>
        public int MessagesRefused;

        /// <summary>Messages sent, those that were sent again included.</summary>
        public int MessagesSent;

        /// <summary>Messages confirmed.</summary>
        public int MessagesConfirmed;

        /// <summary>Messages sent whose receipt did not come in time, or before the connection was over; each is sent again.</summary>
        public int MessagesUnconfirmed;

        /// <summary>Sessions given up because a receipt was late.</summary>
        public int SessionsGivenUp;

        /// <summary>A message is confirmed. Called where the client raises its events; what it throws, the message is confirmed all the same.</summary>
        public StompOutboxHandler MessageConfirmed;

        private readonly StompClient _client;
        private readonly byte[] _headers;
        private readonly WebSocketMessageType _messageType;
        private readonly int _maxInFlight;
        private readonly int _size;

        // A ring of places, from _first on; also the lock.
        private readonly int[] _receipts;
        private readonly int[] _counts;
        private readonly byte[] _bodies;
        private int _first;
        private int _count;
        private int _inFlight;

        /// <summary>Whether this session has confirmed a message.</summary>
        private bool _isProven;

        /// <summary>Reserves the memory, and listens to the client for good.</summary>
        /// <param name="client">The client. Its MaxReceipts and ReceiptTimeoutMs hold.</param>
        /// <param name="headers">From <see cref="StompEncoder.EncodeHeaders"/>: destination, and what else each message is to have.</param>
        /// <param name="messageType">Text where the bodies are valid UTF-8, which is the caller's duty, or Binary.</param>
        /// <param name="maxMessages">The most messages that are kept, 1 to 4096.</param>
        /// <param name="maxMessageSize">The largest body, in bytes, 1 to 65535; so many are reserved for each.</param>
        /// <param name="maxInFlight">The most messages that await their receipt at once, 1 to 1024.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">A number is out of range, or such a message does not fit the client's SendBufferSize.</exception>
        public StompOutbox(
            StompClient client, byte[] headers, WebSocketMessageType messageType, int maxMessages, int maxMessageSize, int maxInFlight)
        {
            if (client == null || headers == null)
            {
                throw new ArgumentNullException(client == null ? nameof(client) : nameof(headers));
            }

            StompLimits.Require(nameof(maxMessages), maxMessages, 1, 4096);
            StompLimits.Require(nameof(maxMessageSize), maxMessageSize, 1, 65535);
            StompLimits.Require(nameof(maxInFlight), maxInFlight, 1, 1024);
            client.RequireRoom(headers, maxMessageSize);
            _client = client;
            _headers = headers;
            _messageType = messageType;
            _maxInFlight = maxInFlight;
            _size = maxMessageSize;
            _receipts = new int[maxMessages];
            _counts = new int[maxMessages];
            _bodies = new byte[maxMessages * maxMessageSize];
            client.ReceiptReceived += OnReceipt;
            client.Disconnected += OnDisconnected;
        }

        /// <summary>The messages that are kept.</summary>
        public int Count => _count;

        /// <summary>Keeps a message; <see cref="Work"/> sends it. Costs no garbage.</summary>
        /// <param name="body">Holds the body; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <returns>False when there are as many messages as can be kept; then it is counted in MessagesRefused.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range is not within the array, or larger than a message may be.</exception>
        public bool Add(byte[] body, int offset, int count)
        {
            if (body == null)
            {
                throw new ArgumentNullException(nameof(body));
            }

            if (offset < 0 || count < 0 || offset > body.Length - count || count > _size)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            lock (_receipts)
            {
                if (_count == _receipts.Length)
                {
                    MessagesRefused++;
                    return false;
                }

                int place = (_first + _count) % _receipts.Length;
                Array.Copy(body, offset, _bodies, place * _size, count);
                _counts[place] = count;
                _receipts[place] = Waiting;
                _count++;
                return true;
            }
        }

        /// <summary>Sends what may be sent now; to be called in each round of the loop that calls the client's Tick. Costs no garbage.</summary>
        public void Work()
        {
            lock (_receipts)
            {
                int most = _isProven ? _maxInFlight : 1;
                for (int i = 0; i < _count && _inFlight < most; i++)
                {
                    int place = (_first + i) % _receipts.Length;
                    if (_receipts[place] != Waiting)
                    {
                        continue;
                    }

                    int receipt = _client.Send(_headers, _bodies, place * _size, _counts[place], _messageType, true);
                    if (receipt == StompClient.Refused)
                    {
                        return;
                    }

                    _receipts[place] = receipt;
                    _inFlight++;
                    MessagesSent++;
                }
            }
        }

        private void OnDisconnected(StompClient client)
        {
            lock (_receipts)
            {
                _isProven = false;
            }
        }

        private void OnReceipt(StompClient client, int receipt, bool isConfirmed)
        {
            int place = -1;
            lock (_receipts)
            {
                for (int i = 0; i < _count && place < 0; i++)
                {
                    int at = (_first + i) % _receipts.Length;
                    place = _receipts[at] == receipt ? at : -1;
                }

                if (place < 0)
                {
                    // Another's.
                    return;
                }

                _inFlight--;
                if (isConfirmed)
                {
                    _isProven = true;
                    MessagesConfirmed++;
                    _receipts[place] = Confirmed;
                }
                else
                {
                    MessagesUnconfirmed++;
                    _receipts[place] = Waiting;
                }
            }

            if (!isConfirmed)
            {
                // Late on a session that still stands, where a receipt that is to come may be a false one.
                if (client.GiveUpLate())
                {
                    SessionsGivenUp++;
                }

                return;
            }

            try
            {
                StompOutboxHandler handler = MessageConfirmed;
                if (handler != null)
                {
                    handler(this, _bodies, place * _size, _counts[place]);
                }
            }
            finally
            {
                Release();
            }
        }

        /// <summary>Gives the places of the oldest messages back, as far as they are confirmed.</summary>
        private void Release()
        {
            lock (_receipts)
            {
                while (_count > 0 && _receipts[_first] == Confirmed)
                {
                    _first = _first + 1 < _receipts.Length ? _first + 1 : 0;
                    _count--;
                }
            }
        }
    }
}
