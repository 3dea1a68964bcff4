using System;
using System.Threading;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A WebSocket and HTTP server on one port. One pump serves all connections: <see cref="Start"/> runs it on a thread
    /// of its own, or the application calls <see cref="RunOnce"/> from its loop. All memory is reserved at construction.
    /// </summary>
    /// <remarks>
    /// Handlers run on the pump and must return soon. Sends, Broadcast, <see cref="Stop"/> and the
    /// statistics may be used from any thread; content and handlers are set up before the pump starts.
    /// </remarks>
    public sealed partial class WebSocketServer : IDisposable
    {
        /// <summary>
        /// After activity the pump waits this many rounds of a millisecond on the connection that was active last, since
        /// an answer is likely; then it goes over to <see cref="IdleWaitMs"/>.
        /// </summary>
        private const int BriskRounds = 24;

        private const int BriskWaitMs = 1;
        private const int IdleWaitMs = 24;

        /// <summary>How much longer than the closing handshakes may take the end of the pump's thread is awaited.</summary>
        private const int JoinReserveMs = 1000;

        /// <summary>A busy pump still looks at the listener once in so many rounds.</summary>
        private const int RoundsPerAccept = 16;

        private readonly ServerCore _core;
        private readonly ConnectionSlot[] _slots;

        /// <summary>The slots in use; in front the one that was active last, or none when it is over. Only the pump looks here.</summary>
        private readonly ConnectionSlot[] _active;
        private int _activeCount;
        private int _sweep;
        private readonly BusyAnswer _busyAnswer;
        private readonly byte[] _broadcastHeader = new byte[FrameLimits.MaxHeaderSize];

        private TransportListener _listener;
        private Thread _thread;
        private int _round;
        private int _quietRounds;
        private bool _isStopping;
        private long _stopMs;

        /// <summary>Reserves the memory of all connections.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another; the message names the numbers.</exception>
        public WebSocketServer(WebSocketServerOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            options.Validate();
            _core = new ServerCore(options);
            _slots = new ConnectionSlot[options.MaxConnections];
            _active = new ConnectionSlot[options.MaxConnections];
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i] = new ConnectionSlot(_core);
            }

            _busyAnswer = new BusyAnswer(_core);
        }

        /// <summary>A connection was opened.</summary>
        public event WebSocketHandler Opened
        {
            add { _core.Opened += value; }
            remove { _core.Opened -= value; }
        }

        /// <summary>A message, or a piece of one, arrived.</summary>
        public event MessageReceivedHandler MessageReceived
        {
            add { _core.MessageReceived += value; }
            remove { _core.MessageReceived -= value; }
        }

        /// <summary>
        /// All that waited to be sent to a connection is out, after a send or a broadcast to it had been refused: the next is
        /// taken.
        /// </summary>
        public event WebSocketHandler Drained
        {
            add { _core.Drained += value; }
            remove { _core.Drained -= value; }
        }

        /// <summary>A connection that had been opened is over.</summary>
        public event WebSocketHandler Closed
        {
            add { _core.Closed += value; }
            remove { _core.Closed -= value; }
        }

        /// <summary>What the server did so far.</summary>
        public WebSocketServerStatistics Statistics => _core.Statistics;

        /// <summary>The port that is listened on; 0 before.</summary>
        public int Port => _listener == null ? 0 : _listener.Port;

        /// <summary>The largest frame in bytes, header included, that <see cref="ServerWebSocket.SendFrame"/> ever takes.</summary>
        public int MaxFrameSize => _core.FrameCapacity;

        /// <summary>How many WebSocket connections are open.</summary>
        public int ConnectionCount
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _slots.Length; i++)
                {
                    if (_slots[i].Owner != null)
                    {
                        count++;
                    }
                }

                return count;
            }
        }

        /// <summary>
        /// Answers GET and HEAD of a path. The same path may have two contents, one gzip and one not; each client gets
        /// the one it accepts.
        /// </summary>
        /// <remarks>
        /// A path is a name, not a file: it is compared byte by byte with what the client sent in front of the query. Nothing is
        /// decoded and no dots are resolved, so "/a%20b" must be added as that, "/%69ndex.html" is not "/index.html" but 404, and
        /// there is nothing that "/../" could climb to. Browsers resolve dots and encode what needs it before they send.
        /// </remarks>
        /// <param name="path">Absolute, printable ASCII with the rest percent-encoded, and without a query, such as "/".</param>
        /// <param name="content">What is served.</param>
        /// <exception cref="ArgumentException">No request can name the path, or the content's type and tag make too long a head.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public void AddContent(string path, Content content)
        {
            _core.Content.Add(path, content);
        }

        /// <summary>
        /// Answers GET and HEAD of every path that has no content and is not the endpoint, instead of a 404; for an access point's
        /// portal a <see cref="RedirectContent"/>. It may change while the server runs, by the pump's thread.
        /// </summary>
        /// <param name="content">What is served, not gzip; null: nothing.</param>
        /// <exception cref="ArgumentException">The content's head is too long, or it is gzip.</exception>
        public void SetFallback(Content content)
        {
            _core.Content.SetFallback(content);
        }

        /// <summary>Listens on the port of the options. <see cref="Start"/> does so itself.</summary>
        /// <exception cref="InvalidOperationException">The server listens already.</exception>
        public void Listen()
        {
            // Before a socket is made, which nobody would close.
            RequireNotListening();
            WebSocketServerOptions options = _core.Options;
            Listen(new SocketListener(options.Address, options.Port, options.MaxConnections));
        }

        /// <summary>Takes connections from a listener of the caller's, which the server owns from now on.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="listener"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The server listens already.</exception>
        public void Listen(TransportListener listener)
        {
            if (listener == null)
            {
                throw new ArgumentNullException(nameof(listener));
            }

            RequireNotListening();
            _listener = listener;
        }

        /// <summary>Runs the pump on a thread of its own until <see cref="Stop"/>.</summary>
        /// <exception cref="InvalidOperationException">It runs already, or was stopped.</exception>
        public void Start()
        {
            if (_thread != null || _isStopping)
            {
                throw new InvalidOperationException("the server was started already");
            }

            if (_listener == null)
            {
                Listen();
            }

            _thread = Platform.StartThread(Run);
        }

        /// <summary>
        /// Stops to listen, closes all connections with 1001, waits for that at most the options' CloseTimeoutMs, and ends the
        /// pump's thread. Without one, and from a handler, it returns at once: the next rounds see to the closing.
        /// </summary>
        public void Stop()
        {
            if (!_isStopping)
            {
                _stopMs = Environment.TickCount64;
                _isStopping = true;
            }

            // A handler that stops the server runs on the very thread that would be waited for.
            Thread thread = _thread;
            if (thread != null && thread.ManagedThreadId != Thread.CurrentThread.ManagedThreadId)
            {
                int timeoutMs = _core.Options.CloseTimeoutMs;
                thread.Join(timeoutMs < int.MaxValue - JoinReserveMs ? timeoutMs + JoinReserveMs : int.MaxValue);
            }
        }

        /// <summary>As <see cref="Stop"/>; without a pump's thread, everything that is open is closed at once and no further round may follow.</summary>
        public void Dispose()
        {
            Stop();
            CloseListener();
            if (_thread == null)
            {
                CloseConnections(true);
            }
        }

        /// <summary>Sends a message to all open connections; it is framed once.</summary>
        /// <param name="buffer">Holds the message; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes; the frame must fit the send buffer.</param>
        /// <param name="messageType">Text or Binary.</param>
        /// <returns>How many took it. Those without room are skipped and counted in the statistics.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, the message cannot fit, or the type is neither.</exception>
        public int Broadcast(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            Opcode opcode = _core.CheckBroadcast(buffer, offset, count, messageType);
            lock (_broadcastHeader)
            {
                int headerCount = FrameEncoder.WriteHeader(_broadcastHeader, 0, opcode, true, count, false, 0);
                return BroadcastEncoded(_broadcastHeader, 0, headerCount, buffer, offset, count);
            }
        }

        /// <summary>Sends a message that was composed in place (see <see cref="MessageFrame"/>) to all open connections.</summary>
        /// <param name="frame">Holds the message; copied.</param>
        /// <param name="count">The length of the message in bytes.</param>
        /// <param name="messageType">Text or Binary.</param>
        /// <returns>How many took it.</returns>
        /// <exception cref="ArgumentException">As the other overload.</exception>
        public int Broadcast(MessageFrame frame, int count, WebSocketMessageType messageType)
        {
            if (frame == null)
            {
                throw new ArgumentNullException(nameof(frame));
            }

            byte[] buffer = frame.Buffer;
            Opcode opcode = _core.CheckBroadcast(buffer, MessageFrame.PayloadOffset, count, messageType);
            int start = FrameEncoder.Prepend(buffer, MessageFrame.PayloadOffset, count, opcode, true);
            return BroadcastEncoded(buffer, start, MessageFrame.PayloadOffset - start, buffer, MessageFrame.PayloadOffset, count);
        }

        private void RequireNotListening()
        {
            if (_listener != null)
            {
                throw new InvalidOperationException("the server listens already");
            }
        }

        private int BroadcastEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int offset, int count)
        {
            if (_core.Options.Extension != null)
            {
                return BroadcastExtended(header, headerOffset, headerCount, payload, offset, count);
            }

            int taken = 0;
            for (int i = 0; i < _slots.Length; i++)
            {
                ConnectionSlot slot = _slots[i];
                if (slot.Owner == null)
                {
                    continue;
                }

                if (slot.SendEncoded(header, headerOffset, headerCount, payload, offset, count))
                {
                    taken++;
                }
                else
                {
                    CountSkipped(slot);
                }
            }

            return taken;
        }

        /// <summary>Asks the guard whether a connection may have a slot; if not, refuses it without one. Returns whether it may.</summary>
        private bool Admit(ConnectionSlot slot, Transport transport, long nowMs)
        {
            int status = slot.Watch.Admit(transport, nowMs);
            if (status == 0)
            {
                return true;
            }

            // One at a time is told why. The others are ended at once: who is refused here often has many of them.
            if (!_busyAnswer.TryBegin(transport, status, slot.Watch, nowMs))
            {
                transport.Close();
            }

            return false;
        }

        private void CloseListener()
        {
            if (_listener != null)
            {
                _listener.Close();
            }
        }
    }
}
