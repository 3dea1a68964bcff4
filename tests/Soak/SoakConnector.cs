using System.Net;
using System.Net.Sockets;
using Nanowire.WebSockets;

namespace Nanowire.Soak
{
    /// <summary>Connects, and notes the port, so that the proxy's links and the accounts of connections can be brought together.</summary>
    internal sealed class SoakConnector : TransportConnector
    {
        /// <summary>The account of the connection to be made.</summary>
        internal SoakConnection Connection { get; set; }

        /// <inheritdoc/>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                Connection.Port = ((IPEndPoint)socket.LocalEndPoint).Port;
                return new SocketTransport(socket);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                throw new WebSocketException(e.Message, WebSocketError.ConnectionFailed, 0);
            }
        }
    }
}
