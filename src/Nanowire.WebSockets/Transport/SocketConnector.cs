using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

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
                throw new NotSupportedException("this connector has no TLS; give the client's options one that has for wss://");
            }

            long deadlineMs = Environment.TickCount64 + timeoutMs;
            IPAddress[] addresses = Resolve(host);
            WebSocketException failure = null;
            for (int i = 0; i < addresses.Length; i++)
            {
                if (addresses[i].AddressFamily == AddressFamily.InterNetwork)
                {
                    int leftMs = (int)(deadlineMs - Environment.TickCount64);
                    if (leftMs <= 0)
                    {
                        throw failure ?? new WebSocketException("looking up " + host + " took more than " + timeoutMs.ToString() + " ms", WebSocketError.Timeout, 0);
                    }

                    try
                    {
                        Attempt attempt = new Attempt(new IPEndPoint(addresses[i], port));
                        failure = attempt.Run(host, leftMs);
                        if (failure == null)
                        {
                            return new SocketTransport(attempt.Socket);
                        }
                    }
                    catch (SocketException e)
                    {
                        // There is no socket left, or the connection is gone already.
                        failure = new WebSocketException("cannot connect to " + host + ", socket error " + e.ErrorCode.ToString(), WebSocketError.ConnectionFailed, 0);
                    }
                }
            }

            throw failure ?? new WebSocketException(host + " has no IPv4 address", WebSocketError.HostNotFound, 0);
        }

        private static IPAddress[] Resolve(string host)
        {
            // A desktop would look the name of an address up.
            bool isAddress = true;
            for (int i = 0; i < host.Length && isAddress; i++)
            {
                isAddress = host[i] == '.' || (host[i] >= '0' && host[i] <= '9');
            }

            try
            {
                return isAddress ? new[] { IPAddress.Parse(host) } : Dns.GetHostEntry(host).AddressList;
            }
            catch (Exception e) when (!(e is OutOfMemoryException))
            {
                throw new WebSocketException(host + " is not known", WebSocketError.HostNotFound, 0);
            }
        }

        /// <summary>
        /// One try. Socket.Connect has no deadline on the device, so it runs on a thread of its own, and closing the
        /// socket ends it.
        /// </summary>
        private sealed class Attempt
        {
            private readonly IPEndPoint _endPoint;
            private bool _isConnected;
            private int _errorCode;

            internal Attempt(IPEndPoint endPoint)
            {
                _endPoint = endPoint;
                Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            }

            internal Socket Socket { get; }

            internal WebSocketException Run(string host, int timeoutMs)
            {
                Thread thread = Platform.StartThread(Connect);
                bool isOver = thread.Join(timeoutMs);
                if (_isConnected)
                {
                    return null;
                }

                Socket.Close();
                string where = host + ":" + _endPoint.Port.ToString();
                return isOver
                    ? new WebSocketException("cannot connect to " + where + ", socket error " + _errorCode.ToString(), WebSocketError.ConnectionFailed, 0)
                    : new WebSocketException("connecting to " + where + " took more than " + timeoutMs.ToString() + " ms", WebSocketError.Timeout, 0);
            }

            private void Connect()
            {
                try
                {
                    Socket.Connect(_endPoint);
                    _isConnected = true;
                }
                catch (SocketException e)
                {
                    _errorCode = e.ErrorCode;
                }
                catch (ObjectDisposedException)
                {
                    // The deadline passed.
                }
            }
        }
    }
}
