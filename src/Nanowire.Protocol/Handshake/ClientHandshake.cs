using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// The client's side of the opening handshake (RFC 6455 section 4.1) with one endpoint: the request is made once, with a
    /// place for the key, so that connecting again allocates nothing.
    /// </summary>
    /// <remarks>
    /// Interim responses (100 to 199 but for 101) may come before the answer and are not for <see cref="Check"/>: while
    /// <see cref="HttpHead.IsInterim"/>, the caller drops the head and reads the next, bounded by its deadline. A second 101
    /// behind the first is no head any more: its first byte is a frame with reserved bits set, and fails as that.
    /// </remarks>
    public sealed class ClientHandshake
    {
        /// <summary>The port of ws: where the URI names none.</summary>
        public const int DefaultPort = 80;

        /// <summary>The port of wss: where the URI names none.</summary>
        public const int DefaultSecurePort = 443;

        private readonly AcceptKey _acceptKey = new AcceptKey();
        private readonly byte[] _accept = new byte[AcceptKey.AcceptCount];
        private readonly byte[] _websocket = Ascii.GetBytes("websocket");
        private readonly byte[] _upgrade = Ascii.GetBytes("upgrade");
        private readonly byte[] _request;
        private readonly int _keyOffset;
        private readonly string[] _subProtocols;
        private readonly byte[][] _subProtocolBytes;
        private bool _sent;

        /// <summary>Makes the request for an endpoint; this is the only time it allocates.</summary>
        /// <param name="host">A name, an IPv4 address, or an IPv6 address in brackets.</param>
        /// <param name="port">1 to 65535; it goes into Host where it is not the default one.</param>
        /// <param name="isSecure">Whether the endpoint is wss:, which has another default port.</param>
        /// <param name="target">Path and query, beginning with a slash, percent-encoded where needed.</param>
        /// <param name="subProtocols">What the client speaks, the one it likes best first; null or empty for none. Copied.</param>
        /// <param name="headers">
        /// Further headers, name and value in turn; null for none. Not those of the handshake itself: Host, Upgrade, Connection,
        /// Origin, Content-Length, Transfer-Encoding, and all that begin with Sec-WebSocket-.
        /// </param>
        /// <param name="origin">The Origin header's value; null for none, as for all that are no browsers.</param>
        /// <exception cref="ArgumentNullException"><paramref name="host"/> or <paramref name="target"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
        /// <exception cref="ArgumentException">A text has characters that do not belong there, or a header is not allowed.</exception>
        public ClientHandshake(
            string host,
            int port,
            bool isSecure,
            string target,
            string[] subProtocols,
            string[] headers,
            string origin)
        {
            RequestRules.CheckHost(host);
            RequestRules.CheckTarget(target);
            if (port < 1 || port > 65535)
            {
                throw new ArgumentOutOfRangeException(nameof(port));
            }

            string start = "GET " + target + " HTTP/1.1\r\nHost: " + host;
            if (port != (isSecure ? DefaultSecurePort : DefaultPort))
            {
                start += ":" + port.ToString();
            }

            start += "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ";

            string rest = "\r\n";
            if (origin != null)
            {
                RequestRules.CheckValue(origin, nameof(origin));
                rest += "Origin: " + origin + "\r\n";
            }

            int count = subProtocols == null ? 0 : subProtocols.Length;
            _subProtocols = new string[count];
            _subProtocolBytes = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                RequestRules.CheckSubProtocol(subProtocols, i);
                _subProtocols[i] = subProtocols[i];
                _subProtocolBytes[i] = Ascii.GetBytes(subProtocols[i]);
                rest += (i == 0 ? "Sec-WebSocket-Protocol: " : ", ") + subProtocols[i];
            }

            if (count > 0)
            {
                rest += "\r\n";
            }

            if (headers != null)
            {
                if ((headers.Length & 1) != 0)
                {
                    throw new ArgumentException("a header without a value", nameof(headers));
                }

                for (int i = 0; i < headers.Length; i += 2)
                {
                    RequestRules.CheckHeaderName(headers[i]);
                    RequestRules.CheckValue(headers[i + 1], nameof(headers));
                    rest += headers[i] + ": " + headers[i + 1] + "\r\n";
                }
            }

            rest += "\r\n";

            byte[] startBytes = Ascii.GetBytes(start);
            byte[] restBytes = Ascii.GetBytes(rest);
            _keyOffset = startBytes.Length;
            _request = new byte[startBytes.Length + AcceptKey.KeyCount + restBytes.Length];
            Array.Copy(startBytes, 0, _request, 0, startBytes.Length);
            Array.Copy(restBytes, 0, _request, startBytes.Length + AcceptKey.KeyCount, restBytes.Length);
            SubProtocolIndex = -1;
        }

        /// <summary>Bytes of the request.</summary>
        public int RequestCount
        {
            get { return _request.Length; }
        }

        /// <summary>The subprotocol that the server has chosen, by its index in the constructor's array; -1 for none.</summary>
        public int SubProtocolIndex { get; private set; }

        /// <summary>The subprotocol that the server has chosen; null for none.</summary>
        public string SubProtocol
        {
            get { return SubProtocolIndex < 0 ? null : _subProtocols[SubProtocolIndex]; }
        }

        /// <summary>Writes the request with a key, and remembers which answer that key demands.</summary>
        /// <param name="nonce">
        /// <see cref="AcceptKey.NonceCount"/> random bytes, new ones for each connection; not modified, not kept.
        /// </param>
        /// <param name="output">Takes the request.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for; <see cref="RequestCount"/> are needed.</param>
        /// <returns>Bytes written, or 0 when there is too little room and nothing was written.</returns>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentException"><paramref name="nonce"/> has another length.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in <paramref name="output"/>.</exception>
        public int WriteRequest(byte[] nonce, byte[] output, int offset, int capacity)
        {
            if (nonce == null)
            {
                throw new ArgumentNullException(nameof(nonce));
            }

            if (output == null)
            {
                throw new ArgumentNullException(nameof(output));
            }

            if (nonce.Length != AcceptKey.NonceCount)
            {
                throw new ArgumentException("16 bytes are needed", nameof(nonce));
            }

            if (offset < 0 || offset > output.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (capacity < 0 || capacity > output.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(capacity));
            }

            int count = _request.Length;
            if (count > capacity)
            {
                return 0;
            }

            int key = offset + _keyOffset;
            Array.Copy(_request, 0, output, offset, count);
            _acceptKey.WriteKey(nonce, 0, output, key);
            _acceptKey.Write(output, key, _accept, 0);
            _sent = true;
            SubProtocolIndex = -1;
            return count;
        }

        /// <summary>Checks the answer to the request written last.</summary>
        /// <param name="head">The response, parsed, whether refused by the parser or not; not an interim one.</param>
        /// <returns>
        /// None when the connection is open: frames follow right behind the head. With StatusNot101 the head has the status
        /// and, where the server gave them, Retry-After and Location.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="head"/> is null.</exception>
        /// <exception cref="InvalidOperationException">No request has been written.</exception>
        public HandshakeError Check(HttpHead head)
        {
            if (head == null)
            {
                throw new ArgumentNullException(nameof(head));
            }

            if (!_sent)
            {
                throw new InvalidOperationException();
            }

            SubProtocolIndex = -1;
            if (head.Refusal != 0)
            {
                return head.Refusal == HttpStatus.RequestHeaderFieldsTooLarge ? HandshakeError.TooManyHeaders : HandshakeError.NotHttp;
            }

            if (head.StatusCode != HttpStatus.SwitchingProtocols)
            {
                return HandshakeError.StatusNot101;
            }

            // HTTP/1.0 has no 1xx (RFC 9110 section 15.2).
            if (head.MinorVersion == 0)
            {
                return HandshakeError.NotHttp;
            }

            HandshakeError error = CheckUpgrade(head);
            if (error == HandshakeError.None)
            {
                error = CheckAccept(head);
            }

            if (error == HandshakeError.None)
            {
                error = CheckSubProtocol(head);
            }

            if (error == HandshakeError.None && head.Has(HttpHeader.SecWebSocketExtensions))
            {
                error = HandshakeError.ExtensionNotOffered;
            }

            if (error != HandshakeError.None)
            {
                SubProtocolIndex = -1;
            }

            return error;
        }

        private HandshakeError CheckUpgrade(HttpHead head)
        {
            int line = head.FirstLine(HttpHeader.Upgrade);
            if (line == 0)
            {
                return HandshakeError.UpgradeMissing;
            }

            if (head.NextLine(line) != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            if (!Ascii.AreEqualIgnoreCase(head.Buffer, head.LineOffset(line), head.LineCount(line), _websocket))
            {
                return HandshakeError.UpgradeMissing;
            }

            return head.HasToken(HttpHeader.Connection, _upgrade) ? HandshakeError.None : HandshakeError.ConnectionMissing;
        }

        private HandshakeError CheckAccept(HttpHead head)
        {
            int line = head.FirstLine(HttpHeader.SecWebSocketAccept);
            if (line == 0)
            {
                return HandshakeError.AcceptMissing;
            }

            if (head.NextLine(line) != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            return Ascii.AreEqual(head.Buffer, head.LineOffset(line), head.LineCount(line), _accept)
                ? HandshakeError.None
                : HandshakeError.AcceptWrong;
        }

        private HandshakeError CheckSubProtocol(HttpHead head)
        {
            int line = head.FirstLine(HttpHeader.SecWebSocketProtocol);
            if (line == 0)
            {
                return HandshakeError.None;
            }

            if (head.NextLine(line) != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            for (int i = 0; i < _subProtocolBytes.Length; i++)
            {
                if (Ascii.AreEqual(head.Buffer, head.LineOffset(line), head.LineCount(line), _subProtocolBytes[i]))
                {
                    SubProtocolIndex = i;
                    return HandshakeError.None;
                }
            }

            return HandshakeError.SubProtocolNotOffered;
        }
    }
}
