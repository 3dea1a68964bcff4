using System;
using System.Net;
using System.Net.Sockets;
using Nanowire.WebSockets;

namespace Nanowire.Soak
{
    /// <summary>
    /// Listens like the library's own, but the system keeps only a few KB of what is sent, so that the server meets those who do
    /// not read.
    /// </summary>
    internal sealed class SoakListener : TransportListener, IDisposable
    {
        private const int SystemBufferSize = 4096;

        private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            SendBufferSize = SystemBufferSize,
            Blocking = false,
        };

        internal SoakListener()
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _socket.Listen(64);
            Port = ((IPEndPoint)_socket.LocalEndPoint).Port;
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            return _socket.Poll(waitMs * 1000, SelectMode.SelectRead);
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            try
            {
                return new SocketTransport(_socket.Accept());
            }
            catch (SocketException)
            {
                // Gone again, as the proxy's clients are now and then.
                return null;
            }
        }

        public void Dispose()
        {
            Close();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _socket.Dispose();
        }
    }
}
