using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Writes whole responses that refuse a request: status line, what the status demands, a line of text, and the notice that
    /// the connection closes. Nothing of the request is repeated in them. Nothing is allocated
    /// (but the 12 bytes that each use of a string constant costs on the device).
    /// </summary>
    public static class HttpRefusal
    {
        /// <summary>Bytes that suffice for any refusal.</summary>
        public const int MaxCount = 288;

        /// <summary>Seconds that a client is asked to stay away after 503, unless the caller says otherwise.</summary>
        public const int DefaultRetryAfterSeconds = 5;

        /// <summary>Writes the refusal of a GET.</summary>
        /// <param name="status">400, 403, 404, 405, 406, 408, 426, 431, 503 or 505; another has no text but its number.</param>
        /// <param name="output">Takes the response.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for: at least <see cref="MaxCount"/>.</param>
        /// <returns>Bytes written; 0 when there is less room than that.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
        public static int Write(int status, byte[] output, int offset, int capacity)
        {
            return Write(status, HttpMethod.Get, false, DefaultRetryAfterSeconds, output, offset, capacity);
        }

        /// <summary>Writes a refusal.</summary>
        /// <param name="status">400, 403, 404, 405, 406, 408, 426, 431, 503 or 505; another has no text but its number.</param>
        /// <param name="method">The request's method: a response to HEAD has no body (RFC 9110 section 9.3.2).</param>
        /// <param name="webSocketOnly">With 405: only GET is allowed there, not HEAD.</param>
        /// <param name="retryAfterSeconds">With 503: how long to stay away, 0 or more.</param>
        /// <param name="output">Takes the response.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for: at least <see cref="MaxCount"/>.</param>
        /// <returns>Bytes written; 0 when there is less room than that.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
        public static int Write(
            int status,
            HttpMethod method,
            bool webSocketOnly,
            int retryAfterSeconds,
            byte[] output,
            int offset,
            int capacity)
        {
            Ascii.CheckRange(output, offset, capacity);
            if (status < 400 || status > 599)
            {
                throw new ArgumentOutOfRangeException(nameof(status));
            }

            if (retryAfterSeconds < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(retryAfterSeconds));
            }

            if (capacity < MaxCount)
            {
                return 0;
            }

            string reason = HttpStatus.GetReason(status);
            int position = Ascii.Put("HTTP/1.1 ", output, offset);
            position = Ascii.Put(status, output, position);
            output[position++] = (byte)' ';
            position = Ascii.Put(reason, output, position);
            string hint = "\n";
            string connection = "\r\nConnection: ";
            switch (status)
            {
                case HttpStatus.Forbidden:
                    hint = ": origin\n";
                    break;
                case HttpStatus.MethodNotAllowed:
                    position = Ascii.Put("\r\nAllow: GET", output, position);
                    position = Ascii.Put(webSocketOnly ? "" : ", HEAD", output, position);
                    break;
                case HttpStatus.NotAcceptable:
                    hint = ": gzip only\n";
                    break;
                case HttpStatus.UpgradeRequired:
                    // RFC 6455 section 4.4, RFC 9110 section 15.5.22; who sends Upgrade names it in Connection.
                    hint = ": WebSocket 13\n";
                    position = Ascii.Put(HttpStatus.VersionLine, output, position);
                    position = Ascii.Put(HttpStatus.UpgradeLines, output, position);
                    connection = ", ";
                    break;
                case HttpStatus.ServiceUnavailable:
                    position = Ascii.Put("\r\nRetry-After: ", output, position);
                    position = Ascii.Put(retryAfterSeconds, output, position);
                    break;
            }

            position = Ascii.Put(connection, output, position);
            position = Ascii.Put("close\r\nContent-Type: text/plain\r\nContent-Length: ", output, position);
            position = Ascii.Put(reason.Length + hint.Length, output, position);
            position = Ascii.Put("\r\n\r\n", output, position);
            if (method != HttpMethod.Head)
            {
                position = Ascii.Put(reason, output, position);
                position = Ascii.Put(hint, output, position);
            }

            return position - offset;
        }
    }
}
