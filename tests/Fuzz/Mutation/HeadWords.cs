namespace Nanowire.Fuzz
{
    /// <summary>Heads to begin with, and the lines and words of which others are made.</summary>
    internal static class HeadWords
    {
        /// <summary>The key of RFC 6455 section 1.3, and its answer.</summary>
        public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        /// <summary>The answer to <see cref="Key"/>.</summary>
        public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        private static readonly string[] _lines =
        [
            "Host: a", "Host: example.com:8080", "Origin: http://a", "Origin: null", "Connection: Upgrade", "Connection: keep-alive, Upgrade",
            "Connection: close", "Upgrade: websocket", "Upgrade: h2c, WebSocket", "Sec-WebSocket-Key: " + Key, "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 256", "Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Protocol: chat",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", "Sec-WebSocket-Extensions: a; b=\"c\\d\" , e;f=g",
            "Sec-WebSocket-Accept: " + Accept, "Accept-Encoding: gzip, deflate, br", "Accept-Encoding: x-gzip;q=0.5, *;q=0", "Accept-Encoding: *",
            "If-None-Match: W/\"1f\", \"x\"", "If-None-Match: *", "Content-Length: 0", "Content-Length: 12", "Transfer-Encoding: chunked",
            "Retry-After: 5", "Location: /", "Authorization: Bearer x", "User-Agent: Mozilla/5.0 (X11; Linux x86_64)", "Cache-Control: no-cache",
            "X: \t y \t", "", " folded",
        ];

        private static readonly string[] _words =
        [
            "\r\n", "\r\n\r\n", "\n", "\r", "\0", ": ", ":", ", ", ";q=0", ";q=0.001", ";q=1.000", "\t", " ", "GET ", "HEAD ", "POST ", " HTTP/1.1\r\n",
            " HTTP/1.0\r\n", " HTTP/2.0\r\n", "http://a/", "https://a:1", "HTTP://b?c", "*", "/", "HTTP/1.1 101 ", "HTTP/1.1 200 OK\r\n", "upgrade", "websocket",
            "Sec-WebSocket-", "Content-Length", "\u007f", "\u00ff", "\u00a0", "aaaaaaaaaaaaaaaa", "permessage-deflate", "gzip", "W/", "\"", "\\", "=", "13",
        ];

        /// <summary>For requests.</summary>
        public static LineMutator ForRequests { get; } = new LineMutator(_lines, _words);

        /// <summary>For responses.</summary>
        public static LineMutator ForResponses { get; } = new LineMutator([.. _lines, "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 100"], _words);

        /// <summary>Requests to begin with.</summary>
        public static string[] Requests { get; } =
        [
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD http://a:80/x?y HTTP/1.0\r\n\r\n",
            "\r\nPOST * HTTP/1.1\r\nhost:\r\nContent-Length: 3\r\n\r\nabc",
            "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + Key
                + "\r\nSec-WebSocket-Version: 13\r\n\r\n",
            "GET /ws HTTP/1.1\r\nHost: a:8080\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nOrigin: http://a\r\nSec-WebSocket-Version: 13\r\n"
                + "Accept-Encoding: gzip, deflate\r\nSec-WebSocket-Key: " + Key
                + "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: superchat, chat\r\n\r\n",
        ];

        /// <summary>Responses to begin with.</summary>
        public static string[] Responses { get; } =
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 503\r\nRetry-After: 120\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + Accept
                + "\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
        ];
    }
}
