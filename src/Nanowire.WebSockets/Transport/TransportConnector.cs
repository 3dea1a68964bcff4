namespace Nanowire.WebSockets
{
    /// <summary>Where a client's connections come from: the seam for TLS, proxies and tests.</summary>
    public abstract class TransportConnector
    {
        /// <summary>Connects.</summary>
        /// <param name="host">A host name or an IPv4 address.</param>
        /// <param name="port">1 to 65535.</param>
        /// <param name="isSecure">Whether TLS is wanted (wss).</param>
        /// <param name="timeoutMs">How long it may take in milliseconds.</param>
        /// <returns>The connection.</returns>
        /// <exception cref="WebSocketException">There is none: the message and the error code say why.</exception>
        public abstract Transport Connect(string host, int port, bool isSecure, int timeoutMs);
    }
}
