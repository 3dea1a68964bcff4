using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop
{
    /// <summary>One connection through a <see cref="FaultyProxy"/>, moved by a thread of its own.</summary>
    internal sealed class FaultyLink : IDisposable
    {
        private const int WaitUs = 5000;
        private const int Nothing = -1;

        private readonly Socket _client;
        private readonly Socket _server;
        private readonly Thread _thread;
        private readonly List<Socket> _reading = new List<Socket>();
        private readonly List<Socket> _writing = new List<Socket>();
        private volatile LinkFault _cue;
        private volatile bool _isOver;

        internal FaultyLink(Socket client, Socket server)
        {
            _client = client;
            _server = server;
            ClientPort = ((IPEndPoint)client.RemoteEndPoint).Port;
            Up = new FaultyDirection(client, server);
            Down = new FaultyDirection(server, client);
            _thread = new Thread(Run) { IsBackground = true, Name = "faulty link" };
        }

        /// <summary>From the one that connected to the one that listens.</summary>
        internal FaultyDirection Up { get; }

        /// <summary>The other way.</summary>
        internal FaultyDirection Down { get; }

        /// <summary>The port of the one that connected, which tells its links apart.</summary>
        internal int ClientPort { get; }

        /// <summary>Whether both sockets are closed.</summary>
        internal bool IsOver => _isOver;

        /// <summary>Ends it now, in either manner.</summary>
        internal void Cut(LinkFault fault)
        {
            _cue = fault;
        }

        internal void Start()
        {
            _thread.Start();
        }

        public void Dispose()
        {
            Cut(LinkFault.Reset);
            if (_thread.IsAlive)
            {
                _thread.Join();
            }
        }

        /// <summary>A call of a socket that does not block: what it says, or -1 where it would have to wait.</summary>
        internal static int Try(Func<int> call)
        {
            try
            {
                return call();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                return Nothing;
            }
        }

        private void Run()
        {
            LinkFault end = LinkFault.Fin;
            try
            {
                while (!_isOver)
                {
                    long nowMs = Environment.TickCount64;
                    bool moved = Up.Step(nowMs) | Down.Step(nowMs);
                    LinkFault due = _cue != LinkFault.None ? _cue : Up.Due != LinkFault.None ? Up.Due : Down.Due;
                    if (due == LinkFault.Silence)
                    {
                        Up.IsSwallowing = true;
                        Down.IsSwallowing = true;
                        _cue = LinkFault.None;
                        Up.CutAt(long.MaxValue, LinkFault.None);
                        Down.CutAt(long.MaxValue, LinkFault.None);
                    }
                    else if (due != LinkFault.None)
                    {
                        end = due;
                        break;
                    }
                    else if (!Up.IsOpen && !Down.IsOpen)
                    {
                        break;
                    }

                    if (!moved)
                    {
                        Wait(nowMs);
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One end is gone without a FIN, so the other hears of it in the same way.
                end = LinkFault.Reset;
            }

            End(_client, end);
            End(_server, end);
            Close(_client, end);
            Close(_server, end);
            _isOver = true;
        }

        private void Wait(long nowMs)
        {
            _reading.Clear();
            _writing.Clear();
            Add(Up, nowMs);
            Add(Down, nowMs);
            if (_reading.Count + _writing.Count == 0)
            {
                Thread.Sleep(1);
            }
            else
            {
                Socket.Select(_reading, _writing, null, WaitUs);
            }
        }

        private void Add(FaultyDirection direction, long nowMs)
        {
            if (direction.WantsRead)
            {
                _reading.Add(direction.From);
            }

            if (direction.WantsWrite(nowMs))
            {
                _writing.Add(direction.To);
            }
        }

        private static void End(Socket socket, LinkFault fault)
        {
            try
            {
                if (fault == LinkFault.Reset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                    socket.Dispose();
                }
                else
                {
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
            catch (SocketException)
            {
                // It is gone already.
            }
        }

        private static void Close(Socket socket, LinkFault fault)
        {
            try
            {
                if (fault != LinkFault.Reset)
                {
                    Drain(socket);
                }
            }
            catch (SocketException)
            {
                // It did not end in time, or with a RST.
            }

            socket.Dispose();
        }

        /// <summary>Reads to the end: closing a socket with unread bytes would send a RST instead of a FIN. Not for ever.</summary>
        private static void Drain(Socket socket)
        {
            byte[] buffer = new byte[4096];
            socket.Blocking = true;
            socket.ReceiveTimeout = Patience.WireMs;
            while (socket.Receive(buffer) > 0)
            {
            }
        }
    }
}
