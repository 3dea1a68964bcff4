using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>What a <see cref="SockJSServer"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class SockJSOptions
    {
        /// <summary>Default of <see cref="Prefix"/>.</summary>
        public const string DefaultPrefix = "/sockjs";

        /// <summary>Default of <see cref="HeartbeatMs"/>, as the protocol has it.</summary>
        public const int DefaultHeartbeatMs = 25000;

        /// <summary>Default of <see cref="DisconnectDelayMs"/>, as the protocol has it.</summary>
        public const int DefaultDisconnectDelayMs = 5000;

        /// <summary>Default of <see cref="ResponseLimit"/>, in bytes, as the protocol has it.</summary>
        public const int DefaultResponseLimit = 128 * 1024;

        /// <summary>Default of <see cref="MaxSessions"/>: that of a server's connections.</summary>
        public const int DefaultMaxSessions = WebSocketServerOptions.DefaultMaxConnections;

        /// <summary>Default of <see cref="SessionBufferSize"/>, in bytes.</summary>
        public const int DefaultSessionBufferSize = 2048;

        /// <summary>The least <see cref="SessionBufferSize"/>, in bytes.</summary>
        public const int MinSessionBufferSize = 64;

        /// <summary>
        /// The path that the page gives to sockjs-client, absolute and without a slash at its end; everything below it is SockJS. Printable ASCII,
        /// compared byte by byte.
        /// </summary>
        public string Prefix = DefaultPrefix;

        /// <summary>
        /// Whether /info says that WebSocket works, and requests for it are taken. Where the server's Path is null it takes them all the same, and
        /// they are the application's.
        /// </summary>
        public bool WebSocket = true;

        /// <summary>Whether a load balancer needs the cookie JSESSIONID: /info says so, and answers set it ("dummy", or what the client sent).</summary>
        public bool CookieNeeded;

        /// <summary>A session that nothing was sent to for so many milliseconds gets a heartbeat, 1 to 2^31 - 1; 0 never.</summary>
        public int HeartbeatMs = DefaultHeartbeatMs;

        /// <summary>How long a session without a receiving request lives, in milliseconds, 1 to 2^31 - 1.</summary>
        public int DisconnectDelayMs = DefaultDisconnectDelayMs;

        /// <summary>A streaming answer of so many bytes is ended, so that the browser can drop it; the client goes on with another. 1 to 2^31 - 1.</summary>
        public int ResponseLimit = DefaultResponseLimit;

        /// <summary>The URL of sockjs-client's script for the page in an iframe, absolute or from "/" on; null: there is no such page.</summary>
        public string ClientUrl;

        /// <summary>The most sessions that are no WebSockets, 1 to 1024; one more is refused with 503. Their memory is reserved at construction.</summary>
        public int MaxSessions = DefaultMaxSessions;

        /// <summary>
        /// Bytes, as JSON, that may wait for a session's receiving request, 64 to 2^20; a message too many closes the session with 1008. No
        /// message may be longer either, to any session.
        /// </summary>
        public int SessionBufferSize = DefaultSessionBufferSize;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        public void Validate()
        {
            if (Prefix == null || !Prefix.StartsWith("/") || Prefix.EndsWith("/") || Prefix.IndexOf('?') >= 0)
            {
                throw new ArgumentException("Prefix " + Prefix);
            }

            if (ClientUrl != null && (ClientUrl.IndexOf('"') >= 0 || ClientUrl.IndexOf('<') >= 0 || Ascii.GetBytes(ClientUrl).Length == 0))
            {
                throw new ArgumentException("ClientUrl " + ClientUrl);
            }

            Require(nameof(HeartbeatMs), HeartbeatMs, 0, int.MaxValue);
            Require(nameof(DisconnectDelayMs), DisconnectDelayMs, 1, int.MaxValue);
            Require(nameof(ResponseLimit), ResponseLimit, 1, int.MaxValue);
            Require(nameof(MaxSessions), MaxSessions, 1, 1024);
            Require(nameof(SessionBufferSize), SessionBufferSize, MinSessionBufferSize, 1 << 20);
        }

        internal static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
