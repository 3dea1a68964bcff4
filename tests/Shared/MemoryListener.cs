using System;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>A network in memory: who connects here is accepted by the server that listens.</summary>
    internal sealed class MemoryListener : TransportListener
    {
        private readonly MemoryTransport[] _waiting;
        private readonly int _capacity;
        private int _count;

        /// <param name="backlog">How many may wait for Accept.</param>
        /// <param name="capacity">How many bytes may be under way in each direction of a connection.</param>
        public MemoryListener(int backlog, int capacity)
        {
            _waiting = new MemoryTransport[backlog];
            _capacity = capacity;
        }

        /// <summary>Whether it was closed.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>The server's end of the connection made last.</summary>
        public MemoryTransport LastServerEnd { get; private set; }

        /// <summary>Connects; returns the client's end, or null when nobody listens or too many wait.</summary>
        public MemoryTransport Connect()
        {
            lock (_waiting)
            {
                if (IsClosed || _count == _waiting.Length)
                {
                    return null;
                }

                MemoryTransport server;
                MemoryTransport client = MemoryTransport.CreatePair(_capacity, out server);
                _waiting[_count] = server;
                _count++;
                LastServerEnd = server;
                return client;
            }
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            for (int waited = 0; waited < waitMs && _count == 0; waited++)
            {
                Thread.Sleep(1);
            }

            return _count > 0;
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            lock (_waiting)
            {
                if (_count == 0)
                {
                    return null;
                }

                MemoryTransport first = _waiting[0];
                _count--;
                Array.Copy(_waiting, 1, _waiting, 0, _count);
                _waiting[_count] = null;
                return first;
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
            lock (_waiting)
            {
                IsClosed = true;
                while (_count > 0)
                {
                    _count--;
                    _waiting[_count].Close();
                    _waiting[_count] = null;
                }
            }
        }
    }
}
