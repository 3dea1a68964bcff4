using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Interop.Tls
{
    /// <summary>A client below TLS: it can stop in the middle of a record.</summary>
    internal sealed class RawPeer : IDisposable
    {
        private const string Request =
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = Patience.WireMs };
        private SslStream _stream;
        private HoldingStream _held;

        internal RawPeer(int port)
        {
            _socket.Connect(IPAddress.Loopback, port);
        }

        /// <summary>The first message of a TLS client, as it goes over the wire.</summary>
        internal static byte[] CreateClientHello()
        {
            using MemoryStream wire = new();
            using (SslStream stream = new(new HoldingStream(wire), false))
            {
                // The memory ends where an answer should be.
                try
                {
                    stream.AuthenticateAsClient("localhost");
                }
                catch (IOException)
                {
                }
            }

            byte[] all = wire.ToArray();
            return all[..(5 + (all[3] << 8 | all[4]))];
        }

        internal void Send(ReadOnlySpan<byte> bytes)
        {
            _socket.Send(bytes);
        }

        /// <summary>Whether the server ends the connection, whatever it says before.</summary>
        internal bool AwaitEnd()
        {
            byte[] buffer = new byte[4096];
            try
            {
                while (_socket.Receive(buffer) > 0)
                {
                }

                return true;
            }
            catch (SocketException e)
            {
                return e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted;
            }
        }

        /// <summary>Goes through both handshakes.</summary>
        internal void Open()
        {
            _held = new HoldingStream(new NetworkStream(_socket, false));
            _stream = new SslStream(_held, false, (_, certificate, _, _) => certificate != null);
            _stream.AuthenticateAsClient("localhost");
            _stream.Write(Encoding.ASCII.GetBytes(Request));
            byte[] buffer = new byte[1000];
            StringBuilder head = new();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = _stream.Read(buffer);
                if (read == 0)
                {
                    throw new EndOfStreamException(head.ToString());
                }

                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }

        /// <summary>A masked text frame of up to 125 bytes; with a mask of zeros it shows.</summary>
        internal static byte[] Frame(string text)
        {
            return [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
        }

        /// <summary>Sends some bytes in one record, but for the last so many of the record's.</summary>
        internal void SendHolding(byte[] bytes, int held)
        {
            _held.Holds = held;
            _stream.Write(bytes);
        }

        /// <summary>Sends what was held.</summary>
        internal void SendHeld()
        {
            _held.Release();
        }

        internal byte[] Receive(int count)
        {
            byte[] buffer = new byte[count];
            _stream.ReadExactly(buffer);
            return buffer;
        }

        public void Dispose()
        {
            _socket.Dispose();
            _stream?.Dispose();
        }

        /// <summary>A stream below TLS that can keep the end of what is written.</summary>
        private sealed class HoldingStream : Stream
        {
            private readonly Stream _inner;
            private byte[] _tail = [];

            internal HoldingStream(Stream inner)
            {
                _inner = inner;
            }

            internal int Holds { get; set; }

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => throw new NotSupportedException();

            public override long Position
            {
                get => throw new NotSupportedException();
                set => throw new NotSupportedException();
            }

            internal void Release()
            {
                _inner.Write(_tail);
                Holds = 0;
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                return _inner.Read(buffer, offset, count);
            }

            public override void Write(byte[] buffer, int offset, int count)
            {
                int held = Math.Min(Holds, count);
                _inner.Write(buffer, offset, count - held);
                _tail = buffer.AsSpan(offset + count - held, held).ToArray();
            }

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                return _inner.ReadAsync(buffer, cancellationToken);
            }

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                byte[] bytes = buffer.ToArray();
                Write(bytes, 0, bytes.Length);
                return ValueTask.CompletedTask;
            }

            public override void Flush()
            {
                _inner.Flush();
            }

            public override long Seek(long offset, SeekOrigin origin)
            {
                throw new NotSupportedException();
            }

            public override void SetLength(long value)
            {
                throw new NotSupportedException();
            }
        }
    }
}
