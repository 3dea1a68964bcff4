using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>Ports for servers that are stopped and started again.</summary>
    internal static class LoopbackPorts
    {
        // Below those that the system gives to outgoing connections: while the server is down, one of them could get its port, and a
        // client that tries it could even be connected to itself.
        private const int First = 20000;
        private const int Last = 31999;

        /// <summary>A port that nobody listens on.</summary>
        internal static int Take()
        {
            for (int i = 0; i < 100; i++)
            {
                int port = Random.Shared.Next(First, Last + 1);
                using TcpListener listener = new TcpListener(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    return port;
                }
                catch (SocketException)
                {
                    // Taken; another.
                }
            }

            throw new InvalidOperationException("no port is free");
        }

        /// <summary>Whether somebody listens.</summary>
        internal static bool Answers(int port)
        {
            try
            {
                using TcpClient client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
