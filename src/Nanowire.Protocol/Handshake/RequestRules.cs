using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// What may be put into a handshake by the application. Each check throws before anything is written, so that no text,
    /// wherever it came from, can end a line early or stand in for a header of the handshake.
    /// </summary>
    internal static class RequestRules
    {
        /// <summary>A host name, an IPv4 address, or an IPv6 address in brackets.</summary>
        public static void CheckHost(string host)
        {
            if (host == null)
            {
                throw new ArgumentNullException(nameof(host));
            }

            char[] chars = host.ToCharArray();
            int count = chars.Length;
            bool isAddress = count > 2 && chars[0] == '[' && chars[count - 1] == ']';
            int from = isAddress ? 1 : 0;
            int end = isAddress ? count - 1 : count;
            bool valid = end > from;
            for (int i = from; i < end; i++)
            {
                int c = chars[i];
                bool isDigit = c >= '0' && c <= '9';
                bool isLetter = (uint)((c | 0x20) - 'a') <= (isAddress ? 5u : 25u);
                valid &= isDigit || isLetter || c == '.' || (isAddress ? c == ':' : c == '-' || c == '_');
            }

            if (!valid)
            {
                throw new ArgumentException("not a host name or address", nameof(host));
            }
        }

        /// <summary>A path with or without a query, free of what has to be percent-encoded, and of a fragment.</summary>
        public static void CheckTarget(string target)
        {
            if (target == null)
            {
                throw new ArgumentNullException(nameof(target));
            }

            char[] chars = target.ToCharArray();
            bool valid = chars.Length > 0 && chars[0] == '/';
            for (int i = 0; i < chars.Length; i++)
            {
                valid &= chars[i] > ' ' && chars[i] < 0x7F && chars[i] != '#';
            }

            if (!valid)
            {
                throw new ArgumentException("not a path that begins with a slash", nameof(target));
            }
        }

        /// <summary>A token, and no header that the handshake sets itself.</summary>
        public static void CheckHeaderName(string name)
        {
            if (!Ascii.IsToken(name))
            {
                throw new ArgumentException("a header name is not a token");
            }

            string lower = name.ToLower();
            switch (lower)
            {
                case "connection":
                case "content-length":
                case "host":
                case "origin":
                case "transfer-encoding":
                case "upgrade":
                    throw new ArgumentException("a header belongs to the handshake");
                default:
                    if (lower.StartsWith("sec-websocket-"))
                    {
                        throw new ArgumentException("a header belongs to the handshake");
                    }

                    break;
            }
        }

        /// <summary>Printable ASCII; spaces inside, not around it.</summary>
        public static void CheckValue(string value, string parameter)
        {
            if (value == null)
            {
                throw new ArgumentException("a header without a value", parameter);
            }

            char[] chars = value.ToCharArray();
            int count = chars.Length;
            bool valid = count == 0 || (chars[0] != ' ' && chars[count - 1] != ' ');
            for (int i = 0; i < count; i++)
            {
                valid &= chars[i] >= ' ' && chars[i] < 0x7F;
            }

            if (!valid)
            {
                throw new ArgumentException("a header value is not printable ASCII", parameter);
            }
        }

        /// <summary>A token, and different from those before it (RFC 6455 section 4.1, item 10).</summary>
        public static void CheckSubProtocol(string[] subProtocols, int index)
        {
            string subProtocol = subProtocols[index];
            if (!Ascii.IsToken(subProtocol))
            {
                throw new ArgumentException("a subprotocol is not a token", nameof(subProtocols));
            }

            for (int i = 0; i < index; i++)
            {
                if (subProtocols[i] == subProtocol)
                {
                    throw new ArgumentException("a subprotocol appears twice", nameof(subProtocols));
                }
            }
        }
    }
}
