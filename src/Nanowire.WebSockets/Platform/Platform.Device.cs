using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What differs between the runtimes: here, nanoFramework on a device.</summary>
    internal static class Platform
    {
        /// <summary>
        /// The most bytes given to a socket in one call. Send does not return before all are taken, so a piece must fit
        /// what a writable socket is sure to take: one TCP segment.
        /// </summary>
        internal const int MaxWriteSize = 1436;

        internal static Thread StartThread(ThreadStart run)
        {
            Thread thread = new Thread(run);
            thread.Start();
            return thread;
        }

        /// <summary>The addresses of a host name or of an address in digits.</summary>
        /// <exception cref="SocketException">The host is not known.</exception>
        internal static IPAddress[] Resolve(string host)
        {
            return Dns.GetHostEntry(host).AddressList;
        }

        internal static void ConfigureConnected(Socket socket)
        {
            // Without it 16 KB took 44 ms, with it 1.9.
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
        }

        internal static void ConfigureListener(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }
    }

    /// <summary>Random numbers of the device: of its hardware on ESP32, elsewhere of a generator that the clock has seeded.</summary>
    public sealed class RandomEntropy : EntropySource
    {
        // The hardware generator on ESP32; seeded by the clock on other ports.
        private readonly Random _random = new Random();

        /// <inheritdoc/>
        public override uint NextUInt32()
        {
            // Next() has 31 bits.
            return ((uint)_random.Next() << 16) ^ (uint)_random.Next();
        }
    }
}
