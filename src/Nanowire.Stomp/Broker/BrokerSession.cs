namespace Nanowire.WebSockets.Stomp
{
    /// <summary>A place for one client of a broker.</summary>
    internal sealed class BrokerSession
    {
        internal readonly StompDecoder Decoder;

        /// <summary>Null while the place is free.</summary>
        internal WebSocket Socket;
        internal bool IsConnected;

        /// <summary>ERROR or the receipt of DISCONNECT was sent: nothing counts any more.</summary>
        internal bool IsOver;
        internal int SendIntervalMs;
        internal int ReceiveIntervalMs;
        internal bool HasReceived;
        internal bool HasSent;
        internal long ReceivedMs;
        internal long SentMs;
        internal long ConnectDueMs;

        internal BrokerSession(StompLimits limits)
        {
            Decoder = new StompDecoder(limits);
        }

        internal void Begin(WebSocket socket)
        {
            Decoder.Reset();
            IsConnected = false;
            IsOver = false;
            SendIntervalMs = 0;
            ReceiveIntervalMs = 0;
            HasReceived = false;
            HasSent = false;
            ConnectDueMs = 0;
            Socket = socket;
        }
    }
}
