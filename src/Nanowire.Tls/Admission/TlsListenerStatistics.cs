namespace Nanowire.WebSockets.Tls
{
    /// <summary>What became of the connections that a <see cref="TlsListener"/> accepted. Counters are written by the pump and may be read from any thread.</summary>
    public sealed class TlsListenerStatistics
    {
        /// <summary>Connections accepted; all others together count these, but for those that are on their way.</summary>
        public int Accepted;

        /// <summary>Closed at once, since their address had MaxPendingPerAddress on their way already.</summary>
        public int TooManyOfAddress;

        /// <summary>Closed at once by the listener's filter.</summary>
        public int Filtered;

        /// <summary>Closed without a handshake: no whole first message within ClientHelloTimeoutMs.</summary>
        public int Silent;

        /// <summary>Closed without a handshake: the first bytes are not TLS, or the first message exceeds MaxClientHelloSize.</summary>
        public int NotTls;

        /// <summary>Gone by themselves before their first message was there.</summary>
        public int Gone;

        /// <summary>Handshakes that were not over within HandshakeTimeoutMs.</summary>
        public int HandshakesLate;

        /// <summary>Handshakes that failed: no common version, no certificate where one is required, one that is not trusted, an alert.</summary>
        public int HandshakesFailed;

        /// <summary>Handshakes that succeeded.</summary>
        public int HandshakesDone;
    }
}
