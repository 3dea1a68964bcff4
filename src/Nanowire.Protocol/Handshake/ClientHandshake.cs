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

        /// <summary>Bytes of the request.</summary>
        public readonly int RequestCount;

        /// <summary>The subprotocol that the server has chosen, by its index in the constructor's array; -1 for none. For reading.</summary>
        public int SubProtocolIndex = -1;

        /// <summary>The HTTP status of the answer checked last, 0 when it was no HTTP. For reading.</summary>
        public int StatusCode;

        /// <summary>Set by whoever adds an offer to the request: what extensions the answer has is the caller's to judge then.</summary>
        public bool OffersExtensions;

        private readonly AcceptKey _acceptKey = new AcceptKey();
        private readonly byte[] _accept = new byte[AcceptKey.AcceptCount];
        private readonly byte[] _websocket = Ascii.GetBytes("websocket");
        private readonly byte[] _upgrade = Ascii.GetBytes("upgrade");

        // The request without the key, which belongs at _keyOffset.
        private readonly byte[] _request;
        private readonly int _keyOffset;
        private readonly SubProtocols _own;
        private bool _sent;

        // An answer with another status than 101; null for others. Borrowed, for the texts that are asked for.
        private HttpHead _refusal;

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
            if (host == null)
            {
                throw new ArgumentNullException(nameof(host));
            }

            if (target == null)
            {
                throw new ArgumentNullException(nameof(target));
            }

            int last = host.Length - 1;
            if (host.StartsWith("[") && host.IndexOf(']') == last
                ? !Ascii.AreAll(host.Substring(1, last - 1), 0x07FF400000000000, 0x0000007E0000007E) // . 0-9 : A-F a-f
                : !Ascii.AreAll(host, 0x03FF600000000000, 0x07FFFFFE87FFFFFE)) // - . 0-9 A-Z _ a-z
            {
                throw new ArgumentException("not a host", nameof(host));
            }

            if (!target.StartsWith("/") || !Ascii.AreAll(target, Ascii.PrintableLow & ~0x900000000UL, Ascii.PrintableHigh)) // space, #
            {
                throw new ArgumentException("not a path", nameof(target));
            }

            if (port < 1 || port > 65535)
            {
                throw new ArgumentOutOfRangeException(nameof(port));
            }

            if (port != (isSecure ? DefaultSecurePort : DefaultPort))
            {
                host += ":" + port.ToString();
            }

            // What is written in several places is not folded into each text, since that would multiply it in flash.
            string text = HttpStatus.UpgradeLines;
            text = "GET " + target + " HTTP/1.1\r\nHost: " + (host + text);
            text += HttpStatus.VersionLine;
            text += "\r\nSec-WebSocket-Key: ";
            _keyOffset = text.Length;
            if (origin != null)
            {
                text += Line("Origin", origin);
            }

            _own = new SubProtocols(subProtocols);
            string list = "";
            foreach (string name in _own.Names)
            {
                list += (list.Length == 0 ? "" : ", ") + name;
            }

            if (list.Length != 0)
            {
                text += Line("Sec-WebSocket-Protocol", list);
            }

            for (int i = 0; headers != null && i < headers.Length; i += 2)
            {
                string name = headers[i];
                if (!Ascii.IsToken(name) || HttpHead.IsReserved(name))
                {
                    throw new ArgumentException("not a header name", nameof(headers));
                }

                text += Line(name, i + 1 < headers.Length ? headers[i + 1] : null);
            }

            _request = Ascii.GetBytes(text + "\r\n\r\n");
            RequestCount = _request.Length + AcceptKey.KeyCount;
        }

        /// <summary>The subprotocol that the server has chosen; null for none.</summary>
        public string SubProtocol
        {
            get { return SubProtocolIndex < 0 ? null : _own.Names[SubProtocolIndex]; }
        }

        /// <summary>
        /// Location of an answer with another status than 101, as the server wrote it; null for none (RFC 9110 section 10.2.2). A new
        /// string each time; to be asked for before the head that was checked is parsed anew.
        /// </summary>
        public string Location
        {
            get { return Text(HttpHeader.Location); }
        }

        /// <summary>Retry-After: seconds, or a date (RFC 9110 section 10.2.3); otherwise as <see cref="Location"/>.</summary>
        public string RetryAfter
        {
            get { return Text(HttpHeader.RetryAfter); }
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

            Ascii.CheckRange(output, offset, capacity);
            if (nonce.Length != AcceptKey.NonceCount)
            {
                throw new ArgumentException("not 16 bytes", nameof(nonce));
            }

            if (RequestCount > capacity)
            {
                return 0;
            }

            int key = offset + _keyOffset;
            Array.Copy(_request, 0, output, offset, _keyOffset);
            Array.Copy(_request, _keyOffset, output, key + AcceptKey.KeyCount, _request.Length - _keyOffset);
            _acceptKey.WriteKey(nonce, 0, output, key);
            _acceptKey.Write(output, key, _accept, 0);
            _sent = true;
            SubProtocolIndex = -1;
            return RequestCount;
        }

        /// <summary>Checks the answer to the request written last.</summary>
        /// <param name="head">The response, parsed, whether refused by the parser or not; not an interim one.</param>
        /// <returns>
        /// None when the connection is open: frames follow right behind the head. With StatusNot101 <see cref="StatusCode"/>,
        /// <see cref="Location"/> and <see cref="RetryAfter"/> say more.
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
            StatusCode = 0;
            _refusal = null;
            if (head.Refusal != 0)
            {
                return head.Refusal == HttpStatus.RequestHeaderFieldsTooLarge ? HandshakeError.TooManyHeaders : HandshakeError.NotHttp;
            }

            StatusCode = head.StatusCode;
            if (StatusCode != HttpStatus.SwitchingProtocols)
            {
                _refusal = head;
                return HandshakeError.StatusNot101;
            }

            // HTTP/1.0 has no 1xx (RFC 9110 section 15.2).
            if (head.MinorVersion == 0)
            {
                return HandshakeError.NotHttp;
            }

            byte[] buffer = head.Buffer;
            int[] lines = head.Lines;
            int line = head.First[(int)HttpHeader.Upgrade];
            if (lines[line + 2] != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            if (!Ascii.AreEqualIgnoreCase(buffer, lines[line], lines[line + 1], _websocket))
            {
                return HandshakeError.UpgradeMissing;
            }

            if (!head.HasToken(HttpHeader.Connection, _upgrade))
            {
                return HandshakeError.ConnectionMissing;
            }

            line = head.First[(int)HttpHeader.SecWebSocketAccept];
            if (line == 0)
            {
                return HandshakeError.AcceptMissing;
            }

            if (lines[line + 2] != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            if (!Ascii.AreEqual(buffer, lines[line], lines[line + 1], _accept))
            {
                return HandshakeError.AcceptWrong;
            }

            line = head.First[(int)HttpHeader.SecWebSocketProtocol];
            if (lines[line + 2] != 0)
            {
                return HandshakeError.HeaderRepeated;
            }

            int chosen = _own.IndexOf(buffer, lines[line], lines[line + 1]);
            if (line != 0 && chosen < 0)
            {
                return HandshakeError.SubProtocolNotOffered;
            }

            if (!OffersExtensions && head.Has(HttpHeader.SecWebSocketExtensions))
            {
                return HandshakeError.ExtensionNotOffered;
            }

            SubProtocolIndex = chosen;
            return HandshakeError.None;
        }

        private string Text(HttpHeader header)
        {
            int offset;
            int count;
            return _refusal != null && _refusal.TryGet(header, out offset, out count) ? Ascii.GetString(_refusal.Buffer, offset, count) : null;
        }

        /// <summary>A header line behind another; the value is printable ASCII with spaces inside, not around it.</summary>
        private static string Line(string name, string value)
        {
            if (value == null || (value.Length != 0 && !Ascii.AreAll(value, Ascii.PrintableLow, Ascii.PrintableHigh))
                || value.Trim().Length != value.Length)
            {
                throw new ArgumentException("not printable ASCII", name);
            }

            return "\r\n" + name + ": " + value;
        }
    }
}
