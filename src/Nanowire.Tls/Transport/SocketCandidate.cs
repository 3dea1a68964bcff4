using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>An accepted socket on its way to TLS.</summary>
    internal sealed class SocketCandidate : TlsCandidate
    {
        private const int Gone = -1;

        private readonly Socket _socket;
        private readonly TlsCredentials _credentials;
        private readonly string _address;

        /// <summary>From the start of the handshake on, the owner of the socket.</summary>
        private TlsTransport _transport;

        internal SocketCandidate(Socket socket, TlsCredentials credentials)
        {
            _socket = socket;
            _credentials = credentials;
            _address = GetAddress(socket);
        }

        internal override string Address => _address;

        internal override bool IsHandshakeOver => _transport.IsHandshakeOver;

        /// <summary>The address of a socket's peer without a port; empty when it is gone.</summary>
        internal static string GetAddress(Socket socket)
        {
            try
            {
                IPEndPoint peer = socket.RemoteEndPoint as IPEndPoint;
                return peer == null ? string.Empty : peer.Address.ToString();
            }
            catch (Exception)
            {
                // Gone: what is thrown for that differs between the runtimes.
                return string.Empty;
            }
        }

        internal override int GetAvailable()
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead))
                {
                    return 0;
                }

                // Readable without a byte is the end.
                int count = _socket.Available;
                return count > 0 ? count : Gone;
            }
            catch (Exception)
            {
                return Gone;
            }
        }

        internal override int Peek(byte[] buffer)
        {
            try
            {
                return _socket.Receive(buffer, 0, buffer.Length, SocketFlags.Peek);
            }
            catch (Exception)
            {
                return Gone;
            }
        }

        internal override void BeginHandshake()
        {
            _transport = new TlsTransport(_socket, _address);
            _transport.BeginHandshake(_credentials, null);
        }

        internal override Transport TakeTransport()
        {
            if (_transport.Error == null)
            {
                return _transport;
            }

            _transport.Close();
            return null;
        }

        internal override void Close()
        {
            if (_transport != null)
            {
                _transport.Close();
            }
            else
            {
                _socket.Close();
            }
        }
    }
}
