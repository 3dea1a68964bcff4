using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets
{
    /// <summary>Connects over TCP. TLS takes another connector, which has its sockets from one like this.</summary>
    public class SocketConnector : TransportConnector
    {
        /// <inheritdoc/>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            if (isSecure)
            {
                throw new NotSupportedException("wss:// takes a connector with TLS");
            }

            Socket socket = ConnectSocket(host, port, timeoutMs);
            try
            {
                return new SocketTransport(socket);
            }
            catch (SocketException e)
            {
                socket.Close();
                throw Failed(host, WebSocketError.ConnectionFailed, e.ErrorCode);
            }
        }

        /// <summary>
        /// Connects and leaves the socket as the system made it: what TLS is put on. Those who reach the host through something else
        /// (a proxy) override this, for ws and wss alike.
        /// </summary>
        /// <param name="host">A host name or an IPv4 address.</param>
        /// <param name="port">1 to 65535.</param>
        /// <param name="timeoutMs">How long it may take in milliseconds.</param>
        /// <returns>The connected socket, the caller's from now on; never null.</returns>
        /// <exception cref="WebSocketException">There is none: the message and the error code say why.</exception>
        public virtual Socket ConnectSocket(string host, int port, int timeoutMs)
        {
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
                    if (attempt.IsConnected)
                    {
                        return socket;
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

            throw Failed(host, error, errorCode);
        }

        private static WebSocketException Failed(string host, WebSocketError error, int errorCode)
        {
            return new WebSocketException("cannot connect to " + host + ", socket error " + errorCode.ToString(), error, 0);
        }

        /// <summary>
        /// One try. Socket.Connect has no deadline on the device, so it runs on a thread of its own, and closing the
        /// socket ends it.
        /// </summary>
        private sealed class Attempt
        {
            internal bool IsConnected;
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
                    IsConnected = true;
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
