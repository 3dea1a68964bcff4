using System;

namespace Nanowire.WebSockets
{
    /// <summary>A client's connection could not be made, or was lost.</summary>
    public sealed class WebSocketException : Exception
    {
        /// <summary>What kind of error it is.</summary>
        public readonly WebSocketError Error;

        /// <summary>The status that the server answered the handshake with; 0 when it did not come to that.</summary>
        public readonly int HttpStatus;

        /// <summary>An error in words and numbers.</summary>
        public WebSocketException(string message, WebSocketError error, int httpStatus)
            : base(message)
        {
            Error = error;
            HttpStatus = httpStatus;
        }

        /// <summary>A deadline passed.</summary>
        internal static WebSocketException Late(string what, int limitMs)
        {
            return new WebSocketException(what + " took more than " + limitMs.ToString() + " ms", WebSocketError.Timeout, 0);
        }
    }
}
