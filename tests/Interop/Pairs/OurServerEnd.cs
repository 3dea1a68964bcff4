using System.Net;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Our server, with the one connection that a test makes to it.</summary>
    internal sealed class OurServerEnd : OurEnd
    {
        private readonly WebSocketServer _server;
        private readonly OurMessage _message = new OurMessage();
        private WebSocket _socket;

        /// <param name="protocols">The subprotocols that it speaks.</param>
        /// <param name="pingIntervalMs">How often it pings; 0 for never.</param>
        /// <param name="secure">For wss, where its connections come from; null for ws.</param>
        internal OurServerEnd(string[] protocols, int pingIntervalMs = 0, TlsListener secure = null)
        {
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                Path = "/ws",
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                AllowPartialMessages = true,
                MaxFragments = int.MaxValue,
                SubProtocols = protocols,
                PingIntervalMs = pingIntervalMs,
                PongTimeoutMs = Patience.Ms,
            });
            _server.Opened += OnOpened;
            _server.MessageReceived += OnMessageReceived;
            _server.Closed += OnClosed;
            if (secure != null)
            {
                _server.Listen(secure);
            }

            _server.Start();
            Url = secure != null ? "wss://localhost:" + secure.Port + "/ws" : "ws://127.0.0.1:" + _server.Port + "/ws";
        }

        internal string Url { get; }

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        protected override WebSocket Socket => _socket;

        public override void Dispose()
        {
            _server.Dispose();
            _message.Dispose();
        }

        private void OnOpened(WebSocket socket)
        {
            _socket = socket;
            Tell(EndEvent.Open(socket.SubProtocol));
        }

        private void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            EndEvent message = _message.Add(buffer, offset, count, messageType, endOfMessage);
            if (message != null)
            {
                Tell(message);
            }
        }

        private void OnClosed(WebSocket socket)
        {
            Tell(EndEvent.Close((int)socket.CloseStatus, socket.CloseStatusDescription));
        }
    }
}
