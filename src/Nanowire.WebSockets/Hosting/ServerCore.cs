using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What all slots of a server share. Only the pump uses it, so one of each is enough.</summary>
    internal sealed class ServerCore
    {
        internal readonly WebSocketServerOptions Options;
        internal readonly ProtocolOptions ProtocolOptions;
        internal readonly WebSocketServerStatistics Statistics = new WebSocketServerStatistics();
        internal readonly ContentTable Content = new ContentTable();
        internal readonly FrameMask Mask = new FrameMask();
        internal readonly HttpHead Head;
        internal readonly ServerHandshake Handshake;
        internal readonly OriginPolicy Origins;

        /// <summary>What the guard and the handlers are shown; null without any.</summary>
        internal ConnectionRequest Request;

        /// <summary>The first of the handlers; null without any.</summary>
        internal HttpHandler Handlers;

        /// <summary>The connection that was last given a message in the array that all decode into, and may be sending from there.</summary>
        internal ConnectionSlot OutputBorrower;

        /// <summary>The application's handlers; set up before the pump starts.</summary>
        internal WebSocketHandler Opened;
        internal MessageReceivedHandler MessageReceived;
        internal WebSocketHandler Drained;
        internal WebSocketHandler Closed;

        /// <summary>The endpoint's path, or null for any.</summary>
        internal readonly byte[] EndpointPath;

        /// <summary>As each connection's <see cref="WebSocketProtocol.FrameCapacity"/>.</summary>
        internal int FrameCapacity => Options.FrameCapacity;

        internal ServerCore(WebSocketServerOptions options)
        {
            Options = options;
            ProtocolOptions = options.CreateProtocolOptions();
            Head = new HttpHead(options.MaxHeaders);
            Handshake = new ServerHandshake(options.SubProtocols);
            options.RequireRoom("an answer with SubProtocols", Handshake.MaxResponseCount + options.ReserveExtension(true, ProtocolOptions.Limits.MaxMessageSize), FrameCapacity);
            Origins = new OriginPolicy(options.AllowedOrigins);
            EndpointPath = options.Path == null ? null : Ascii.GetBytes(options.Path);
            Request = options.Guard == null ? null : new ConnectionRequest(this);
        }

        /// <summary>What a slot needs for a guard or an observer; null when there is neither.</summary>
        internal ConnectionWatch CreateWatch()
        {
            return Options.Guard == null && Options.Observer == null ? null : new ConnectionWatch(this);
        }

        /// <summary>Refuses a broadcast that no connection could ever take. Returns its opcode.</summary>
        internal Opcode CheckBroadcast(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            Opcode opcode = WebSocketProtocol.CheckMessage(messageType, buffer, offset, count);
            int most = FrameCapacity - FrameEncoder.GetHeaderSize(count, false);
            if (count > most)
            {
                // Asked first, as on the device a literal is an object each time it is named.
                Options.RequireRoom("a broadcast", count, most);
            }

            return opcode;
        }
    }
}
