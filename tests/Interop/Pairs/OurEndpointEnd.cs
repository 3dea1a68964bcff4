using System.Net;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Our server with endpoints, with the one connection that a test makes to one of them.</summary>
    internal sealed class OurEndpointEnd : OurEnd
    {
        private readonly WebSocketServer _server;
        private readonly OurMessage _message = new OurMessage();
        private WebSocketSession _session;

        /// <param name="protocols">The subprotocols of the endpoint.</param>
        /// <param name="pingIntervalMs">How often it pings; 0 for never.</param>
        internal OurEndpointEnd(string[] protocols, int pingIntervalMs)
        {
            EndpointTable table = new EndpointTable();
            table.Add(new EndpointConfig("/rooms/lobby", null) { SubProtocols = ["v1", "lobby"] });
            table.Add(new EndpointConfig("/rooms/{room}", new Handler(this))
            {
                AllowPartialMessages = true,
                SubProtocols = protocols,
                PingIntervalMs = pingIntervalMs,
            });
            _server = table.CreateServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                MaxFragments = int.MaxValue,
                PingIntervalMs = 0,
                PongTimeoutMs = Patience.Ms,
            });
            _server.Start();
            Url = "ws://127.0.0.1:" + _server.Port + "/rooms/kitchen";
        }

        internal string Url { get; }

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        protected override WebSocket Socket => _session.Socket;

        public override void Dispose()
        {
            _server.Dispose();
            _message.Dispose();
        }

        private sealed class Handler : Endpoint
        {
            private readonly OurEndpointEnd _end;

            internal Handler(OurEndpointEnd end)
            {
                _end = end;
            }

            public override void OnOpen(WebSocketSession session)
            {
                _end._session = session;
                string subProtocol = session.GetPathParameter("room") == "kitchen" ? session.Socket.SubProtocol : "not the kitchen";
                _end.Tell(EndEvent.Open(subProtocol));
            }

            public override void OnPartial(
                WebSocketSession session, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool isLast)
            {
                EndEvent message = _end._message.Add(buffer, offset, count, messageType, isLast);
                if (message != null)
                {
                    _end.Tell(message);
                }
            }

            public override void OnClose(WebSocketSession session, WebSocketCloseStatus status, string reason)
            {
                _end.Tell(EndEvent.Close((int)status, reason));
            }
        }
    }
}
