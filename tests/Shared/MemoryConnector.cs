using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>A client's way into a network in memory.</summary>
    internal sealed class MemoryConnector : TransportConnector
    {
        private readonly MemoryListener _listener;

        public MemoryConnector(MemoryListener listener)
        {
            _listener = listener;
        }

        /// <summary>Runs while the client waits; see <see cref="MemoryTransport.Pump"/>.</summary>
        public MemoryPump Pump { get; set; }

        /// <summary>What every new connection is given; see <see cref="MemoryTransport"/>.</summary>
        public int MaxRead { get; set; } = int.MaxValue;

        /// <summary>What every new connection is given; see <see cref="MemoryTransport"/>.</summary>
        public int MaxWrite { get; set; } = int.MaxValue;

        /// <summary>The client's end of the connection made last.</summary>
        public MemoryTransport Last { get; private set; }

        /// <summary>What the last call was asked for.</summary>
        public string Host { get; private set; }

        /// <summary>What the last call was asked for.</summary>
        public int Port { get; private set; }

        /// <summary>What the last call was asked for.</summary>
        public bool IsSecure { get; private set; }

        /// <inheritdoc/>
        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            Host = host;
            Port = port;
            IsSecure = isSecure;
            Last = _listener.Connect();
            if (Last == null)
            {
                throw new WebSocketException("nobody listens", WebSocketError.ConnectionFailed, 0);
            }

            Last.MaxRead = MaxRead;
            Last.MaxWrite = MaxWrite;
            Last.Pump = Pump;
            return Last;
        }
    }
}
