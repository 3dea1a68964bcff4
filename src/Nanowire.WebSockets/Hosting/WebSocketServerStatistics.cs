namespace Nanowire.WebSockets
{
    /// <summary>
    /// What a server did since it was made. Counters only grow and may be read from any thread. The pump writes them, without
    /// a lock: where other threads send or broadcast too, <see cref="BytesSent"/> and <see cref="BroadcastsSkipped"/> may miss some.
    /// </summary>
    /// <remarks>For reading; fields for the reason given at <see cref="ConnectionOptions"/>, and as a property costs a call.</remarks>
    public sealed class WebSocketServerStatistics
    {
        /// <summary>Connections accepted.</summary>
        public int ConnectionsAccepted;

        /// <summary>Opening handshakes completed.</summary>
        public int WebSocketsOpened;

        /// <summary>WebSocket connections that ended with a complete closing handshake.</summary>
        public int WebSocketsClosedCleanly;

        /// <summary>WebSocket connections that ended without one.</summary>
        public int WebSocketsAborted;

        /// <summary>Requests answered with content, 200 or 304.</summary>
        public int ContentServed;

        /// <summary>Messages, or pieces of messages, handed to the application.</summary>
        public int MessagesReceived;

        /// <summary>Messages of a broadcast that could not be given to a connection because its send buffer was full.</summary>
        public int BroadcastsSkipped;

        /// <summary>Exceptions that handlers threw.</summary>
        public int HandlerErrors;

        /// <summary>Exceptions that the pump caught outside of handlers; there should be none.</summary>
        public int PumpErrors;

        /// <summary>Bytes received, handshakes included.</summary>
        public long BytesReceived;

        /// <summary>Bytes sent, handshakes and content included.</summary>
        public long BytesSent;

        // By status less 400, those from 500 on behind the 32 from 400 to 431.
        private readonly int[] _refused = new int[38];

        /// <summary>
        /// Requests refused with an HTTP status: 400, 403, 404, 405, 406, 408, 426, 431, 503 or 505, and by a guard any from 400 to
        /// 431 and from 500 to 505.
        /// </summary>
        public int GetRefused(int status)
        {
            int index = GetIndex(status);
            return index >= 0 && index < _refused.Length ? _refused[index] : 0;
        }

        internal void CountRefused(int status)
        {
            int index = GetIndex(status);
            if (index >= 0 && index < _refused.Length)
            {
                _refused[index]++;
            }
        }

        private static int GetIndex(int status)
        {
            return status < 432 ? status - 400 : status < 500 ? -1 : status - 468;
        }
    }
}
