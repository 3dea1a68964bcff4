using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Our client. It receives by waiting calls on a thread of its own; the test's thread sends.</summary>
    internal sealed class OurClientEnd : OurEnd
    {
        private readonly ClientWebSocket _client;
        private readonly OurMessage _message = new OurMessage();
        private readonly Thread _thread;

        internal OurClientEnd(string url, string[] protocols, int pingIntervalMs = 0, TransportConnector connector = null)
        {
            Connector = new CountingConnector(connector ?? new SocketConnector());
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                MaxFragments = int.MaxValue,
                SubProtocols = protocols.Length == 0 ? null : protocols,
                PingIntervalMs = pingIntervalMs,
                PongTimeoutMs = Patience.Ms,
                Connector = Connector,
            });
            _client.Connect(url);
            Tell(EndEvent.Open(_client.SubProtocol));
            _thread = new Thread(Receive) { IsBackground = true };
            _thread.Start();
        }

        internal CountingConnector Connector { get; }

        protected override WebSocket Socket => _client;

        public override void Dispose()
        {
            _client.Abort();
            _thread.Join();
            _client.Dispose();
            _message.Dispose();
        }

        private void Receive()
        {
            byte[] buffer = new byte[1500];
            try
            {
                while (true)
                {
                    WebSocketReceiveResult result = _client.Receive(buffer, 0, buffer.Length);
                    if (result.MessageType == WebSocketMessageType.Close)
                    {
                        Tell(EndEvent.Close((int)result.CloseStatus, result.CloseStatusDescription));
                        return;
                    }

                    EndEvent message = _message.Add(buffer, 0, result.Count, result.MessageType, result.EndOfMessage);
                    if (message != null)
                    {
                        Tell(message);
                    }
                }
            }
            catch (WebSocketException e)
            {
                Tell(new EndEvent("error", null, (int)_client.CloseStatus, e.Message));
            }
        }
    }
}
