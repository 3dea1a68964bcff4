using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// Accepts TCP connections, turns those that begin as TLS does into TLS, and hands them to the server: for wss:// and https://
    /// on one port. Give it to <see cref="WebSocketServer.Listen(TransportListener)"/>.
    /// </summary>
    /// <remarks>
    /// A connection costs a socket until its first message is there whole; see <see cref="TlsOptions"/> for the limits. On the desktop handshakes
    /// then run beside the pump. On a device each stops all threads until it is over: about as long as one signature takes
    /// when the peer plays along, and without an end when it stops in the middle and stays connected.
    /// </remarks>
    public sealed class TlsListener : TransportListener, IDisposable
    {
        /// <summary>So many connections at most are accepted before the others of the pump have their turn.</summary>
        private const int AcceptsPerLook = 16;

        /// <summary>What became of the connections so far.</summary>
        public readonly TlsListenerStatistics Statistics = new TlsListenerStatistics();

        /// <summary>Who is let in, such as limits per address; null (the default) for all. Set before the server starts.</summary>
        public AddressFilter Filter;

        private readonly SocketListener _listener;
        private readonly TlsCredentials _credentials;
        private readonly TlsAdmission _admission;

        /// <summary>What <see cref="Accept"/> returns next; null for nothing.</summary>
        private Transport _ready;

        /// <summary>Starts to listen.</summary>
        /// <param name="address">The local address; null for all.</param>
        /// <param name="port">1 to 65535, or 0 for any that is free; 443 is the one that wss:// and https:// mean without saying so.</param>
        /// <param name="backlog">How many connections the system may keep waiting.</param>
        /// <param name="options">With a certificate and its key.</param>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range, or the certificate or its key cannot be used.</exception>
        /// <exception cref="SocketException">The port is taken or not permitted.</exception>
        public TlsListener(IPAddress address, int port, int backlog, TlsOptions options)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            options.Validate();
            if (options.Certificate == null && !options.UseDeviceCertificate)
            {
                throw new ArgumentException("a server needs Certificate and PrivateKey");
            }

            _credentials = new TlsCredentials(options, true);
            _admission = new TlsAdmission(options, Statistics);
            _listener = new SocketListener(address, port, backlog);
            Port = _listener.Port;
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            // What is on its way has no event that could be waited for together with the listening socket.
            for (int left = waitMs; !Look(); left--)
            {
                if (left <= 0)
                {
                    return false;
                }

                if (_admission.Count == 0)
                {
                    _listener.WaitPending(left);
                    left = 1;
                }
                else if (_admission.HasRoom)
                {
                    _listener.WaitPending(1);
                }
                else
                {
                    // There may be many in the system's queue, which have to wait for a place.
                    Thread.Sleep(1);
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            Transport transport = _ready;
            _ready = null;
            return transport;
        }

        /// <summary>As <see cref="Close"/>.</summary>
        public void Dispose()
        {
            Close();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _listener.Close();
            _admission.Close();
            if (_ready != null)
            {
                _ready.Close();
                _ready = null;
            }
        }

        /// <summary>Does what can be done now. Returns whether <see cref="Accept"/> has a connection.</summary>
        private bool Look()
        {
            if (_ready != null)
            {
                return true;
            }

            for (int i = 0; i < AcceptsPerLook && _admission.HasRoom && _listener.WaitPending(0); i++)
            {
                Socket socket = _listener.AcceptSocket();
                if (socket != null)
                {
                    Statistics.Accepted++;
                    Admit(new SocketCandidate(socket, _credentials));
                }
            }

            _ready = _admission.Work(Environment.TickCount64);
            return _ready != null;
        }

        private void Admit(SocketCandidate candidate)
        {
            AddressFilter filter = Filter;
            bool isLetIn = false;
            try
            {
                isLetIn = filter == null || filter(candidate.Address);
            }
            finally
            {
                // Also when the filter throws.
                if (!isLetIn)
                {
                    Statistics.Filtered++;
                    candidate.Close();
                }
            }

            if (isLetIn)
            {
                _admission.Add(candidate, Environment.TickCount64);
            }
        }
    }
}
