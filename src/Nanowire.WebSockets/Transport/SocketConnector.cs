using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets
{
    /// <summary>Connects over TCP. TLS takes another connector.</summary>
    public sealed class SocketConnector : TransportConnector
    {
        /// <inheritdoc/>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            if (isSecure)
            {
                throw new NotSupportedException("wss:// takes a connector with TLS");
            }

            long deadlineMs = Environment.TickCount64 + timeoutMs;
            WebSocketError error = WebSocketError.HostNotFound;
            int errorCode = 0;
            try
            {
                IPAddress[] addresses = Platform.Resolve(host);
                for (int i = 0; i < addresses.Length; i++)
                {
                    if (addresses[i].AddressFamily != AddressFamily.InterNetwork)
                    {
                        continue;
                    }

                    error = WebSocketError.ConnectionFailed;
                    Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    Attempt attempt = new Attempt(socket, new IPEndPoint(addresses[i], port));
                    int leftMs = (int)(deadlineMs - Environment.TickCount64);
                    bool isOver = Platform.StartThread(attempt.Connect).Join(leftMs < 0 ? 0 : leftMs);
                    if (attempt.Transport != null)
                    {
                        return attempt.Transport;
                    }

                    socket.Close();
                    if (!isOver)
                    {
                        throw WebSocketException.Late("connecting to " + host, timeoutMs);
                    }

                    errorCode = attempt.ErrorCode;
                }
            }
            catch (SocketException e)
            {
                // The host is not known, or there is no socket left.
                errorCode = e.ErrorCode;
            }

            throw new WebSocketException("cannot connect to " + host + ", socket error " + errorCode.ToString(), error, 0);
        }

        /// <summary>
        /// One try. Socket.Connect has no deadline on the device, so it runs on a thread of its own, and closing the
        /// socket ends it.
        /// </summary>
        private sealed class Attempt
        {
            /// <summary>The connection; null while there is none.</summary>
            internal Transport Transport;
            internal int ErrorCode;
            private readonly Socket _socket;
            private readonly IPEndPoint _endPoint;

            internal Attempt(Socket socket, IPEndPoint endPoint)
            {
                _socket = socket;
                _endPoint = endPoint;
            }

            internal void Connect()
            {
                try
                {
                    _socket.Connect(_endPoint);
                    Transport = new SocketTransport(_socket);
                }
                catch (SocketException e)
                {
                    ErrorCode = e.ErrorCode;
                }
                catch (ObjectDisposedException)
                {
                    // The deadline passed.
                }
            }
        }
    }
}
