namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The HTTP status codes that a WebSocket server and its static content use (RFC 9110 section 15).</summary>
    public static class HttpStatus
    {
        /// <summary>101: the connection speaks WebSocket from here on.</summary>
        public const int SwitchingProtocols = 101;

        /// <summary>200.</summary>
        public const int Ok = 200;

        /// <summary>304: the client's copy is current.</summary>
        public const int NotModified = 304;

        /// <summary>400: the head breaks a rule.</summary>
        public const int BadRequest = 400;

        /// <summary>401: credentials are missing or wrong; the answer says which kind is wanted.</summary>
        public const int Unauthorized = 401;

        /// <summary>403: the origin, or the host asked for, is not allowed.</summary>
        public const int Forbidden = 403;

        /// <summary>404.</summary>
        public const int NotFound = 404;

        /// <summary>405: neither GET nor HEAD; for an upgrade, not GET.</summary>
        public const int MethodNotAllowed = 405;

        /// <summary>406: there is the content, but only in a coding that the client does not take.</summary>
        public const int NotAcceptable = 406;

        /// <summary>408: the head did not arrive in time.</summary>
        public const int RequestTimeout = 408;

        /// <summary>421: the request names a host that this server does not speak for (RFC 9110 section 15.5.20).</summary>
        public const int MisdirectedRequest = 421;

        /// <summary>426: an upgrade to WebSocket version 13 is what is served here.</summary>
        public const int UpgradeRequired = 426;

        /// <summary>429: too much from one client (RFC 6585 section 4).</summary>
        public const int TooManyRequests = 429;

        /// <summary>431: too many headers, or a head larger than the buffer.</summary>
        public const int RequestHeaderFieldsTooLarge = 431;

        /// <summary>500: what decides on the request has failed.</summary>
        public const int InternalServerError = 500;

        /// <summary>503: all connections are taken.</summary>
        public const int ServiceUnavailable = 503;

        /// <summary>505: not HTTP/1.x.</summary>
        public const int HttpVersionNotSupported = 505;

        /// <summary>What comes with 101 and 426 and asks for them. For 426, "close" is to be added.</summary>
        internal const string UpgradeLines = "\r\nUpgrade: websocket\r\nConnection: Upgrade";

        /// <summary>The version that is spoken, and the only one.</summary>
        internal const string VersionLine = "\r\nSec-WebSocket-Version: 13";

        /// <summary>The reason phrase of one of these codes.</summary>
        /// <param name="status">The code.</param>
        /// <returns>A constant text; "Status" for a code that is not among them.</returns>
        public static string GetReason(int status)
        {
            switch (status)
            {
                case SwitchingProtocols:
                    return "Switching Protocols";
                case Ok:
                    return "OK";
                case NotModified:
                    return "Not Modified";
                case BadRequest:
                    return "Bad Request";
                case Unauthorized:
                    return "Unauthorized";
                case Forbidden:
                    return "Forbidden";
                case NotFound:
                    return "Not Found";
                case MethodNotAllowed:
                    return "Method Not Allowed";
                case NotAcceptable:
                    return "Not Acceptable";
                case RequestTimeout:
                    return "Request Timeout";
                case MisdirectedRequest:
                    return "Misdirected Request";
                case UpgradeRequired:
                    return "Upgrade Required";
                case TooManyRequests:
                    return "Too Many Requests";
                case RequestHeaderFieldsTooLarge:
                    return "Request Header Fields Too Large";
                case InternalServerError:
                    return "Internal Server Error";
                case ServiceUnavailable:
                    return "Service Unavailable";
                case HttpVersionNotSupported:
                    return "HTTP Version Not Supported";
                default:
                    return "Status";
            }
        }
    }
}
