using System;

namespace Nanowire.WebSockets
{
    /// <summary>A ws or wss URI taken apart (RFC 6455 section 3). The device has no Uri class that knows these schemes.</summary>
    public sealed class WebSocketUri
    {
        private const string Scheme = "ws://";
        private const string SecureScheme = "wss://";

        /// <summary>Takes a URI apart.</summary>
        /// <param name="uri">Such as "ws://device.local:8080/ws?x=1".</param>
        /// <exception cref="ArgumentNullException"><paramref name="uri"/> is null.</exception>
        /// <exception cref="ArgumentException">It is not a ws or wss URI; the message says why.</exception>
        public WebSocketUri(string uri)
        {
            if (uri == null)
            {
                throw new ArgumentNullException(nameof(uri));
            }

            string lower = uri.ToLower();
            IsSecure = lower.StartsWith(SecureScheme);
            if (!IsSecure && !lower.StartsWith(Scheme))
            {
                throw new ArgumentException("a WebSocket URI starts with ws:// or wss://", nameof(uri));
            }

            if (uri.IndexOf('#') >= 0)
            {
                throw new ArgumentException("a WebSocket URI has no fragment", nameof(uri));
            }

            string rest = uri.Substring(IsSecure ? SecureScheme.Length : Scheme.Length);
            int end = rest.IndexOf('/');
            int query = rest.IndexOf('?');
            if (end < 0 || (query >= 0 && query < end))
            {
                end = query;
            }

            string authority = end < 0 ? rest : rest.Substring(0, end);
            string target = end < 0 ? string.Empty : rest.Substring(end);
            Target = target.Length == 0 || target[0] != '/' ? "/" + target : target;
            if (authority.IndexOf('@') >= 0)
            {
                throw new ArgumentException("credentials do not belong into a WebSocket URI; use a header", nameof(uri));
            }

            int colon = authority.LastIndexOf(':');
            Host = colon < 0 ? authority : authority.Substring(0, colon);
            Port = colon < 0 ? DefaultPort : ParsePort(authority.Substring(colon + 1));
            if (Host.Length == 0 || Host.IndexOf(':') >= 0)
            {
                throw new ArgumentException("a WebSocket URI needs a host name or an IPv4 address", nameof(uri));
            }
        }

        /// <summary>Whether the scheme is wss.</summary>
        public bool IsSecure { get; }

        /// <summary>The host name or IPv4 address.</summary>
        public string Host { get; }

        /// <summary>The port, 80 or 443 where the URI has none.</summary>
        public int Port { get; }

        /// <summary>The path with its query; "/" where the URI has none.</summary>
        public string Target { get; }

        /// <summary>What a Host header says: the port only when it is not the scheme's own.</summary>
        public string Authority => Port == DefaultPort ? Host : Host + ":" + Port.ToString();

        private int DefaultPort => IsSecure ? 443 : 80;

        private static int ParsePort(string text)
        {
            int port = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9 || i == 5)
                {
                    port = 0;
                    break;
                }

                port = (port * 10) + digit;
            }

            if (port < 1 || port > 65535)
            {
                throw new ArgumentException("the port of a WebSocket URI is 1 to 65535");
            }

            return port;
        }
    }
}
