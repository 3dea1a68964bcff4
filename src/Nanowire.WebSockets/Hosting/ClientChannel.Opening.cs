using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // The opening handshake (RFC 6455 section 4.1), within a deadline, through the connection's own arrays.
    internal sealed partial class ClientChannel
    {
        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);
        private ClientHandshake _handshake;
        private int _requestCount;

        /// <summary>Puts the request for a URI into the send buffer; before there is a transport.</summary>
        /// <exception cref="ArgumentException">A header or subprotocol cannot be sent, or the request does not fit.</exception>
        internal void WriteRequest(WebSocketUri uri, string[] headers)
        {
            _handshake = new ClientHandshake(
                uri.Host, uri.Port, uri.IsSecure, uri.Target, _options.SubProtocols, headers, _options.Origin);
            byte[] nonce = new byte[AcceptKey.NonceCount];
            for (int i = 0; i < nonce.Length; i++)
            {
                // The middle of a random number is as good on every platform as its ends.
                nonce[i] = (byte)(Entropy.NextUInt32() >> 12);
            }

            _requestCount = _handshake.RequestCount;
            _options.RequireRoom("the request", _requestCount + _offerCount, FrameCapacity);
            _handshake.WriteRequest(nonce, OutputBuffer, 0, _requestCount);
            if (_offerCount != 0)
            {
                _handshake.OffersExtensions = true;
                _requestCount = WriteExtension(_requestCount);
            }
        }

        /// <summary>Sends the request, receives the answer and opens the connection for its owner.</summary>
        /// <exception cref="WebSocketException">It failed; the transport is closed.</exception>
        internal void Open(Transport transport, WebSocket owner)
        {
            Attach(transport);
            _hasPiece = false;
            _isDecoding = false;
            IsOver = false;
            try
            {
                long deadlineMs = Environment.TickCount64 + _options.HandshakeTimeoutMs;
                Reset(_requestCount);
                while (WantsWrite)
                {
                    transport.WaitWritable(Left(deadlineMs));
                    Flush();
                }

                ReceiveHead(deadlineMs);
                HandshakeError error = _handshake.Check(_head);
                if (error == HandshakeError.None && _offerCount != 0 && _head.Has(HttpHeader.SecWebSocketExtensions) && !Agree(_head, true))
                {
                    error = HandshakeError.ExtensionNotOffered;
                }

                if (error == HandshakeError.StatusNot101)
                {
                    throw new WebSocketException(
                        "refused with HTTP status " + _head.StatusCode.ToString(), _head.StatusCode, _handshake.Location, _handshake.RetryAfter);
                }

                if (error != HandshakeError.None)
                {
                    // The device prints the number of an enum.
                    throw new WebSocketException("HandshakeError " + error.ToString(), WebSocketError.HandshakeFailed, 0);
                }

                owner.AgreedSubProtocol = _handshake.SubProtocol;
                Owner = owner;
                OpenChannel(_head.Length, Decoder.End, Environment.TickCount64);
            }
            catch (Exception)
            {
                transport.Close();
                throw;
            }
        }

        /// <summary>Receives the answer's head; what follows it is in the receive array too.</summary>
        private void ReceiveHead(long deadlineMs)
        {
            int scanned = 0;
            while (true)
            {
                HeadProgress progress = _head.Scan(Input, 0, Decoder.End, ref scanned);
                if (progress == HeadProgress.Complete)
                {
                    _head.ParseResponse(Input, 0, _head.Length);
                    if (_head.IsInterim)
                    {
                        // 100 or 103 announces the answer (RFC 9110 section 15.2); on with what follows it.
                        Decoder.End -= _head.Length;
                        Array.Copy(Input, _head.Length, Input, 0, Decoder.End);
                        scanned = 0;
                        continue;
                    }
                }

                if (progress != HeadProgress.NeedInput)
                {
                    return;
                }

                int room = Input.Length - FrameDecoder.ScratchSize - Decoder.End;
                if (room == 0)
                {
                    throw new WebSocketException("the answer exceeds ReceiveBufferSize", WebSocketError.HandshakeFailed, 0);
                }

                int read = Transport.WaitReadable(Left(deadlineMs)) ? Transport.Read(Input, Decoder.End, room) : Transport.Nothing;
                if (read == 0 || read == Transport.Lost)
                {
                    throw new WebSocketException("the connection was lost", WebSocketError.ConnectionClosed, 0);
                }

                if (read > 0)
                {
                    Decoder.End += read;
                }
            }
        }

        private int Left(long deadlineMs)
        {
            long leftMs = deadlineMs - Environment.TickCount64;
            if (leftMs <= 0)
            {
                throw WebSocketException.Late("the opening handshake", _options.HandshakeTimeoutMs);
            }

            return (int)leftMs;
        }
    }
}
