using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>A server that compresses, and a client of it made of bytes and zlib.</summary>
    internal sealed class DeflatePeer
    {
        public const int Rsv1 = 0x40;

        private const string Header = "Sec-WebSocket-Extensions: ";

        private readonly List<byte> _received = new List<byte>();

        public DeflatePeer(Action<WebSocketServerOptions> configure, PerMessageDeflate extension, string offer)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { PingIntervalMs = 0, Extension = extension };
            configure?.Invoke(options);
            Host = new HostingServer(options, 65536);
            Host.Server.MessageReceived += OnMessageReceived;
            Wire = Host.Connect();
            Wire.Send(WirePeer.UpgradeRequest("/", offer == null ? "" : Header + offer + "\r\n"));
            Host.Settle();
            Wire.Receive();
            string head = Wire.ReadHead();
            int at = head.IndexOf(Header, StringComparison.Ordinal);
            Answer = at < 0 ? null : head[(at + Header.Length)..head.IndexOf("\r\n", at, StringComparison.Ordinal)];
        }

        public HostingServer Host { get; }

        public WirePeer Wire { get; }

        /// <summary>What the server agreed to; null for nothing.</summary>
        public string Answer { get; }

        /// <summary>The messages that the server got; pieces of one follow each other with a bar.</summary>
        public StringBuilder Messages { get; } = new StringBuilder();

        /// <summary>Sends a message compressed by zlib.</summary>
        public void Send(byte[] data, int opcode = WirePeer.Binary)
        {
            SendRaw(opcode | Rsv1, true, DeflateData.ByZlib(data, 6));
        }

        /// <summary>Sends a frame; the opcode may have reserved bits.</summary>
        public void SendRaw(int opcode, bool isFinal, byte[] payload)
        {
            Wire.Send(WirePeer.Frame(opcode, isFinal, payload, 0, payload.Length));
            Host.Settle();
        }

        /// <summary>The status that the server closes with; 0 when it does not.</summary>
        public int ReadClose()
        {
            (int First, byte[] Payload) frame = Read();
            return (frame.First & 15) == WirePeer.Close ? (frame.Payload[0] << 8) | frame.Payload[1] : 0;
        }

        /// <summary>The next frame of the server, its first byte and its payload; 0 and null when there is none.</summary>
        public (int First, byte[] Payload) Read()
        {
            byte[] buffer = new byte[4096];
            Host.Settle();
            while (Wire.Transport.WaitReadable(0))
            {
                int read = Wire.Transport.Read(buffer, 0, buffer.Length);
                if (read <= 0)
                {
                    break;
                }

                _received.AddRange(buffer[..read]);
                Host.Settle();
            }

            if (_received.Count < 2)
            {
                return (0, null);
            }

            int size = _received[1] < 126 ? 2 : 4;
            int count = size == 2 ? _received[1] : (_received[2] << 8) | _received[3];
            (int, byte[]) frame = (_received[0], _received.GetRange(size, count).ToArray());
            _received.RemoveRange(0, size + count);
            return frame;
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            Messages.Append(Encoding.Latin1.GetString(buffer, offset, count)).Append(endOfMessage ? ';' : '|');
        }
    }
}
