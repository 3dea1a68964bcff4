using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Reads the head of an HTTP/1.1 message (RFC 9112): start line, headers, empty line. The head lies whole in a buffer of the
    /// caller's, nothing is copied, and each result is a range of that buffer, borrowed until the caller changes it. An instance
    /// holds the results of the head parsed last and nothing of a head that is still arriving, so one serves all connections.
    /// </summary>
    /// <remarks>
    /// Strict where leniency has been a way to smuggle requests: lines end in CR LF; no control characters but tabs in values;
    /// no folded lines; no space in front of a colon; one Host; no repeated header that must be single. The verdict on a stream
    /// of bytes does not depend on how it was cut.
    /// </remarks>
    public sealed partial class HttpHead
    {
        /// <summary>Header lines accepted unless the constructor is told otherwise; a browser behind a proxy sends up to 25.</summary>
        public const int DefaultMaxHeaders = 32;

        // Boxed once: what Array.IndexOf, the fast way to find a byte on the device, wants to be given.
        private readonly object _lf = Ascii.Lf;
        private readonly object _colon = (byte)':';
        private readonly object _space = (byte)' ';
        private readonly object _comma = (byte)',';

        // The lines of known headers: _first has for each header 1 + the entry of its first line, _next for each entry
        // 1 + the entry of the next line of the same header; 0 is none.
        private readonly int[] _first = new int[HeaderNames.Count];
        private readonly int[] _offset;
        private readonly int[] _count;
        private readonly int[] _next;

        private byte[] _buffer;

        /// <summary>Makes a parser; this is the only time it allocates.</summary>
        /// <param name="maxHeaders">Header lines accepted, 1 to 255; a head with more is refused with 431.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxHeaders"/> is out of range.</exception>
        public HttpHead(int maxHeaders)
        {
            if (maxHeaders < 1 || maxHeaders > 255)
            {
                throw new ArgumentOutOfRangeException(nameof(maxHeaders));
            }

            _offset = new int[maxHeaders];
            _count = new int[maxHeaders];
            _next = new int[maxHeaders];
        }

        /// <summary>The array that all ranges refer to, as given to the parser last; null before that.</summary>
        public byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>
        /// Bytes of the head with its empty line: exact once it is parsed, after <see cref="Scan"/> not less than that. What
        /// follows in the buffer is the caller's: frames, or the next message.
        /// </summary>
        public int Length { get; private set; }

        /// <summary>The HTTP status to refuse the head with, 0 when nothing is wrong with it.</summary>
        public int Refusal { get; private set; }

        /// <summary>The request's method.</summary>
        public HttpMethod Method { get; private set; }

        /// <summary>Where path and query of the request start; of an absolute-form target only these are meant.</summary>
        public int TargetOffset { get; private set; }

        /// <summary>Bytes of path and query, at least 1.</summary>
        public int TargetCount { get; private set; }

        /// <summary>1 for HTTP/1.1, 0 for HTTP/1.0, up to 9.</summary>
        public int MinorVersion { get; private set; }

        /// <summary>The status code of a response, 100 to 999; 0 for a request.</summary>
        public int StatusCode { get; private set; }

        /// <summary>
        /// A response that announces another one: 100 to 199 but for 101. Whoever waits for the answer to an upgrade drops its
        /// <see cref="Length"/> bytes and reads on (RFC 9110 section 15.2).
        /// </summary>
        public bool IsInterim
        {
            get { return StatusCode >= 100 && StatusCode < 200 && StatusCode != HttpStatus.SwitchingProtocols; }
        }

        /// <summary>A body is announced: Transfer-Encoding, or a Content-Length that is not zero.</summary>
        public bool HasBody
        {
            get { return _first[(int)HttpHeader.TransferEncoding] != 0 || _hasContent; }
        }

        /// <summary>
        /// Looks for the end of a head that is still arriving, and for the faults that show before it: a first byte that begins
        /// no token (a TLS handshake), a bare line feed. Call it each time bytes have arrived; each is looked at once.
        /// </summary>
        /// <param name="buffer">Holds the head; not modified, not kept.</param>
        /// <param name="offset">Where the head starts, the same at each call.</param>
        /// <param name="count">Bytes of it so far.</param>
        /// <param name="scanned">The connection's own mark of how far this got: 0 at the start of a head, then left alone.</param>
        /// <returns>Complete when the head can be parsed; with a full buffer and NeedInput it is too large: 431.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in <paramref name="buffer"/>.</exception>
        public HeadProgress Scan(byte[] buffer, int offset, int count, ref int scanned)
        {
            CheckRange(buffer, offset, count);
            Refusal = 0;
            Length = 0;
            if (count <= scanned)
            {
                return HeadProgress.NeedInput;
            }

            int end = offset + count;
            int next;
            if (scanned == 0 && buffer[offset] != Ascii.Cr && !Ascii.IsTokenByte(buffer[offset]))
            {
                next = -1;
            }
            else if (count > 4 && buffer[end - 1] == Ascii.Lf && buffer[end - 2] == Ascii.Cr
                && buffer[end - 3] == Ascii.Lf && buffer[end - 4] == Ascii.Cr)
            {
                // The usual end of what has arrived. Should a head end before this, the parser will find it.
                next = end;
            }
            else
            {
                next = FindEnd(buffer, offset, offset + scanned, end);
            }

            scanned = count;
            if (next < 0)
            {
                Refusal = HttpStatus.BadRequest;
                return HeadProgress.Invalid;
            }

            Length = next == 0 ? 0 : next - offset;
            return next == 0 ? HeadProgress.NeedInput : HeadProgress.Complete;
        }

        /// <summary>Parses a request head after <see cref="Scan"/> has found it complete.</summary>
        /// <param name="buffer">Holds the head; not modified; all results borrow it.</param>
        /// <param name="offset">Where the head starts.</param>
        /// <param name="count">Bytes that are there, at least up to the empty line; what follows is not looked at.</param>
        /// <returns>0, or the status of the refusal, as in <see cref="Refusal"/>: 400, 431 (too many headers) or 505.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in <paramref name="buffer"/>.</exception>
        public int ParseRequest(byte[] buffer, int offset, int count)
        {
            Begin(buffer, offset, count);
            int status = ParseRequestLine();
            if (status == 0)
            {
                status = ParseHeaders(SingleInRequest);
            }

            // RFC 9112 section 3.2: one Host, which HTTP/1.0 may lack.
            if (status == 0 && MinorVersion != 0 && _first[(int)HttpHeader.Host] == 0)
            {
                status = HttpStatus.BadRequest;
            }

            if (status == 0 && _authorityCount != 0)
            {
                TakeHostFromTarget();
            }

            return Conclude(status);
        }

        /// <summary>Parses a response head after <see cref="Scan"/> has found it complete.</summary>
        /// <param name="buffer">Holds the head; not modified; all results borrow it.</param>
        /// <param name="offset">Where the head starts.</param>
        /// <param name="count">Bytes that are there, at least up to the empty line; what follows is not looked at.</param>
        /// <returns>0, or what a server would say of it, as in <see cref="Refusal"/>: 400, 431 (too many headers) or 505.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in <paramref name="buffer"/>.</exception>
        public int ParseResponse(byte[] buffer, int offset, int count)
        {
            Begin(buffer, offset, count);
            int status = ParseStatusLine();
            if (status == 0)
            {
                status = ParseHeaders(SingleInResponse);
            }

            return Conclude(status);
        }

        /// <summary>Whether the head has a header.</summary>
        /// <param name="header">Which.</param>
        /// <returns>True for an empty value too.</returns>
        public bool Has(HttpHeader header)
        {
            return _first[(int)header] != 0;
        }

        /// <summary>The value of a header, of its first line where it has several.</summary>
        /// <param name="header">Which.</param>
        /// <param name="offset">Where the value starts in <see cref="Buffer"/>, white space around it taken off.</param>
        /// <param name="count">Bytes of it, 0 or more.</param>
        /// <returns>False, and zeros, when the head has no such header.</returns>
        public bool TryGet(HttpHeader header, out int offset, out int count)
        {
            int line = _first[(int)header];
            if (line == 0)
            {
                offset = 0;
                count = 0;
                return false;
            }

            offset = _offset[line - 1];
            count = _count[line - 1];
            return true;
        }

        /// <summary>Whether a list header has a token among its elements, in any of its lines, in any case.</summary>
        /// <param name="header">Which.</param>
        /// <param name="lowerCaseToken">The token's bytes, letters small; see <see cref="Ascii.AreEqualIgnoreCase"/>.</param>
        /// <returns>False when the head has no such header.</returns>
        public bool HasToken(HttpHeader header, byte[] lowerCaseToken)
        {
            byte[] buffer = _buffer;
            for (int line = _first[(int)header]; line != 0; line = _next[line - 1])
            {
                int position = _offset[line - 1];
                int end = position + _count[line - 1];

                // Mostly the token is all there is.
                if (Ascii.AreEqualIgnoreCase(buffer, position, end - position, lowerCaseToken))
                {
                    return true;
                }

                while (position < end)
                {
                    int comma = Array.IndexOf(buffer, _comma, position, end - position);
                    int stop = comma < 0 ? end : comma;
                    int next = stop + 1;
                    while (position < stop && buffer[position] <= ' ')
                    {
                        position++;
                    }

                    while (stop > position && buffer[stop - 1] <= ' ')
                    {
                        stop--;
                    }

                    if (Ascii.AreEqualIgnoreCase(buffer, position, stop - position, lowerCaseToken))
                    {
                        return true;
                    }

                    position = next;
                }
            }

            return false;
        }

        /// <summary>
        /// Whether the client takes gzip (RFC 9110 section 12.5.3): it names gzip, or an asterisk and not gzip, and not with the
        /// weight 0. Without the header nothing says that it can.
        /// </summary>
        /// <returns>False for a header that is malformed.</returns>
        public bool AcceptsGzip()
        {
            int gzip = -1;
            int any = -1;
            for (int line = FirstLine(HttpHeader.AcceptEncoding); line != 0; line = NextLine(line))
            {
                FieldValues.ReadCodings(_buffer, LineOffset(line), LineCount(line), ref gzip, ref any);
            }

            return gzip > 0 || (gzip < 0 && any > 0);
        }

        /// <summary>Whether If-None-Match has an entity tag among its own, or is an asterisk (RFC 9110 section 13.1.2).</summary>
        /// <param name="entityTag">The tag of what would be sent, with its quotation marks and without W/.</param>
        /// <returns>True when 304 is due. Weak and strong tags are compared alike. False for a malformed list.</returns>
        public bool MatchesEntityTag(byte[] entityTag)
        {
            for (int line = FirstLine(HttpHeader.IfNoneMatch); line != 0; line = NextLine(line))
            {
                if (FieldValues.HasEntityTag(_buffer, LineOffset(line), LineCount(line), entityTag))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// The first line of a header, for <see cref="NextLine"/>, <see cref="LineOffset"/> and <see cref="LineCount"/>; 0 for none.
        /// </summary>
        internal int FirstLine(HttpHeader header)
        {
            return _first[(int)header];
        }

        /// <summary>The next line of the same header; 0 for none.</summary>
        internal int NextLine(int line)
        {
            return _next[line - 1];
        }

        /// <summary>Where a line's value starts.</summary>
        internal int LineOffset(int line)
        {
            return _offset[line - 1];
        }

        /// <summary>Bytes of a line's value.</summary>
        internal int LineCount(int line)
        {
            return _count[line - 1];
        }
    }
}
