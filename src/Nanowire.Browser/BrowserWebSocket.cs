using System;
using System.Text;
using System.Threading;

namespace Nanowire.WebSockets.Browser
{
    /// <summary>
    /// A client with the members, the rules and the order of events of the WebSocket that a page has (WHATWG WebSockets Standard section 3), for
    /// page code that is ported. It stands on <see cref="ClientWebSocket"/>, which costs less: here each message is a new object.
    /// </summary>
    /// <remarks>
    /// A page's script ends before its events come; here <see cref="Start"/> or <see cref="RunOnce"/> says that the handlers are set. All events come
    /// from the thread that runs. Send and Close may be called from any. What else is not as on a page: Send waits for room, since a device has
    /// no memory to queue in; a message larger than the options' ReceiveBufferSize fails the connection; a URL is not relative to anything.
    /// </remarks>
    public sealed class BrowserWebSocket : IDisposable
    {
        /// <summary>The connection is not made yet.</summary>
        public const int Connecting = 0;

        /// <summary>Messages can be sent.</summary>
        public const int Open = 1;

        /// <summary>The closing handshake is under way, or the connection was given up.</summary>
        public const int Closing = 2;

        /// <summary>It is over.</summary>
        public const int Closed = 3;

        /// <summary>The longest reason of <see cref="Close(int, string)"/>, in bytes of UTF-8.</summary>
        public const int MaxReasonSize = 123;

        private const int NoStatus = 1005;
        private const int Abnormal = 1006;
        private const int RestWaitMs = 1000;

        /// <summary>The URL, with ws or wss, and a path.</summary>
        public readonly string Url;

        /// <summary>Always empty, also where an extension of the options was agreed on.</summary>
        public readonly string Extensions = string.Empty;

        /// <summary>The connection is open.</summary>
        public BrowserEventHandler OnOpen;

        /// <summary>A message has come.</summary>
        public BrowserMessageHandler OnMessage;

        /// <summary>The connection has failed; Close comes behind it.</summary>
        public BrowserEventHandler OnError;

        /// <summary>The connection is over; nothing comes behind it.</summary>
        public BrowserCloseHandler OnClose;

        private readonly ClientWebSocket _client;
        private readonly bool _hasProtocols;
        private string _binaryType = "arraybuffer";
        private int _readyState;

        /// <summary>Payload given to Send when it could not be sent any more.</summary>
        private int _unsent;

        /// <summary>A connection to a URL.</summary>
        /// <exception cref="DomException">SyntaxError, as of the other constructor.</exception>
        public BrowserWebSocket(string url)
            : this(url, null, null)
        {
        }

        /// <summary>A connection to a URL that asks for subprotocols.</summary>
        /// <param name="url">With ws, wss, http or https; without a fragment.</param>
        /// <param name="protocols">The most preferred first; null for none. The server must agree on one.</param>
        /// <param name="options">Sizes, deadlines, TLS; null for the defaults. They are this connection's from here on.</param>
        /// <exception cref="DomException">SyntaxError: the URL or a subprotocol cannot be, or one is there twice.</exception>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        public BrowserWebSocket(string url, string[] protocols, ClientWebSocketOptions options)
        {
            Url = Parse(url);
            options = options ?? new ClientWebSocketOptions();
            _hasProtocols = protocols != null && protocols.Length > 0;
            if (_hasProtocols)
            {
                CheckProtocols(protocols);
            }

            options.SubProtocols = _hasProtocols ? protocols : null;
            _client = new ClientWebSocket(options);
            _client.Opened += RaiseOpen;
            _client.MessageReceived += RaiseMessage;
            _client.Closed += RaiseClosed;
        }

        /// <summary>Connecting, Open, Closing or Closed.</summary>
        public int ReadyState => _readyState == Open && _client.State != WebSocketState.Open ? Closing : _readyState;

        /// <summary>
        /// The bytes that wait to be sent, headers of frames included where they wait in the send buffer, and those given to Send behind the end; as on a page it
        /// does not go back to 0 then.
        /// </summary>
        public int BufferedAmount => _client.BufferedAmount + _unsent;

        /// <summary>The subprotocol agreed on; empty for none, and before the connection is open.</summary>
        public string Protocol => _readyState == Connecting ? string.Empty : _client.SubProtocol ?? string.Empty;

        /// <summary>"arraybuffer", which is a byte[] here. As on a page, an unknown value is ignored.</summary>
        /// <exception cref="NotSupportedException">It is set to "blob", which a device has not.</exception>
        public string BinaryType
        {
            get => _binaryType;

            set
            {
                if (value == "blob")
                {
                    throw new NotSupportedException("blob");
                }

                if (value == "arraybuffer")
                {
                    _binaryType = value;
                }
            }
        }

        /// <summary>Connects and raises events on a thread of its own, until the connection is over.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        /// <summary>Connects, and waits for that; or does one round and raises the events that there are.</summary>
        /// <param name="waitMs">How long to wait at most for something to happen, in milliseconds.</param>
        /// <returns>False when the connection is over and Close was raised.</returns>
        public bool RunOnce(int waitMs)
        {
            if (_readyState == Connecting)
            {
                Connect();
            }
            else if (_readyState == Closing && _client.State == WebSocketState.None)
            {
                // Closed before it was begun.
                End(true, Abnormal, string.Empty);
            }
            else if (_readyState != Closed)
            {
                _client.RunOnce(waitMs);
            }

            return _readyState != Closed;
        }

