using System;
using System.Net;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Interop.SubProtocols
{
    /// <summary>
    /// Our server in front of another one, to which our client carries one connection's bytes, both ways and as pieces of any size: the
    /// subprotocol is theirs alone.
    /// </summary>
    internal sealed class Relay : IDisposable
    {
        // What is received at once fits what may wait to be sent, so that nothing is lent.
        private const int ReceiveSize = 4096;
        private const int SendSize = 4 * ReceiveSize;

        private readonly WebSocketServer _server;
        private readonly ClientWebSocket _client;
        private WebSocket _near;
        private long _forth;
        private long _back;

        internal Relay(string uri, string subProtocol)
        {
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                SubProtocols = [subProtocol],
                ReceiveBufferSize = ReceiveSize,
                SendBufferSize = SendSize,
                AllowPartialMessages = true,
                MaxMessageSize = 1 << 20,
            });
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                SubProtocols = [subProtocol],
                ReceiveBufferSize = ReceiveSize,
                SendBufferSize = SendSize,
                AllowPartialMessages = true,
                MaxMessageSize = 1 << 20,
            });
            _client.MessageReceived += SendBack;
            _client.Closed += socket => _near.Close();
            _server.Opened += socket =>
            {
                _near = socket;
                _client.Connect(uri);
                _client.Start();
            };
            _server.MessageReceived += (socket, buffer, offset, count, messageType, endOfMessage) =>
            {
                Interlocked.Add(ref _forth, count);
                _client.Send(buffer, offset, count, messageType);
            };
            _server.Closed += socket => _client.Close();
            _server.Start();
        }

        /// <summary>Where the near end connects to.</summary>
        internal string Uri => "ws://127.0.0.1:" + _server.Port + "/";

        /// <summary>Bytes that went to the far end.</summary>
        internal long Forth => Interlocked.Read(ref _forth);

        /// <summary>Bytes that came from it.</summary>
        internal long Back => Interlocked.Read(ref _back);

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }

        private void SendBack(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            // A server's send does not wait for room, so this thread does.
            while (!_near.Send(buffer, offset, count, messageType))
            {
                if (_near.State != WebSocketState.Open)
                {
                    return;
                }

                Thread.Sleep(1);
            }

            Interlocked.Add(ref _back, count);
        }
    }
}
