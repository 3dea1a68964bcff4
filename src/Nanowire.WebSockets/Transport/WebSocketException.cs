using System;

namespace Nanowire.WebSockets
{
    /// <summary>A client's connection could not be made, or was lost.</summary>
    public sealed class WebSocketException : Exception
    {
        /// <summary>An error with nothing more to say.</summary>
        public WebSocketException()
        {
        }

        /// <summary>An error in words.</summary>
        public WebSocketException(string message)
            : base(message)
        {
        }

        /// <summary>An error in words, with what caused it.</summary>
        public WebSocketException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        /// <summary>An error in words and numbers.</summary>
        public WebSocketException(string message, WebSocketError error, int httpStatus)
            : base(message)
        {
            Error = error;
            HttpStatus = httpStatus;
        }

        /// <summary>What kind of error it is.</summary>
        public WebSocketError Error { get; }

        /// <summary>The status that the server answered the handshake with; 0 when it did not come to that.</summary>
        public int HttpStatus { get; }
    }
}
