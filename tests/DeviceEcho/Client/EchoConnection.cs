using System;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.DeviceEcho
{
    /// <summary>One connection to the echo on the device.</summary>
    internal sealed class EchoConnection : IDisposable
    {
        private const int BufferSize = 64 * 1024;

        /// <summary>An answer that takes longer is none.</summary>
        private const int PatienceMs = 20000;

        private readonly ClientWebSocket _client;
        private readonly byte[] _answer = new byte[BufferSize];

        /// <exception cref="WebSocketException">There was no connection.</exception>
        internal EchoConnection(string url)
        {
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                AllowPartialMessages = true,
                ReceiveTimeoutMs = PatienceMs,
            });
            try
            {
                _client.Connect(url);
            }
            catch (WebSocketException)
            {
                _client.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            _client.Dispose();
        }

        /// <summary>Sends a message and awaits its echo.</summary>
        /// <exception cref="EchoException">What came back is something else.</exception>
        /// <exception cref="WebSocketException">The connection is lost, or nothing came.</exception>
        internal void Exchange(byte[] message, WebSocketMessageType type)
        {
            Send(message, type);
            Expect(message, type);
        }

        /// <summary>Sends a message.</summary>
        /// <exception cref="EchoException">It was not taken.</exception>
        internal void Send(byte[] message, WebSocketMessageType type)
        {
            if (!_client.Send(message, 0, message.Length, type))
            {
                throw new EchoException("a message of " + message.Length + " bytes could not be sent");
            }
        }

        /// <summary>Awaits an echo.</summary>
        /// <exception cref="EchoException">What came is something else.</exception>
        internal void Expect(byte[] message, WebSocketMessageType type)
        {
            int count = Receive(out WebSocketMessageType got);
            if (got != type || !_answer.AsSpan(0, count).SequenceEqual(message))
            {
                throw new EchoException("a message of " + message.Length + " bytes, " + type + ", came back as " + count + " bytes, " + got
                    + (count == message.Length ? " with another content" : string.Empty));
            }
        }

        /// <summary>Asks the device what it runs on and what it has left.</summary>
        internal DeviceFigures AskFigures()
        {
            byte[] request = "#m"u8.ToArray();
            Send(request, WebSocketMessageType.Binary);
            int count = Receive(out _);
            return DeviceFigures.Parse(Encoding.UTF8.GetString(_answer, 0, count));
        }

        /// <summary>Ends the connection in good order.</summary>
        /// <exception cref="EchoException">The device did not take part.</exception>
        internal void Close()
        {
            if (!_client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null))
            {
                throw new EchoException("no closing handshake");
            }
        }

        private int Receive(out WebSocketMessageType type)
        {
            int count = 0;
            while (true)
            {
                WebSocketReceiveResult result = _client.Receive(_answer, count, _answer.Length - count);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    throw new EchoException("closed by the device: " + (int)result.CloseStatus + " " + result.CloseStatusDescription);
                }

                count += result.Count;
                type = result.MessageType;
                if (result.EndOfMessage)
                {
                    return count;
                }

                if (count == _answer.Length)
                {
                    throw new EchoException("a message without an end");
                }
            }
        }
    }
}
