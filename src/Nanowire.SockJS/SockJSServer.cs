using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>
    /// Serves the SockJS protocol (0.3.3) below a path of a server, so that npm's sockjs-client reaches it where WebSocket does not get through: /info,
    /// WebSocket with and without frames, xhr_streaming, eventsource, xhr, xhr_send and the page in an iframe. Not htmlfile and JSONP: they were for
    /// browsers that are gone, and a script from elsewhere is subject to no policy for origins.
    /// </summary>
    /// <remarks>
    /// Make it before the server starts: it reserves the memory of its sessions, and adds itself to the server. It has no thread; the server's pump calls
    /// it, and events come on that. The server's guard, origins and deadlines hold for its requests. Its WebSockets raise the server's events as well;
    /// their Tag is the session.
    /// </remarks>
    public sealed partial class SockJSServer : HttpHandler
    {
        /// <summary>Bytes of an id of a session; a longer one is not found.</summary>
        public const int MaxSessionIdSize = 64;

        /// <summary>The least <see cref="WebSocketServer.MaxFrameSize"/> of the server, so that every head fits.</summary>
        public const int MinFrameSize = 768;

        /// <summary>413 of RFC 9110 section 15.5.14.</summary>
        internal const int ContentTooLarge = 413;

        /// <summary>The header of a frame (RFC 6455 section 5.2) and what SockJS puts around a message.</summary>
        private const int AroundMessage = 10 + 3;

        /// <summary>The least time between two looks at the deadlines, in milliseconds.</summary>
        private const int TickMs = 100;

        /// <summary>The longest message that can be sent to any session, in bytes, as JSON with its quotes.</summary>
        public readonly int MaxMessageSize;

        /// <summary>Sessions opened, WebSockets included.</summary>
        public int SessionsOpened;

        /// <summary>Sessions refused with 503, as there were MaxSessions.</summary>
        public int SessionsRefused;

        /// <summary>Sessions closed with 1008, as a message found no room.</summary>
        public int SessionsOverflowed;

        /// <summary>Exceptions that handlers threw; each closed its session with 1011.</summary>
        public int HandlerErrors;

        /// <summary>A session was opened.</summary>
        public event SockJSSessionHandler Opened;

        /// <summary>A client sent a message.</summary>
        public event SockJSMessageHandler MessageReceived;

        /// <summary>A session that had been opened is over.</summary>
        public event SockJSSessionHandler Closed;

        internal readonly SockJSOptions Options;

        /// <summary>Only the pump uses it.</summary>
        internal readonly HttpHeadWriter HeadWriter = new HttpHeadWriter();

        private readonly byte[] _prefix;
        private readonly byte[] _cookieName = Ascii.GetBytes("cookie");
        private readonly byte[] _requestHeadersName = Ascii.GetBytes("access-control-request-headers");
        private readonly string _page;
        private readonly string _pageTag;
        private readonly RandomEntropy _entropy = new RandomEntropy();

        // The sessions of requests, of which each place has its memory; also the lock for both lists.
        private readonly SockJSSession[] _sessions;
        private readonly byte[][] _buffers;

        /// <summary>The sessions of WebSockets.</summary>
        private SockJSSession _sockets;

        /// <summary>A message on its way to a WebSocket; also the lock for it.</summary>
        private readonly byte[] _scratch;
        private readonly JsonStringReader _reader = new JsonStringReader();
        private long _nowMs;
        private long _tickedMs;

        // Boxed once, for Array.IndexOf.
        private readonly object _lf = (byte)'\n';
        private readonly object _semicolon = (byte)';';

        /// <summary>Reserves the memory, and listens to the server for good.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range, or the server's SendBufferSize too small; the message names the numbers.</exception>
        public SockJSServer(WebSocketServer server, SockJSOptions options)
        {
            if (server == null || options == null)
            {
                throw new ArgumentNullException(server == null ? nameof(server) : nameof(options));
            }

            options.Validate();
            SockJSOptions.Require(nameof(server.MaxFrameSize), server.MaxFrameSize, MinFrameSize, int.MaxValue);
            Options = options;
            _prefix = Ascii.GetBytes(options.Prefix);
            MaxMessageSize = server.MaxFrameSize - AroundMessage;
            MaxMessageSize = options.SessionBufferSize < MaxMessageSize ? options.SessionBufferSize : MaxMessageSize;
            _scratch = new byte[MaxMessageSize + 3];
            _scratch[0] = (byte)'a';
            _scratch[1] = (byte)'[';
            _sessions = new SockJSSession[options.MaxSessions];
            _buffers = new byte[options.MaxSessions][];
            for (int i = 0; i < _buffers.Length; i++)
            {
                _buffers[i] = new byte[options.SessionBufferSize];
            }

            if (options.ClientUrl != null)
            {
                _page = MakePage(options.ClientUrl);
                _pageTag = "\"" + Hash(_page).ToString() + "\"";
            }

            server.AddHandler(this);
            server.Opened += OnOpened;
            server.MessageReceived += OnMessageReceived;
            server.Closed += OnClosed;
        }

        /// <summary>Sends a message to all open sessions; each that has no room for it is closed, as <see cref="SockJSSession.Send"/> does it.</summary>
        /// <returns>How many took it.</returns>
        public int Broadcast(byte[] buffer, int offset, int count)
        {
            int taken = 0;
            lock (_sessions)
            {
                for (int i = 0; i < _sessions.Length; i++)
                {
                    if (_sessions[i] != null && _sessions[i].Send(buffer, offset, count))
                    {
                        taken++;
                    }
                }

                for (SockJSSession session = _sockets; session != null; session = session.Next)
                {
                    if (session.Send(buffer, offset, count))
                    {
                        taken++;
                    }
                }
            }

            return taken;
        }

        /// <inheritdoc/>
        public override void Tick(long nowMs)
        {
            _nowMs = nowMs;
            if (nowMs >= _tickedMs && nowMs - _tickedMs < TickMs)
            {
                return;
            }

            _tickedMs = nowMs;
            TickSessions(nowMs);
            TickSockets(nowMs);
        }

        /// <summary>Hands a message over.</summary>
        internal void Deliver(SockJSSession session, byte[] buffer, int offset, int count)
        {
            if (MessageReceived == null || !session.IsOpen)
            {
                return;
            }

            try
            {
                MessageReceived(session, buffer, offset, count);
            }
            catch (Exception)
            {
                Fail(session);
            }
        }

        private void RaiseOpened(SockJSSession session)
        {
            SessionsOpened++;
            try
            {
                if (Opened != null)
                {
                    Opened(session);
                }
            }
            catch (Exception)
            {
                Fail(session);
            }
        }

        private void RaiseClosed(SockJSSession session, bool wasClean)
        {
            if (session.IsTold)
            {
                return;
            }

            session.IsTold = true;
            session.WasClean = wasClean;
            try
            {
                if (Closed != null)
                {
                    Closed(session);
                }
            }
            catch (Exception)
            {
                HandlerErrors++;
            }
        }

        private void Fail(SockJSSession session)
        {
            HandlerErrors++;
            session.CloseBy((int)WebSocketCloseStatus.InternalServerError, string.Empty);
        }

        private static string MakePage(string clientUrl)
        {
            return "<!DOCTYPE html>\n<html>\n<head>\n  <meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\" />\n"
                + "  <meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\" />\n  <script src=\"" + clientUrl + "\"></script>\n"
                + "  <script>\n    document.domain = document.domain;\n    SockJS.bootstrap_iframe();\n  </script>\n</head>\n<body>\n"
                + "  <h2>Don't panic!</h2>\n  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>\n</body>\n</html>\n";
        }

        /// <summary>FNV-1a.</summary>
        private static uint Hash(string text)
        {
            uint hash = 2166136261;
            byte[] bytes = Ascii.GetBytes(text);
            for (int i = 0; i < bytes.Length; i++)
            {
                hash = (hash ^ bytes[i]) * 16777619;
            }

            return hash;
        }
    }
}
