using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop
{
    /// <summary>
    /// A TCP proxy on loopback that misbehaves on cue: it cuts with a FIN or a RST, goes silent, delays, throttles, splits, corrupts, and
    /// stops to read.
    /// </summary>
    internal sealed class FaultyProxy : IDisposable
    {
        private readonly Socket _listener;
        private readonly int _target;
        private readonly int _bufferSize;
        private readonly Thread _thread;
        private readonly List<FaultyLink> _links = new List<FaultyLink>();
        private volatile Action<FaultyLink> _prepare;

        /// <param name="target">The port on loopback that it leads to.</param>
        /// <param name="bufferSize">What the system may keep of each direction at each end, in bytes; 0 for what it likes.</param>
        internal FaultyProxy(int target, int bufferSize = 0)
        {
            _target = target;
            _bufferSize = bufferSize;
            _listener = Create();
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(64);
            Port = ((IPEndPoint)_listener.LocalEndPoint).Port;
            _thread = new Thread(Run) { IsBackground = true, Name = "faulty proxy" };
            _thread.Start();
        }

        /// <summary>Where it listens.</summary>
        internal int Port { get; }

        /// <summary>Gives the cues of each new link before a byte passes; on the proxy's own thread.</summary>
        internal Action<FaultyLink> Prepare
        {
            set => _prepare = value;
        }

        /// <summary>The links that are not over.</summary>
        internal FaultyLink[] Links
        {
            get
            {
                lock (_links)
                {
                    _links.RemoveAll(l => l.IsOver);
                    return _links.ToArray();
                }
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            _thread.Join();
            foreach (FaultyLink link in Links)
            {
                link.Dispose();
            }
        }

        private void Run()
        {
            while (true)
            {
                Socket client = null;
                Socket server = null;
                try
                {
                    client = _listener.Accept();
                    client.NoDelay = true;
                    server = Create();
                    server.NoDelay = true;
                    server.Connect(new IPEndPoint(IPAddress.Loopback, _target));
                }
                catch (SocketException) when (server != null)
                {
                    // Nobody listens behind it.
                    client.LingerState = new LingerOption(true, 0);
                    client.Dispose();
                    server.Dispose();
                    continue;
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }

                client.Blocking = false;
                server.Blocking = false;
                FaultyLink link = new FaultyLink(client, server);
                lock (_links)
                {
                    _links.RemoveAll(l => l.IsOver);
                    _links.Add(link);
                }

                _prepare?.Invoke(link);
                link.Start();
            }
        }

        private Socket Create()
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            if (_bufferSize > 0)
            {
                // A listener's are inherited by what it accepts.
                socket.ReceiveBufferSize = _bufferSize;
                socket.SendBufferSize = _bufferSize;
            }

            return socket;
        }
    }
}
