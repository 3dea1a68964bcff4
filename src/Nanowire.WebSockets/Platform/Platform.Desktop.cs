using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What differs between the runtimes: here, .NET on a desktop.</summary>
    internal static class Platform
    {
        /// <summary>The most bytes given to a socket in one call; it takes what it has room for.</summary>
        internal const int MaxWriteSize = 256 * 1024;

        internal static Thread StartThread(ThreadStart run)
        {
            // A forgotten server must not keep a process alive.
            Thread thread = new Thread(run) { IsBackground = true };
            thread.Start();
            return thread;
        }

        /// <summary>The addresses of a host name or of an address in digits.</summary>
        /// <exception cref="SocketException">The host is not known.</exception>
        internal static IPAddress[] Resolve(string host)
        {
            // The name of an address would be looked up.
            IPAddress address;
            if (IPAddress.TryParse(host, out address))
            {
                return new[] { address };
            }

            try
            {
                return Dns.GetHostEntry(host).AddressList;
            }
            catch (ArgumentException)
            {
                // No name is as long as this one.
                throw new SocketException((int)SocketError.HostNotFound);
            }
        }

        internal static void ConfigureConnected(Socket socket)
        {
            socket.NoDelay = true;
            socket.Blocking = false;
        }

        internal static void ConfigureListener(Socket socket)
        {
            // A connection that is gone again between poll and accept must not block the pump.
            // ReuseAddress is left alone: it would let two programs share the port, on Linux too, where .NET adds
            // SO_REUSEPORT to it. A port in TIME_WAIT can be bound without it.
            socket.Blocking = false;
        }
    }

    /// <summary>Random numbers of the system.</summary>
    public sealed class RandomEntropy : EntropySource
    {
        private readonly byte[] _pool = new byte[256];
        private int _used = 256;

        /// <inheritdoc/>
        public override uint NextUInt32()
        {
            lock (_pool)
            {
                if (_used == _pool.Length)
                {
                    RandomNumberGenerator.Fill(_pool);
                    _used = 0;
                }

                uint value = BitConverter.ToUInt32(_pool, _used);
                _used += 4;
                return value;
            }
        }
    }
}
