namespace Nanowire.WebSockets
{
    /// <summary>
    /// What a server did since it was made. Counters only grow and may be read from any thread. The pump writes them, without
    /// a lock: where other threads send or broadcast too, <see cref="BytesSent"/> and <see cref="BroadcastsSkipped"/> may miss some.
    /// </summary>
    public sealed class WebSocketServerStatistics
    {
        // Counted for every message, so fields: a property costs a call.
        internal int Messages;
        internal long Received;
        internal long Sent;

        // The statuses that requests are refused with, each with the counter at the same place in _refused.
        private readonly int[] _refusalStatuses = { 400, 403, 404, 405, 406, 408, 426, 431, 503, 505 };
        private readonly int[] _refused = new int[10];

        /// <summary>Connections accepted.</summary>
        public int ConnectionsAccepted { get; internal set; }

        /// <summary>Opening handshakes completed.</summary>
        public int WebSocketsOpened { get; internal set; }

        /// <summary>WebSocket connections that ended with a complete closing handshake.</summary>
        public int WebSocketsClosedCleanly { get; internal set; }

        /// <summary>WebSocket connections that ended without one.</summary>
        public int WebSocketsAborted { get; internal set; }

        /// <summary>Requests answered with content, 200 or 304.</summary>
        public int ContentServed { get; internal set; }

        /// <summary>Messages, or pieces of messages, handed to the application.</summary>
        public int MessagesReceived => Messages;

        /// <summary>Messages of a broadcast that could not be given to a connection because its send buffer was full.</summary>
        public int BroadcastsSkipped { get; internal set; }

        /// <summary>Exceptions that handlers threw.</summary>
        public int HandlerErrors { get; internal set; }

        /// <summary>Exceptions that the pump caught outside of handlers; there should be none.</summary>
        public int PumpErrors { get; internal set; }

        /// <summary>Bytes received, handshakes included.</summary>
        public long BytesReceived => Received;

        /// <summary>Bytes sent, handshakes and content included.</summary>
        public long BytesSent => Sent;

        /// <summary>Requests refused with an HTTP status: 400, 403, 404, 405, 406, 408, 426, 431, 503 or 505.</summary>
        public int GetRefused(int status)
        {
            for (int i = 0; i < _refusalStatuses.Length; i++)
            {
                if (_refusalStatuses[i] == status)
                {
                    return _refused[i];
                }
            }

            return 0;
        }

        internal void CountRefused(int status)
        {
            for (int i = 0; i < _refusalStatuses.Length; i++)
            {
                if (_refusalStatuses[i] == status)
                {
                    _refused[i]++;
                    return;
                }
            }
        }
    }
}
