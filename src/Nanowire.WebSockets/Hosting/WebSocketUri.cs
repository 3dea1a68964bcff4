using System;

namespace Nanowire.WebSockets
{
    /// <summary>A ws or wss URI taken apart (RFC 6455 section 3). The device has no Uri class that knows these schemes.</summary>
    public sealed class WebSocketUri
    {
        /// <summary>Whether the scheme is wss.</summary>
        public readonly bool IsSecure;

        /// <summary>The host name or IPv4 address.</summary>
        public readonly string Host;

        /// <summary>The port, 80 or 443 where the URI has none.</summary>
        public readonly int Port;

        /// <summary>The path with its query; "/" where the URI has none.</summary>
        public readonly string Target = "/";

        /// <summary>Takes a URI apart.</summary>
        /// <param name="uri">Such as "ws://device.local:8080/ws?x=1".</param>
        /// <exception cref="ArgumentNullException"><paramref name="uri"/> is null.</exception>
        /// <exception cref="ArgumentException">It is not a ws or wss URI, or has credentials, a fragment or an IPv6 address.</exception>
        public WebSocketUri(string uri)
        {
            ArgumentNullException.ThrowIfNull(uri, nameof(uri));
            string lower = uri.ToLower();
            IsSecure = lower.StartsWith("wss://");
            int start = IsSecure ? 6 : lower.StartsWith("ws://") ? 5 : 0;
            string authority = uri.Substring(start);
            int end = authority.IndexOfAny(new[] { '/', '?' });
            if (end >= 0)
            {
                string target = authority.Substring(end);
                Target = target[0] == '/' ? target : Target + target;
                authority = authority.Substring(0, end);
            }

            Host = authority;
            Port = IsSecure ? 443 : 80;
            int colon = authority.IndexOf(':');
            if (colon >= 0)
            {
                Host = authority.Substring(0, colon);
                Port = ParsePort(authority.Substring(colon + 1));
            }

            if (start == 0 || Host.Length == 0 || Port == 0 || authority.IndexOf('@') >= 0 || uri.IndexOf('#') >= 0)
            {
                throw new ArgumentException("not ws[s]://host[:port][/path][?query]", nameof(uri));
            }
        }

        /// <summary>What a Host header says: the port only when it is not the scheme's own.</summary>
        public string Authority => Port == (IsSecure ? 443 : 80) ? Host : Host + ":" + Port.ToString();

        /// <summary>A port of 1 to 65535; 0 for anything else.</summary>
        private static int ParsePort(string text)
        {
            int port = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] - '0';
                port = (port * 10) + digit;
                if (digit < 0 || digit > 9 || port > 65535)
                {
                    return 0;
                }
            }

            return port;
        }
    }
}
