using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets
{
    /// <summary>A listening TCP socket.</summary>
    public sealed class SocketListener : TransportListener, IDisposable
    {
        private readonly Socket _socket;

        /// <summary>Starts to listen.</summary>
        /// <param name="address">The local address; null for all.</param>
        /// <param name="port">1 to 65535, or 0 for any that is free.</param>
        /// <param name="backlog">How many connections the system may keep waiting.</param>
        /// <exception cref="SocketException">The port is taken or not permitted.</exception>
        public SocketListener(IPAddress address, int port, int backlog)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                Platform.ConfigureListener(_socket);
                _socket.Bind(new IPEndPoint(address ?? IPAddress.Any, port));
                _socket.Listen(backlog);
                Port = ((IPEndPoint)_socket.LocalEndPoint).Port;
            }
            catch (Exception)
            {
                _socket.Close();
                throw;
            }
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            try
            {
                return _socket.Poll((waitMs < SocketTransport.MaxPollMs ? waitMs : SocketTransport.MaxPollMs) * 1000, SelectMode.SelectRead);
            }
            catch (Exception e) when (SocketTransport.IsGone(e))
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            Socket socket = AcceptSocket();
            try
            {
                return socket == null ? null : new SocketTransport(socket);
            }
            catch (Exception e) when (SocketTransport.IsGone(e))
            {
                socket.Close();
                return null;
            }
        }

        /// <summary>As <see cref="Accept"/>, with the socket left as the system made it: what TLS is put on.</summary>
        /// <returns>The caller's from now on; null when it is gone again.</returns>
        public Socket AcceptSocket()
        {
            try
            {
                return _socket.Accept();
            }
            catch (Exception e) when (SocketTransport.IsGone(e))
            {
                return null;
            }
        }

        /// <summary>As <see cref="Close"/>.</summary>
        public void Dispose()
        {
            Close();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _socket.Close();
        }
    }
}
