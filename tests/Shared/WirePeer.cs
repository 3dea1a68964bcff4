using System;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>
    /// The other end of a connection, with an understanding of frames of its own: what it writes and reads is put together
    /// here byte by byte and not by the library under test. It never waits; tests run the server between its calls.
    /// </summary>
    internal sealed class WirePeer
    {
        public const int Continuation = 0;
        public const int Text = 1;
        public const int Binary = 2;
        public const int Close = 8;
        public const int Ping = 9;
        public const int Pong = 10;

        /// <summary>The key and the accept value of RFC 6455 section 1.3.</summary>
        public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        /// <summary>The answer to <see cref="Key"/>.</summary>
        public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        private static readonly byte[] _mask = { 0x37, 0xFA, 0x21, 0x3D };

        private readonly byte[] _received;
        private int _start;
        private int _end;

        /// <param name="transport">This end's transport.</param>
        /// <param name="capacity">The most bytes received and not taken yet.</param>
        public WirePeer(Transport transport, int capacity)
        {
            Transport = transport;
            _received = new byte[capacity];
        }

        public Transport Transport { get; }

        /// <summary>What <see cref="Received"/>, Opcode and the others speak of.</summary>
        public byte[] Buffer => _received;

        /// <summary>The bytes received and not taken by a Read method.</summary>
        public int Received => _end - _start;

        /// <summary>Whether the other end closed or lost the connection.</summary>
        public bool IsEnded { get; private set; }

        /// <summary>Whether it was lost rather than ended.</summary>
        public bool IsLost { get; private set; }

        /// <summary>Of the frame read last.</summary>
        public int Opcode { get; private set; }

        /// <summary>Of the frame read last.</summary>
        public bool IsFinal { get; private set; }

        /// <summary>Where the payload of the frame read last starts.</summary>
        public int PayloadOffset { get; private set; }

        /// <summary>The length of the payload of the frame read last.</summary>
        public int PayloadCount { get; private set; }

        /// <summary>The payload of the frame read last as text.</summary>
        public string PayloadText => Encoding.UTF8.GetString(_received, PayloadOffset, PayloadCount);

        /// <summary>The status of the Close frame read last, 0 when it has none.</summary>
        public int CloseStatus => PayloadCount < 2 ? 0 : (_received[PayloadOffset] << 8) | _received[PayloadOffset + 1];

        /// <summary>A request to upgrade; <paramref name="extra"/> are whole header lines.</summary>
        public static string UpgradeRequest(string target, string extra)
        {
            return "GET " + target + " HTTP/1.1\r\nHost: device.local\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + Key + "\r\nSec-WebSocket-Version: 13\r\n" + extra + "\r\n";
        }

        /// <summary>A client's frame.</summary>
        public static byte[] Frame(int opcode, bool isFinal, byte[] payload, int offset, int count)
        {
            byte[] frame = Frame(opcode, isFinal, payload, offset, count, _mask);
            return frame;
        }

        /// <summary>A frame, masked where there is a mask.</summary>
        public static byte[] Frame(int opcode, bool isFinal, byte[] payload, int offset, int count, byte[] mask)
        {
            int size = count < 126 ? 2 : count < 65536 ? 4 : 10;
            int body = size + (mask == null ? 0 : 4);
            byte[] frame = new byte[body + count];
            frame[0] = (byte)((isFinal ? 0x80 : 0) | opcode);
            frame[1] = (byte)((mask == null ? 0 : 0x80) | (size == 2 ? count : size == 4 ? 126 : 127));
            for (int i = 2; i < size; i++)
            {
                int shift = (size - 1 - i) * 8;
                frame[i] = shift > 24 ? (byte)0 : (byte)(count >> shift);
            }

            for (int i = 0; i < count; i++)
            {
                frame[body + i] = mask == null ? payload[offset + i] : (byte)(payload[offset + i] ^ mask[i & 3]);
            }

            if (mask != null)
            {
                Array.Copy(mask, 0, frame, size, 4);
            }

            return frame;
        }

        /// <summary>A client's text frame.</summary>
        public static byte[] TextFrame(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return Frame(Text, true, bytes, 0, bytes.Length);
        }

        /// <summary>A client's Close frame; no body when the status is 0.</summary>
        public static byte[] CloseFrame(int status)
        {
            byte[] body = { (byte)(status >> 8), (byte)status };
            return Frame(Close, true, body, 0, status == 0 ? 0 : 2);
        }

        /// <summary>A pattern that tells where in it a byte is.</summary>
        public static byte[] Pattern(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)((i * 7) ^ (i >> 8) ^ (i >> 16));
            }

            return bytes;
        }

        /// <summary>One array behind the other.</summary>
        public static byte[] Join(byte[] a, byte[] b)
        {
            byte[] both = new byte[a.Length + b.Length];
            Array.Copy(a, 0, both, 0, a.Length);
            Array.Copy(b, 0, both, a.Length, b.Length);
            return both;
        }

        /// <summary>Writes what the transport takes; throws when that is not all.</summary>
        public void Send(byte[] bytes)
        {
            Send(bytes, 0, bytes.Length);
        }

        /// <summary>Writes a range; throws when the transport does not take all of it.</summary>
        public void Send(byte[] bytes, int offset, int count)
        {
            int sent = TrySend(bytes, offset, count);
            if (sent != count)
            {
                throw new InvalidOperationException("the transport took " + sent.ToString() + " of " + count.ToString() + " bytes");
            }
        }

        /// <summary>Writes what the transport takes now and returns how much that was.</summary>
        public int TrySend(byte[] bytes, int offset, int count)
        {
            int sent = 0;
            while (sent < count)
            {
                int taken = Transport.Write(bytes, offset + sent, count - sent);
                if (taken <= 0)
                {
                    break;
                }

                sent += taken;
            }

            return sent;
        }

        /// <summary>Writes ASCII.</summary>
        public void Send(string text)
        {
            Send(Encoding.UTF8.GetBytes(text));
        }

        /// <summary>Reads what is there, as far as there is room.</summary>
        public void Receive()
        {
            while (!IsEnded && Transport.WaitReadable(0))
            {
                if (_start > 0)
                {
                    Array.Copy(_received, _start, _received, 0, _end - _start);
                    _end -= _start;
                    _start = 0;
                }

                if (_end == _received.Length)
                {
                    return;
                }

                int read = Transport.Read(_received, _end, _received.Length - _end);
                if (read > 0)
                {
                    _end += read;
                }
                else if (read != Transport.Nothing)
                {
                    IsEnded = true;
                    IsLost = read == Transport.Lost;
                }
            }
        }

        /// <summary>Takes a frame of a server off what was received; its payload lies in <see cref="Buffer"/> until the next Receive.</summary>
        /// <returns>False when there is no whole frame.</returns>
        /// <exception cref="InvalidOperationException">It is one that no server may send.</exception>
        public bool ReadFrame()
        {
            int available = _end - _start;
            if (available < 2)
            {
                return false;
            }

            int first = _received[_start];
            int count = _received[_start + 1];
            if ((first & 0x70) != 0 || (count & 0x80) != 0)
            {
                throw new InvalidOperationException("reserved bits or a mask in a server's frame");
            }

            int size = count == 126 ? 4 : count == 127 ? 10 : 2;
            if (available < size)
            {
                return false;
            }

            if (size > 2)
            {
                count = 0;
                for (int i = 2; i < size; i++)
                {
                    count = (count << 8) | _received[_start + i];
                }

                if (count < (size == 4 ? 126 : 65536))
                {
                    throw new InvalidOperationException("a length not in its shortest form");
                }
            }

            if (available < size + count)
            {
                return false;
            }

            Opcode = first & 15;
            IsFinal = (first & 0x80) != 0;
            PayloadOffset = _start + size;
            PayloadCount = count;
            _start += size + count;
            return true;
        }

        /// <summary>Takes an HTTP head off what was received, with its empty line; null when it is not complete.</summary>
        public string ReadHead()
        {
            for (int i = _start; i + 3 < _end; i++)
            {
                if (_received[i] == '\r' && _received[i + 1] == '\n' && _received[i + 2] == '\r' && _received[i + 3] == '\n')
                {
                    return Take(i + 4 - _start);
                }
            }

            return null;
        }

        /// <summary>Takes bytes off what was received, as text.</summary>
        public string Take(int count)
        {
            string text = Encoding.UTF8.GetString(_received, _start, count);
            _start += count;
            return text;
        }

        /// <summary>Whether the payload of the frame read last is that range.</summary>
        public bool PayloadIs(byte[] bytes, int offset, int count)
        {
            if (PayloadCount != count)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (_received[PayloadOffset + i] != bytes[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