        /// <summary>Sends a text. Waits for room; behind the end of the connection it only counts in BufferedAmount.</summary>
        /// <exception cref="DomException">InvalidStateError: still connecting.</exception>
        public void Send(string data)
        {
            Send(Encoding.UTF8.GetBytes(data ?? "null"), WebSocketMessageType.Text);
        }

        /// <summary>Sends bytes. As the other.</summary>
        /// <exception cref="DomException">InvalidStateError: still connecting.</exception>
        public void Send(byte[] data)
        {
            ArgumentNullException.ThrowIfNull(data, nameof(data));
            Send(data, WebSocketMessageType.Binary);
        }

        /// <summary>Closes without a status: the Close frame has no body.</summary>
        public void Close()
        {
            StartClosing(NoStatus, null);
        }

        /// <summary>Closes with a status.</summary>
        /// <param name="code">1000, or 3000 to 4999.</param>
        /// <exception cref="DomException">InvalidAccessError: another code.</exception>
        public void Close(int code)
        {
            Close(code, null);
        }

        /// <summary>Closes with a status and a reason. While connecting it gives the connection up; while closing or closed it does nothing.</summary>
        /// <param name="code">1000, or 3000 to 4999.</param>
        /// <param name="reason">At most <see cref="MaxReasonSize"/> bytes of UTF-8; null for none.</param>
        /// <exception cref="DomException">InvalidAccessError: another code. SyntaxError: the reason is too long.</exception>
        public void Close(int code, string reason)
        {
            if (code != 1000 && (code < 3000 || code > 4999))
            {
                throw new DomException("InvalidAccessError");
            }

            if (reason != null && Encoding.UTF8.GetBytes(reason).Length > MaxReasonSize)
            {
                throw new DomException("SyntaxError");
            }

            StartClosing(code, reason);
        }

        /// <summary>Gives up what is open, at once, as when a page is left; no event is raised any more.</summary>
        public void Dispose()
        {
            _readyState = Closed;
            _client.Dispose();
        }

        private static string Parse(string url)
        {
            string lower = url == null ? string.Empty : url.ToLower();
            if (lower.StartsWith("http"))
            {
                url = "ws" + url.Substring(4);
            }

            try
            {
                WebSocketUri uri = new WebSocketUri(url);
                return (uri.IsSecure ? "wss://" : "ws://") + uri.Authority.ToLower() + uri.Target;
            }
            catch (ArgumentException)
            {
                throw new DomException("SyntaxError");
            }
        }

        private static void CheckProtocols(string[] protocols)
        {
            for (int i = 0; i < protocols.Length; i++)
            {
                byte[] name = Encoding.UTF8.GetBytes(protocols[i] ?? string.Empty);
                bool isToken = name.Length > 0;
                for (int j = 0; j < name.Length; j++)
                {
                    isToken = isToken && name[j] > ' ' && name[j] < 0x7F && "()<>@,;:\\\"/[]?={}".IndexOf((char)name[j]) < 0;
                }

                for (int j = 0; j < i; j++)
                {
                    isToken = isToken && protocols[j] != protocols[i];
                }

                if (!isToken)
                {
                    throw new DomException("SyntaxError");
                }
            }
        }

        private void Run()
        {
            while (RunOnce(RestWaitMs))
            {
                // Events are raised on the way.
            }
        }

        private void Connect()
        {
            try
            {
                _client.Connect(Url);
            }
            catch (Exception e) when (e is WebSocketException || e is NotSupportedException || e is ArgumentException)
            {
                End(true, Abnormal, string.Empty);
            }
        }

        private void RaiseOpen(WebSocket socket)
        {
            if (_readyState != Connecting || (_hasProtocols && _client.SubProtocol == null))
            {
                // Closed meanwhile, or the server did not agree: the connection fails.
                _readyState = Closing;
                _client.Abort();
                return;
            }

            _readyState = Open;
            if (OnOpen != null)
            {
                OnOpen(this);
            }
        }

        private void RaiseMessage(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (ReadyState != Open || OnMessage == null)
            {
                return;
            }

            if (messageType == WebSocketMessageType.Text)
            {
                OnMessage(this, Encoding.UTF8.GetString(buffer, offset, count), null);
                return;
            }

            byte[] data = new byte[count];
            Array.Copy(buffer, offset, data, 0, count);
            OnMessage(this, null, data);
        }

        private void RaiseClosed(WebSocket socket)
        {
            // Raised once the state is the last; a connection that was lost or failed here has 1006 on a page.
            bool wasClean = _client.State == WebSocketState.Closed;
            End(!wasClean, wasClean ? (int)_client.CloseStatus : Abnormal, wasClean ? _client.CloseStatusDescription : string.Empty);
        }

        private void End(bool isFailed, int code, string reason)
        {
            if (_readyState == Closed)
            {
                return;
            }

            _readyState = Closed;
            if (isFailed && OnError != null)
            {
                OnError(this);
            }

            if (OnClose != null)
            {
                OnClose(this, code, reason, !isFailed);
            }
        }

        private void Send(byte[] data, WebSocketMessageType messageType)
        {
            int state = ReadyState;
            if (state == Connecting)
            {
                throw new DomException("InvalidStateError");
            }

            try
            {
                if (state == Open)
                {
                    _client.Send(data, 0, data.Length, messageType);
                    return;
                }
            }
            catch (WebSocketException)
            {
                // Events tell of it.
            }

            _unsent += data.Length;
        }

        private void StartClosing(int code, string reason)
        {
            int state = ReadyState;
            if (state >= Closing)
            {
                return;
            }

            _readyState = Closing;
            if (state == Connecting)
            {
                _client.Abort();
                return;
            }

            _client.Close((WebSocketCloseStatus)code, reason);
        }
    }
}
