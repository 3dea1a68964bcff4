using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace Nanowire.Interop.Wire
{
    /// <summary>Frames on a socket. Whatever the library's side sends is read strictly here, by code that shares nothing with it.</summary>
    internal sealed class WireStream : IDisposable
    {
        private readonly Socket _socket;
        private readonly BufferedStream _input;
        private readonly NetworkStream _stream;
        private readonly bool _isClient;

        internal WireStream(Socket socket, bool isClient)
        {
            socket.NoDelay = true;
            socket.ReceiveTimeout = Patience.WireMs;
            socket.SendTimeout = Patience.WireMs;
            _socket = socket;
            _stream = new NetworkStream(socket, true);
            _input = new BufferedStream(_stream, 1 << 16);
            _isClient = isClient;
        }

        internal void Write(ReadOnlySpan<byte> bytes)
        {
            _stream.Write(bytes);
        }

        internal void EndOutput()
        {
            _socket.Shutdown(SocketShutdown.Send);
        }

        /// <summary>The lines of a head, without the empty one.</summary>
        internal string[] ReadHead()
        {
            StringBuilder head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int b = _input.ReadByte();
                if (b < 0)
                {
                    throw new EndOfStreamException("the connection ended inside a head: " + head);
                }

                head.Append((char)b);
            }

            return head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }

        /// <summary>The next frame, or null at the end of the connection, orderly or reset.</summary>
        internal WireFrame ReadFrame()
        {
            byte[] header = new byte[8];
            if (!TryFill(header, 2))
            {
                return null;
            }

            int first = header[0];
            int second = header[1];
            bool masked = (second & 0x80) != 0;
            if (masked == _isClient)
            {
                throw new InvalidDataException(_isClient ? "the server's frame is masked" : "the client's frame is not masked");
            }

            if ((first & 0x70) != 0)
            {
                throw new InvalidDataException("a reserved bit is set");
            }

            long length = second & 0x7F;
            if (length == 126)
            {
                Fill(header, 2);
                length = BinaryPrimitives.ReadUInt16BigEndian(header);
                Require(length > 125);
            }
            else if (length == 127)
            {
                Fill(header, 8);
                length = BinaryPrimitives.ReadInt64BigEndian(header);
                Require(length > 65535);
            }

            byte[] key = new byte[4];
            if (masked)
            {
                Fill(key, 4);
            }

            byte[] payload = new byte[length];
            Fill(payload, payload.Length);
            for (int i = 0; masked && i < payload.Length; i++)
            {
                payload[i] ^= key[i & 3];
            }

            return new WireFrame(first & 0x0F, payload) { IsFinal = (first & 0x80) != 0 };
        }

        public void Dispose()
        {
            _input.Dispose();
            _socket.Dispose();
        }

        private static void Require(bool isMinimal)
        {
            if (!isMinimal)
            {
                throw new InvalidDataException("a length is not in its shortest form");
            }
        }

        private void Fill(byte[] buffer, int count)
        {
            if (!TryFill(buffer, count))
            {
                throw new EndOfStreamException("the connection ended inside a frame");
            }
        }

        private bool TryFill(byte[] buffer, int count)
        {
            try
            {
                return _input.ReadAtLeast(buffer.AsSpan(0, count), count, throwOnEndOfStream: false) == count;
            }
            catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
            {
                return false;
            }
        }
    }
}
