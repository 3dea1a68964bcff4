using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>A client's opening handshake (RFC 6455 section 4.1) over a transport, within a deadline.</summary>
    internal sealed class ClientOpening
    {
        private readonly ClientWebSocketOptions _options;
        private readonly EntropySource _entropy;
        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);
        private readonly byte[] _nonce = new byte[AcceptKey.NonceCount];
        private ClientHandshake _handshake;

        internal ClientOpening(ClientWebSocketOptions options, EntropySource entropy)
        {
            _options = options;
            _entropy = entropy;
        }

        /// <summary>The subprotocol that was agreed on last; null for none.</summary>
        internal string SubProtocol => _handshake == null ? null : _handshake.SubProtocol;

        /// <summary>After <see cref="Exchange"/>: the length of the server's head, behind which frames may have come already.</summary>
        internal int HeadCount { get; private set; }

        /// <summary>After <see cref="Exchange"/>: all bytes received.</summary>
        internal int ReceivedCount { get; private set; }

        /// <summary>Makes the request for a URI.</summary>
        /// <exception cref="ArgumentException">A header or subprotocol cannot be sent.</exception>
        internal void Begin(WebSocketUri uri)
        {
            _handshake = new ClientHandshake(
                uri.Host, uri.Port, uri.IsSecure, uri.Target, _options.SubProtocols, _options.Headers, _options.Origin);
            if (_handshake.RequestCount > _options.SendBufferSize)
            {
                throw new ArgumentException(
                    "the request has " + _handshake.RequestCount.ToString() + " bytes, more than the SendBufferSize of " + _options.SendBufferSize.ToString());
            }
        }

        /// <summary>Sends the request and receives the server's head.</summary>
        /// <param name="transport">The connection.</param>
        /// <param name="output">The request goes through it.</param>
        /// <param name="input">Gets the head and what follows it.</param>
        /// <param name="capacity">How much it may get.</param>
        /// <param name="deadlineMs">When to give up.</param>
        /// <exception cref="WebSocketException">The handshake failed.</exception>
        internal void Exchange(Transport transport, byte[] output, byte[] input, int capacity, long deadlineMs)
        {
            for (int i = 0; i < _nonce.Length; i += 4)
            {
                uint random = _entropy.NextUInt32();
                _nonce[i] = (byte)random;
                _nonce[i + 1] = (byte)(random >> 8);
                _nonce[i + 2] = (byte)(random >> 16);
                _nonce[i + 3] = (byte)(random >> 24);
            }

            int count = _handshake.WriteRequest(_nonce, output, 0, output.Length);
            for (int sent = 0; sent < count;)
            {
                if (!transport.WaitWritable(Left(deadlineMs)))
                {
                    continue;
                }

                int taken = transport.Write(output, sent, count - sent);
                if (taken < 0)
                {
                    throw Lost();
                }

                sent += taken;
            }

            ReceiveHead(transport, input, capacity, deadlineMs);
            HandshakeError error = _handshake.Check(_head);
            if (error == HandshakeError.StatusNot101)
            {
                throw new WebSocketException("the server refused with HTTP status " + _head.StatusCode.ToString(), WebSocketError.Refused, _head.StatusCode);
            }

            if (error != HandshakeError.None)
            {
                throw new WebSocketException("the server's handshake breaks RFC 6455: " + Describe(error), WebSocketError.HandshakeFailed, 0);
            }
        }

        private void ReceiveHead(Transport transport, byte[] input, int capacity, long deadlineMs)
        {
            int count = 0;
            int scanned = 0;
            while (true)
            {
                HeadProgress progress = count == 0 ? HeadProgress.NeedInput : _head.Scan(input, 0, count, ref scanned);
                if (progress == HeadProgress.NeedInput)
                {
                    count += Read(transport, input, count, capacity - count, deadlineMs);
                    continue;
                }

                if (progress == HeadProgress.Complete)
                {
                    _head.ParseResponse(input, 0, _head.Length);
                    if (_head.IsInterim)
                    {
                        // 100 or 103 announces the answer (RFC 9110 section 15.2); on with what follows it.
                        count -= _head.Length;
                        Array.Copy(input, _head.Length, input, 0, count);
                        scanned = 0;
                        continue;
                    }
                }

                HeadCount = _head.Length;
                ReceivedCount = count;
                return;
            }
        }

        private int Read(Transport transport, byte[] input, int offset, int room, long deadlineMs)
        {
            if (room == 0)
            {
                throw new WebSocketException("the server's head is larger than the receive buffer", WebSocketError.HandshakeFailed, 0);
            }

            if (!transport.WaitReadable(Left(deadlineMs)))
            {
                return 0;
            }

            int read = transport.Read(input, offset, room);
            if (read == 0 || read == Transport.Lost)
            {
                throw Lost();
            }

            return read < 0 ? 0 : read;
        }

        private int Left(long deadlineMs)
        {
            long left = deadlineMs - Environment.TickCount64;
            if (left <= 0)
            {
                throw new WebSocketException(
                    "the opening handshake took more than " + _options.HandshakeTimeoutMs.ToString() + " ms", WebSocketError.Timeout, 0);
            }

            return (int)left;
        }

        private static WebSocketException Lost()
        {
            return new WebSocketException("the server closed the connection during the opening handshake", WebSocketError.ConnectionClosed, 0);
        }

        private static string Describe(HandshakeError error)
        {
            switch (error)
            {
                case HandshakeError.NotHttp: return "not an HTTP/1.1 response";
                case HandshakeError.TooManyHeaders: return "too many headers";
                case HandshakeError.UpgradeMissing: return "no Upgrade: websocket";
                case HandshakeError.ConnectionMissing: return "no Connection: Upgrade";
                case HandshakeError.AcceptMissing: return "no Sec-WebSocket-Accept";
                case HandshakeError.AcceptWrong: return "wrong Sec-WebSocket-Accept";
                case HandshakeError.HeaderRepeated: return "a header is repeated";
                case HandshakeError.SubProtocolNotOffered: return "a subprotocol that was not offered";
                case HandshakeError.ExtensionNotOffered: return "an extension that was not offered";
                default: return "error " + ((int)error).ToString();
            }
        }
    }
}
