using System;

namespace Nanowire.WebSockets
{
    /// <summary>A client's connection could not be made, or was lost.</summary>
    public sealed class WebSocketException : Exception
    {
        /// <summary>What kind of error it is.</summary>
        public readonly WebSocketError Error;

        /// <summary>The status that the server, or with ProxyRefused the proxy, answered with; 0 when it did not come to that.</summary>
        public readonly int HttpStatus;

        /// <summary>With Refused: the Location header, as the server wrote it; null for none.</summary>
        public readonly string Location;

        /// <summary>With Refused: the Retry-After header, seconds or a date, as the server wrote it; null for none.</summary>
        public readonly string RetryAfter;

        /// <summary>An error in words and numbers.</summary>
        public WebSocketException(string message, WebSocketError error, int httpStatus)
            : base(message)
        {
            Error = error;
            HttpStatus = httpStatus;
        }

        /// <summary>A refusal by HTTP with the headers that say what may be done about it.</summary>
        public WebSocketException(string message, int httpStatus, string location, string retryAfter)
            : this(message, WebSocketError.Refused, httpStatus)
        {
            Location = location;
            RetryAfter = retryAfter;
        }

        /// <summary>A deadline passed.</summary>
        internal static WebSocketException Late(string what, int limitMs)
        {
            return new WebSocketException(what + " took more than " + limitMs.ToString() + " ms", WebSocketError.Timeout, 0);
        }
    }
}
