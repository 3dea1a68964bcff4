using System.Net.Sockets;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>What differs between the runtimes: here, nanoFramework on a device.</summary>
    internal static class TlsPlatform
    {
        internal const bool HasTls13 = false;

        // lwIP's numbers, which pass through the enum.
        private const SocketOptionName KeepInterval = (SocketOptionName)4;
        private const SocketOptionName KeepCount = (SocketOptionName)5;
        private const int Probes = 3;

        /// <summary>
        /// Makes the system give up a peer that is gone within about that time: during a handshake nothing else can, as the native code
        /// waits without a time limit and all threads stand still.
        /// </summary>
        internal static void Prepare(Socket socket, int timeoutMs)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            try
            {
                int partMs = timeoutMs / (Probes + 1);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.KeepAlive, partMs);
                socket.SetSocketOption(SocketOptionLevel.Tcp, KeepInterval, (partMs + 999) / 1000);
                socket.SetSocketOption(SocketOptionLevel.Tcp, KeepCount, Probes);
            }
            catch (SocketException)
            {
                // Not every port has these.
            }
        }
    }
}
