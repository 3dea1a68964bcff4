using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>Our client over TLS, one message at a time.</summary>
    internal sealed class SecureClient : IDisposable
    {
        private readonly ClientWebSocket _client;
        private readonly byte[] _buffer = new byte[1000];

        internal SecureClient(string url, TlsOptions options, int timeoutMs = Patience.WireMs)
        {
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new TlsConnector(options),
                ReceiveTimeoutMs = Patience.WireMs,
                ConnectTimeoutMs = timeoutMs,
                CloseTimeoutMs = Patience.WireMs,
            });
            try
            {
                _client.Connect(url);
            }
            catch (Exception)
            {
                _client.Dispose();
                throw;
            }
        }

        /// <summary>Sends a text and receives it again.</summary>
        internal void Echo(string text)
        {
            Assert.IsTrue(_client.SendString(text));
            StringBuilder received = new StringBuilder();
            WebSocketReceiveResult result;
            do
            {
                result = _client.Receive(_buffer, 0, _buffer.Length);
                Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
                received.Append(Encoding.ASCII.GetString(_buffer, 0, result.Count));
            }
            while (!result.EndOfMessage);

            Assert.AreEqual(text, received.ToString());
        }

        internal bool Close()
        {
            return _client.CloseAndWait(WebSocketCloseStatus.NormalClosure, "done");
        }

        public void Dispose()
        {
            _client.Dispose();
        }
    }
}
