using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>Ports for servers that are stopped and started again.</summary>
    internal static class LoopbackPorts
    {
        // Below those that the system gives to outgoing connections: while the server is down, one of them could get its port, and a
        // client that tries it could even be connected to itself.
        private const int First = 20000;
        private const int Count = 12000;

        // One after the other from anywhere, so that none is given twice before its server listens.
        private static int _last = Random.Shared.Next(Count);

        /// <summary>A port that nobody listens on, and that was not given to anybody else here.</summary>
        internal static int Take()
        {
            for (int i = 0; i < 100; i++)
            {
                int port = First + (Interlocked.Increment(ref _last) % Count);
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
