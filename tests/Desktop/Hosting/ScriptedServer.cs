using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A server in memory that answers with what a test says, in the pieces that it says, while the client waits.</summary>
    internal sealed class ScriptedServer
    {
        private readonly Queue<byte[]> _pieces = new Queue<byte[]>();
        private readonly List<byte> _received = new List<byte>();
        private MemoryTransport _end;

        internal ScriptedServer(int capacity = 65536)
        {
            Listener = new MemoryListener(4, capacity);
            Connector = new MemoryConnector(Listener) { Pump = Work };
        }

        internal MemoryListener Listener { get; }

        internal MemoryConnector Connector { get; }

        /// <summary>The server's end of the connection.</summary>
        internal MemoryTransport End => _end;

        /// <summary>The request, once it is complete.</summary>
        internal string Request { get; private set; }

        /// <summary>The pieces that the answer is made of; called once with the accept value.</summary>
        internal Func<string, IEnumerable<byte[]>> Answer { get; set; }

        /// <summary>Whether the server ends the connection behind the last piece.</summary>
        internal bool EndsAfterAnswer { get; set; }

        /// <summary>What the client sent behind the request, unmasked: opcode and payload of each whole frame.</summary>
        internal List<KeyValuePair<int, byte[]>> Frames { get; } = new List<KeyValuePair<int, byte[]>>();

        /// <summary>The masking keys of those frames.</summary>
        internal List<uint> Keys { get; } = new List<uint>();

        /// <summary>Bytes that the client sent behind its request and that are not in <see cref="Frames"/>.</summary>
        internal int BytesBehind => Request == null ? 0 : _received.Count;

        internal static byte[] Ascii(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        internal static string Response(string accept, string extra = "")
        {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n" + extra + "\r\n";
        }

        internal ClientWebSocket CreateClient(Action<ClientWebSocketOptions> configure = null)
        {
            ClientWebSocketOptions options = new ClientWebSocketOptions { Connector = Connector, HandshakeTimeoutMs = 5000 };
            configure?.Invoke(options);
            return new ClientWebSocket(options);
        }

        /// <summary>Sends in its own time, one piece a round.</summary>
        internal void Send(byte[] piece)
        {
            _pieces.Enqueue(piece);
        }

        /// <summary>One round.</summary>
        internal void Work()
        {
            if (Listener.WaitPending(0))
            {
                _end = (MemoryTransport)Listener.Accept();
                Request = null;
                _received.Clear();
                _pieces.Clear();
            }

            if (_end == null)
            {
                return;
            }

            byte[] buffer = new byte[65536];
            int read = _end.Read(buffer, 0, buffer.Length);
            for (int i = 0; i < read; i++)
            {
                _received.Add(buffer[i]);
            }

            if (Request == null)
            {
                string text = Encoding.Latin1.GetString(_received.ToArray());
                int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0)
                {
                    Request = text.Substring(0, end + 4);
                    _received.RemoveRange(0, end + 4);
                    foreach (byte[] piece in Answer(AcceptFor(Request)))
                    {
                        _pieces.Enqueue(piece);
                    }
                }
            }
            else
            {
                TakeFrames();
            }

            if (_pieces.Count > 0)
            {
                byte[] piece = _pieces.Dequeue();
                _end.Write(piece, 0, piece.Length);
                if (_pieces.Count == 0 && EndsAfterAnswer)
                {
                    _end.Close();
                }
            }
        }

        private static string AcceptFor(string request)
        {
            const string Name = "Sec-WebSocket-Key: ";
            int at = request.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
            string key = request.Substring(at, request.IndexOf('\r', at) - at);
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 wants SHA-1.
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        }

        private void TakeFrames()
        {
            while (_received.Count >= 6)
            {
                if ((_received[1] & 0x80) == 0)
                {
                    throw new InvalidOperationException("a client's frame without a mask");
                }

                int count = _received[1] & 0x7F;
                int size = count == 126 ? 4 : count == 127 ? 10 : 2;
                if (_received.Count < size + 4)
                {
                    return;
                }

                if (size > 2)
                {
                    count = 0;
                    for (int i = 2; i < size; i++)
                    {
                        count = (count << 8) | _received[i];
                    }
                }

                if (_received.Count < size + 4 + count)
                {
                    return;
                }

                byte[] payload = new byte[count];
                for (int i = 0; i < count; i++)
                {
                    payload[i] = (byte)(_received[size + 4 + i] ^ _received[size + (i & 3)]);
                }

                Frames.Add(new KeyValuePair<int, byte[]>(_received[0], payload));
                Keys.Add(BitConverter.ToUInt32(_received.GetRange(size, 4).ToArray(), 0));
                _received.RemoveRange(0, size + 4 + count);
            }
        }
    }
}
