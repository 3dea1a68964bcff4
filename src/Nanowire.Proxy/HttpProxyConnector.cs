using System;
using System.Net.Sockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Proxy
{
    /// <summary>
    /// Connects through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6), with Basic authentication (RFC 7617) where the proxy wants it. The
    /// connection that it returns is the inner connector's own, so it costs nothing once it is there.
    /// </summary>
    /// <remarks>
    /// TLS goes on either side. For wss through a proxy this one is what a TLS connector connects through: <see cref="ConnectSocket"/> returns the
    /// tunnel's socket, as the system made it. For a proxy that is itself reached by TLS, the TLS connector is given to the constructor.
    /// Credentials go to the proxy in clear text unless it is reached by TLS.
    /// </remarks>
    public sealed class HttpProxyConnector : SocketConnector
    {
        /// <summary>Default of <see cref="MaxHeadSize"/>.</summary>
        public const int DefaultMaxHeadSize = 1024;

        /// <summary>The least <see cref="MaxHeadSize"/>.</summary>
        public const int MinHeadSize = 128;

        /// <summary>How many bytes of a refusal's first line an exception quotes.</summary>
        internal const int MaxQuotedCount = 80;

        /// <summary>The most bytes of the proxy's answer up to its empty line; reserved while connecting.</summary>
        public int MaxHeadSize = DefaultMaxHeadSize;

        /// <summary>The name for the proxy; null when it wants none. Without a colon (RFC 7617 section 2).</summary>
        public string UserName;

        /// <summary>The password that belongs to it; null for an empty one.</summary>
        public string Password;

        private readonly string _proxyHost;
        private readonly int _proxyPort;
        private readonly TransportConnector _inner;
        private readonly bool _isProxySecure;

        /// <summary>A proxy that is reached over TCP.</summary>
        /// <param name="proxyHost">Its name or IPv4 address.</param>
        /// <param name="proxyPort">1 to 65535; 3128 and 8080 are usual.</param>
        /// <exception cref="ArgumentException">The host is none, or the port is out of range.</exception>
        public HttpProxyConnector(string proxyHost, int proxyPort)
            : this(proxyHost, proxyPort, null, false)
        {
        }

        /// <summary>A proxy that is reached through another connector.</summary>
        /// <param name="proxyHost">Its name or IPv4 address.</param>
        /// <param name="proxyPort">1 to 65535.</param>
        /// <param name="inner">Connects to the proxy; null for TCP.</param>
        /// <param name="isProxySecure">Whether <paramref name="inner"/> is to use TLS.</param>
        /// <exception cref="ArgumentException">The host is none, or the port is out of range.</exception>
        public HttpProxyConnector(string proxyHost, int proxyPort, TransportConnector inner, bool isProxySecure)
        {
            RequireEndPoint(proxyHost, proxyPort);
            _proxyHost = proxyHost;
            _proxyPort = proxyPort;
            _inner = inner;
            _isProxySecure = isProxySecure;
        }

        /// <inheritdoc/>
        /// <exception cref="NotSupportedException"><paramref name="isSecure"/> is set: TLS belongs on top of this connector.</exception>
        /// <exception cref="ArgumentException">The host, MaxHeadSize or UserName cannot be used.</exception>
        /// <exception cref="WebSocketException">There is no tunnel: with ProxyRefused the message has what the proxy answered.</exception>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            if (_inner == null || isSecure)
            {
                return base.Connect(host, port, isSecure, timeoutMs);
            }

            long deadlineMs = Environment.TickCount64 + timeoutMs;
            string request = CreateRequest(host, port);
            Transport transport = _inner.Connect(_proxyHost, _proxyPort, _isProxySecure, timeoutMs);
            new ProxyTunnel(transport, deadlineMs, timeoutMs).Open(request, MaxHeadSize);
            return transport;
        }

        /// <inheritdoc/>
        /// <exception cref="NotSupportedException">The proxy is reached through a connector that has no sockets.</exception>
        public override Socket ConnectSocket(string host, int port, int timeoutMs)
        {
            long deadlineMs = Environment.TickCount64 + timeoutMs;
            string request = CreateRequest(host, port);
            SocketConnector inner = _inner as SocketConnector;
            if (_inner != null && (inner == null || _isProxySecure))
            {
                throw new NotSupportedException("no TLS within TLS");
            }

            Socket socket = inner == null
                ? base.ConnectSocket(_proxyHost, _proxyPort, timeoutMs) : inner.ConnectSocket(_proxyHost, _proxyPort, timeoutMs);
            new ProxyTunnel(new RawSocket(socket), deadlineMs, timeoutMs).Open(request, MaxHeadSize);
            return socket;
        }

        private static void RequireEndPoint(string host, int port)
        {
            // A token has no space and no control character, so it cannot end the line or the request.
            if (!Ascii.IsToken(host) || port < 1 || port > 65535)
            {
                throw new ArgumentException("not a host and port", nameof(host));
            }
        }

        private string CreateRequest(string host, int port)
        {
            RequireEndPoint(host, port);
            if (MaxHeadSize < MinHeadSize || (UserName != null && UserName.IndexOf(':') >= 0))
            {
                throw new ArgumentException(MaxHeadSize < MinHeadSize ? "MaxHeadSize is below 128" : "a colon in UserName");
            }

            string name = host + ":" + port.ToString();
            string request = "CONNECT " + name + " HTTP/1.1\r\nHost: " + name + "\r\n";
            if (UserName != null)
            {
                byte[] credentials = System.Text.Encoding.UTF8.GetBytes(UserName + ":" + Password);
                request += "Proxy-Authorization: Basic " + Convert.ToBase64String(credentials) + "\r\n";
            }

            return request + "\r\n";
        }
    }
}
