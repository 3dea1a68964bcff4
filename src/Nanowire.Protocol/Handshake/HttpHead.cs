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
    /// of bytes does not depend on how it was cut. Results are fields, since on the device a property costs a call and 45 bytes
    /// of flash; callers only read them. Of a head that was refused, Refusal, Method and StatusCode are what they should be, not more.
    /// </remarks>
    public sealed partial class HttpHead
    {
        /// <summary>Header lines accepted unless the constructor is told otherwise; a browser behind a proxy sends up to 25.</summary>
        public const int DefaultMaxHeaders = 32;

        /// <summary>The array that all ranges refer to, as given to the parser last; null before that.</summary>
        public byte[] Buffer;

        /// <summary>
        /// Bytes of the head with its empty line: exact once it is parsed, after <see cref="Scan"/> not less than that. What
        /// follows in the buffer is the caller's: frames, or the next message.
        /// </summary>
        public int Length;

        /// <summary>The HTTP status to refuse the head with, 0 when nothing is wrong with it.</summary>
        public int Refusal;

        /// <summary>The request's method.</summary>
        public HttpMethod Method;

        /// <summary>Where path and query of the request start; of an absolute-form target only these are meant.</summary>
        public int TargetOffset;

        /// <summary>Bytes of path and query, at least 1.</summary>
        public int TargetCount;

        /// <summary>Bytes of the path alone, without '?' and query.</summary>
        public int PathCount;

        /// <summary>1 for HTTP/1.1, 0 for HTTP/1.0, up to 9.</summary>
        public int MinorVersion;

        /// <summary>The status code of a response, 100 to 999; 0 for a request.</summary>
        public int StatusCode;

        /// <summary>A body is announced: Transfer-Encoding, or a Content-Length that is not zero.</summary>
        public bool HasBody;

        /// <summary>For each header the place of its first line in <see cref="Lines"/>; 0 for none.</summary>
        internal readonly int[] First = new int[HeaderCount];

        /// <summary>
        /// The lines of known headers, three numbers each: where the value starts in the buffer, the bytes of it, and the place of
        /// the next line of the same header, 0 for none. Place 0 is of no line and has zeros, so that nobody needs to ask first.
        /// </summary>
        internal readonly int[] Lines;

        private const int HeaderCount = 16;

        // Boxed once: what Array.IndexOf, the fast way to find a byte on the device, wants to be given.
        private readonly object _lf = Ascii.Lf;
        private readonly object _colon = (byte)':';
        private readonly object _space = (byte)' ';

        /// <summary>Makes a parser; this is the only time it allocates.</summary>
        /// <param name="maxHeaders">Header lines accepted, 1 to 255; a head with more is refused with 431.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxHeaders"/> is out of range.</exception>
        public HttpHead(int maxHeaders)
        {
            if (maxHeaders < 1 || maxHeaders > 255)
            {
                throw new ArgumentOutOfRangeException(nameof(maxHeaders));
            }

            Lines = new int[(3 * maxHeaders) + 3];
        }

        /// <summary>
        /// A response that announces another one: 100 to 199 but for 101. Whoever waits for the answer to an upgrade drops its
        /// <see cref="Length"/> bytes and reads on (RFC 9110 section 15.2).
        /// </summary>
        public bool IsInterim
        {
            get { return StatusCode / 100 == 1 && StatusCode != HttpStatus.SwitchingProtocols; }
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
            Ascii.CheckRange(buffer, offset, count);
            Refusal = 0;
            Length = 0;
            int from = scanned;
            if (count <= from)
            {
                return HeadProgress.NeedInput;
            }

            scanned = count;
            int first = buffer[offset];
            int end = offset + count;

            // Mostly the head's end is the end of what has arrived. Should it end before, the parser will find it.
            int next = from == 0 && first != Ascii.Cr && !Ascii.IsTokenByte(first) ? -1
                : count > 4 && BitConverter.ToUInt32(buffer, end - 4) == 0x0A0D0A0D ? end // CR LF CR LF
                : FindEnd(buffer, offset, offset + from, end);
            if (next < 0)
            {
                Refusal = HttpStatus.BadRequest;
                return HeadProgress.Invalid;
            }

            if (next == 0)
            {
                return HeadProgress.NeedInput;
            }

            Length = next - offset;
            return HeadProgress.Complete;
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
            return Parse(buffer, offset, count, SingleInRequest);
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
            return Parse(buffer, offset, count, SingleInResponse);
        }

        /// <summary>Whether the head has a header.</summary>
        /// <param name="header">Which.</param>
        /// <returns>True for an empty value too.</returns>
        public bool Has(HttpHeader header)
        {
            return First[(int)header] != 0;
        }

        /// <summary>The value of a header, of its first line where it has several.</summary>
        /// <param name="header">Which.</param>
        /// <param name="offset">Where the value starts in <see cref="Buffer"/>, white space around it taken off.</param>
        /// <param name="count">Bytes of it, 0 or more.</param>
        /// <returns>False, and zeros, when the head has no such header.</returns>
        public bool TryGet(HttpHeader header, out int offset, out int count)
        {
            int line = First[(int)header];
            offset = Lines[line];
            count = Lines[line + 1];
            return line != 0;
        }
    }
}
