using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>
    /// An endpoint: its path, its handler, its limits, and as its virtual methods what Jakarta has in a Configurator. Fields are set before
    /// <see cref="EndpointTable.CreateServer"/>.
    /// </summary>
    /// <remarks>Fields for the reason given at <see cref="ConnectionOptions"/>.</remarks>
    public class EndpointConfig
    {
        /// <summary>For <see cref="IdleTimeoutMs"/> and <see cref="PingIntervalMs"/>: as the server's options have it.</summary>
        public const int AsServer = -1;

        /// <summary>Default of <see cref="MaxPendingSends"/>.</summary>
        public const int DefaultMaxPendingSends = 4;

        /// <summary>The path, with its parameters in braces.</summary>
        public readonly string Path;

        /// <summary>
        /// The handler of all connections; null where <see cref="CreateHandler"/> makes them, or where what is at the path hangs on the server's
        /// events: then nothing but the handshake and the limits comes from here.
        /// </summary>
        public readonly Endpoint Handler;

        /// <summary>The subprotocols, most preferred first; null for none.</summary>
        public string[] SubProtocols;

        /// <summary>Are asked about handshakes, in this order; null for none.</summary>
        public HandshakeInterceptor[] Interceptors;

        /// <summary>Make messages of objects, the first that takes it; null for none.</summary>
        public MessageEncoder[] Encoders;

        /// <summary>Make objects of messages, the first that takes it; null for none. They are not asked about partial messages.</summary>
        public MessageDecoder[] Decoders;

        /// <summary>
        /// The largest message received, in bytes; a larger one closes the connection with 1009 as soon as a header shows it. 0 (the default): what the
        /// server's options say, or what its receive buffer holds whole; with <see cref="AllowPartialMessages"/> no limit.
        /// </summary>
        public long MaxMessageSize;

        /// <summary>Whether the handler's OnPartial gets all messages, those larger than the receive buffer in pieces; false by default.</summary>
        public bool AllowPartialMessages;

        /// <summary>The connection is closed with 1001 when no message was received for this many milliseconds; 0 never; by default <see cref="AsServer"/>.</summary>
        public int IdleTimeoutMs = AsServer;

        /// <summary>A Ping is sent after nothing was received for this many milliseconds; 0 sends none; by default <see cref="AsServer"/>.</summary>
        public int PingIntervalMs = AsServer;

        /// <summary>How many connections there may be at once; one more is refused with 503. 0 (the default): as many as the server takes.</summary>
        public int MaxSessions;

        /// <summary>How many <see cref="WebSocketSession.SendAsync"/> may be under way at once on a connection, 1 to 1024.</summary>
        public int MaxPendingSends = DefaultMaxPendingSends;

        /// <summary>The connections that are open, in no order, each with the next one in its Next. For reading, by the server's pump.</summary>
        public WebSocketSession FirstSession;

        /// <summary>How many connections are open. For reading.</summary>
        public int SessionCount;

        internal readonly PathTemplate Template;
        internal ProtocolOptions Limits;
        internal EndpointTable Table;

        /// <summary>An endpoint.</summary>
        /// <param name="path">Absolute, printable ASCII without a query, such as "/rooms/{room}"; a parameter is a whole segment.</param>
        /// <param name="handler">What is done there; may be null, see <see cref="Handler"/>.</param>
        /// <exception cref="ArgumentException">No request can name such a path.</exception>
        public EndpointConfig(string path, Endpoint handler)
        {
            Template = new PathTemplate(path);
            Path = path;
            Handler = handler;
        }

        /// <summary>The handler of a connection that is about to be let in: override it for one each. Null: the server's events have it.</summary>
        /// <param name="request">Borrowed until this returns.</param>
        public virtual Endpoint CreateHandler(HandshakeRequest request)
        {
            return Handler;
        }

        /// <summary>
        /// Chooses the subprotocol; by default the first of <see cref="SubProtocols"/> that the client offers.
        /// </summary>
        /// <param name="request">Borrowed until this returns; says what is offered.</param>
        /// <returns>One of SubProtocols that is offered, anything else is 500; or null for none.</returns>
        public virtual string ChooseSubProtocol(HandshakeRequest request)
        {
            if (SubProtocols != null)
            {
                for (int i = 0; i < SubProtocols.Length; i++)
                {
                    if (request.IsSubProtocolOffered(SubProtocols[i]))
                    {
                        return SubProtocols[i];
                    }
                }
            }

            return null;
        }

        /// <summary>Makes the limits of the endpoint's connections from its own and the server's.</summary>
        /// <exception cref="ArgumentException">One is out of range, or a whole message would not fit the receive buffer.</exception>
        internal void Prepare(WebSocketServerOptions options)
        {
            int whole = options.ReceiveBufferSize - WebSocketServerOptions.ReceiveBufferReserve;
            long largest = AllowPartialMessages ? long.MaxValue : whole;
            long size = MaxMessageSize != 0 ? MaxMessageSize : options.MaxMessageSize != 0 && options.MaxMessageSize < largest ? options.MaxMessageSize : largest;
            if (size < 1 || size > largest || MaxSessions < 0 || MaxPendingSends < 1 || MaxPendingSends > 1024)
            {
                throw new ArgumentException(
                    Path + ": MaxMessageSize " + size.ToString() + " is not 1 to " + largest.ToString() + ", MaxSessions " + MaxSessions.ToString()
                    + " is negative or MaxPendingSends " + MaxPendingSends.ToString() + " is not 1 to 1024");
            }

            Limits = new ProtocolOptions(new FrameLimits(size, options.MaxFragments))
            {
                PingIntervalMs = PingIntervalMs == AsServer ? options.PingIntervalMs : PingIntervalMs,
                MaxPingIntervalMs = PingIntervalMs == AsServer ? options.MaxPingIntervalMs : 0,
                PongTimeoutMs = options.PongTimeoutMs,
                IdleTimeoutMs = IdleTimeoutMs == AsServer ? options.IdleTimeoutMs : IdleTimeoutMs,
                CloseTimeoutMs = options.CloseTimeoutMs,
                SendTimeoutMs = options.SendTimeoutMs,
            };
            Limits.Validate();
        }

        internal void Add(WebSocketSession session)
        {
            SessionCount++;
            session.Next = FirstSession;
            FirstSession = session;
        }

        /// <summary>Takes a session off the list. Its own Next stays, so that who goes through the list meanwhile gets on.</summary>
        internal void Remove(WebSocketSession session)
        {
            SessionCount--;
            if (FirstSession == session)
            {
                FirstSession = session.Next;
                return;
            }

            WebSocketSession before = FirstSession;
            while (before.Next != session)
            {
                before = before.Next;
            }

            before.Next = session.Next;
        }
    }
}
