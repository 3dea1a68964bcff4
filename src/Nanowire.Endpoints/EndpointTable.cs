using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>
    /// The endpoints of a server, by path: Jakarta's ServerContainer, Spring's WebSocketHandlerRegistry. Here are the handshakes; what comes behind
    /// them is in EndpointTable.Events.cs.
    /// </summary>
    public sealed partial class EndpointTable : UpgradeHandler
    {
        private readonly HandshakeRequest _request;
        private EndpointConfig[] _configs = new EndpointConfig[0];
        private string[] _subProtocols;

        /// <summary>The endpoint of the request that is being judged.</summary>
        private EndpointConfig _found;

        /// <summary>What is about to be opened; only between Check and Opened.</summary>
        private WebSocketSession _opening;

        /// <summary>The server's, once it was created.</summary>
        private WebSocketServerStatistics _statistics;

        /// <summary>Where objects become messages, under a lock on it; null when no endpoint has encoders.</summary>
        internal byte[] EncodeBuffer;

        /// <summary>A table without endpoints.</summary>
        public EndpointTable()
        {
            _request = new HandshakeRequest(this);
        }

        /// <summary>Adds an endpoint. Where several match a path, the one with the literal at the first difference is meant.</summary>
        /// <exception cref="ArgumentException">There is one with the same paths, or it is in a table already.</exception>
        /// <exception cref="InvalidOperationException">The server was created.</exception>
        public void Add(EndpointConfig config)
        {
            ArgumentNullException.ThrowIfNull(config, nameof(config));
            RequireNoServer();
            bool isTwice = config.Table != null;
            EndpointConfig[] configs = new EndpointConfig[_configs.Length + 1];
            for (int i = 0; i < _configs.Length; i++)
            {
                configs[i] = _configs[i];
                isTwice |= _configs[i].Template.CompareTo(config.Template) == 0;
            }

            if (isTwice)
            {
                throw new ArgumentException("twice: " + config.Path);
            }

            configs[_configs.Length] = config;
            config.Table = this;
            _configs = configs;
        }

        /// <summary>Makes the server of these endpoints, which is not started yet; it may have content and handlers of events besides.</summary>
        /// <param name="options">Without a Path; it is given the subprotocols of all endpoints, and this table as its UpgradeHandler.</param>
        /// <exception cref="ArgumentException">An option or an endpoint's limit is out of range or contradicts another.</exception>
        /// <exception cref="InvalidOperationException">The server was created.</exception>
        public WebSocketServer CreateServer(WebSocketServerOptions options)
        {
            ArgumentNullException.ThrowIfNull(options, nameof(options));
            RequireNoServer();
            if (options.Path != null || options.UpgradeHandler != null)
            {
                throw new ArgumentException("Path or UpgradeHandler", nameof(options));
            }

            options.Validate();
            bool encodes = false;
            for (int i = 0; i < _configs.Length; i++)
            {
                _configs[i].Prepare(options);
                encodes |= _configs[i].Encoders != null;
            }

            _subProtocols = CollectSubProtocols(options.SubProtocols);
            options.SubProtocols = _subProtocols;
            options.UpgradeHandler = this;
            WebSocketServer server = new WebSocketServer(options);
            _statistics = server.Statistics;
            if (encodes)
            {
                EncodeBuffer = new byte[server.MaxFrameSize - FrameLimits.MaxHeaderSize];
            }

            server.Opened += OnOpened;
            server.MessageReceived += OnMessageReceived;
            server.Drained += OnDrained;
            server.Closed += OnClosed;
            return server;
        }

        /// <inheritdoc/>
        public override bool IsEndpoint(HttpHead head)
        {
            EndpointConfig found = null;
            for (int i = 0; i < _configs.Length; i++)
            {
                EndpointConfig config = _configs[i];
                if (config.Template.Matches(head.Buffer, head.TargetOffset, head.PathCount) && (found == null || config.Template.CompareTo(found.Template) > 0))
                {
                    found = config;
                }
            }

            _found = found;
            return found != null;
        }

        /// <inheritdoc/>
        public override int Check(HttpHead head, ServerHandshake handshake, string address, string user)
        {
            // The server has asked for it just before.
            EndpointConfig config = _found;
            if (config.MaxSessions != 0 && config.SessionCount >= config.MaxSessions)
            {
                return HttpStatus.ServiceUnavailable;
            }

            HandshakeRequest request = _request;
            request.Begin(head, handshake, config, address, user);
            _opening = request.Session;
            int passed = 0;
            int status = HttpStatus.InternalServerError;
            try
            {
                HandshakeInterceptor[] interceptors = config.Interceptors;
                int count = interceptors == null ? 0 : interceptors.Length;
                int refusal = 0;
                while (passed < count && refusal == 0)
                {
                    int answer = interceptors[passed].BeforeHandshake(request);
                    refusal = answer == HttpStatus.SwitchingProtocols ? 0 : answer;
                    passed += refusal == 0 ? 1 : 0;
                }

                if (refusal == 0)
                {
                    Choose(request, handshake);
                    _opening.Handler = config.CreateHandler(request);
                    refusal = HttpStatus.SwitchingProtocols;
                }

                status = refusal;
            }
            finally
            {
                if (status != HttpStatus.SwitchingProtocols)
                {
                    TellAfter(config, passed, status);
                }
            }

            Limits = config.Limits;
            return status;
        }

        /// <summary>Has the endpoint choose the subprotocol.</summary>
        /// <exception cref="InvalidOperationException">It chose one that it has not, or that the client does not offer.</exception>
        private void Choose(HandshakeRequest request, ServerHandshake handshake)
        {
            handshake.SubProtocolIndex = -1;
            string name = request.Config.ChooseSubProtocol(request);
            if (name != null)
            {
                int index = IndexOf(_subProtocols, _subProtocols.Length, name);
                if (index < 0 || !request.IsSubProtocolOffered(name))
                {
                    throw new InvalidOperationException(name);
                }

                handshake.SubProtocolIndex = index;
            }
        }

        /// <summary>Tells those interceptors that let the handshake go on, the last one first.</summary>
        private void TellAfter(EndpointConfig config, int passed, int status)
        {
            for (int i = passed - 1; i >= 0; i--)
            {
                config.Interceptors[i].AfterHandshake(_request, status);
            }
        }

        private string[] CollectSubProtocols(string[] own)
        {
            int most = own == null ? 0 : own.Length;
            for (int i = 0; i < _configs.Length; i++)
            {
                most += _configs[i].SubProtocols == null ? 0 : _configs[i].SubProtocols.Length;
            }

            string[] all = new string[most];
            int count = Append(all, 0, own);
            for (int i = 0; i < _configs.Length; i++)
            {
                count = Append(all, count, _configs[i].SubProtocols);
            }

            string[] names = new string[count];
            Array.Copy(all, 0, names, 0, count);
            return names;
        }

        /// <summary>Adds names that are not there yet; returns how many there are then.</summary>
        private static int Append(string[] all, int count, string[] names)
        {
            for (int i = 0; names != null && i < names.Length; i++)
            {
                if (IndexOf(all, count, names[i]) < 0)
                {
                    all[count++] = names[i];
                }
            }

            return count;
        }

        /// <summary>
        /// Looks at the first so many only: on nanoFramework an element of a string array that nothing was stored in is no null, and to
        /// compare it ends the interpreter.
        /// </summary>
        private static int IndexOf(string[] names, int count, string name)
        {
            int index = count - 1;
            while (index >= 0 && names[index] != name)
            {
                index--;
            }

            return index;
        }

        private void RequireNoServer()
        {
            if (_statistics != null)
            {
                throw new InvalidOperationException("the server was created");
            }
        }
    }
}
