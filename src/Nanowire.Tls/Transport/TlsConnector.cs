using System;
using System.Net.Sockets;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// Connects over TLS for wss:// and over plain TCP for ws://, one never in the other's stead. The server's certificate must lead to the
    /// options' Authority, be valid now, and be for the host that the URI names.
    /// </summary>
    /// <remarks>
    /// Give it to <see cref="ClientWebSocketOptions.Connector"/>. ConnectTimeoutMs bounds connecting and handshake together on the
    /// desktop. On a device the handshake stops all threads until it is over, without a bound when a server stops in the
    /// middle and stays connected; and it needs the date, which a device has from SNTP at the earliest.
    /// </remarks>
    public sealed class TlsConnector : TransportConnector
    {
        private readonly TlsCredentials _credentials;
        private readonly SocketConnector _connector;

        /// <summary>A connector that reaches hosts directly.</summary>
        /// <param name="options">Whom to trust, and a certificate of the client's own where servers ask for one.</param>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range, or a certificate or key cannot be used.</exception>
        public TlsConnector(TlsOptions options)
            : this(options, new SocketConnector())
        {
        }

        /// <summary>A connector that has its sockets from another, such as one that goes through a proxy.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range, or a certificate or key cannot be used.</exception>
        public TlsConnector(TlsOptions options, SocketConnector connector)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            ArgumentNullException.ThrowIfNull(connector, nameof(connector));
            options.Validate();
            _credentials = new TlsCredentials(options, false);
            _connector = connector;
        }

        /// <inheritdoc/>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            if (!isSecure)
            {
                return _connector.Connect(host, port, false, timeoutMs);
            }

            long deadlineMs = Environment.TickCount64 + timeoutMs;
            Socket socket = _connector.ConnectSocket(host, port, timeoutMs);
            TlsTransport transport = new TlsTransport(socket, SocketCandidate.GetAddress(socket));
            transport.BeginHandshake(_credentials, host);
            long leftMs = deadlineMs - Environment.TickCount64;
            if (!transport.WaitHandshake(leftMs > 0 ? (int)leftMs : 0))
            {
                transport.Close();
                throw new WebSocketException("TLS with " + host + " took more than " + timeoutMs.ToString() + " ms", WebSocketError.Timeout, 0);
            }

            if (transport.Error != null)
            {
                transport.Close();
                throw new WebSocketException("no TLS with " + host + ": " + transport.Error, WebSocketError.TlsFailed, 0);
            }

            return transport;
        }
    }
}
