namespace Nanowire.WebSockets
{
    /// <summary>Where a redirect leads (RFC 9110 section 15.4). The device has no Uri class that resolves references.</summary>
    internal static class Redirect
    {
        /// <summary>Whether a server's refusal says to connect elsewhere. A proxy's, such as a hotel's login page, never does.</summary>
        internal static bool IsOne(WebSocketException e)
        {
            int status = e.HttpStatus;
            return e.Location != null
                && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
        }

        /// <summary>
        /// The URI that a Location means (RFC 3986 section 5.2), http taken for ws and https for wss. Whether it is one that a client can
        /// connect to is for <see cref="WebSocketUri"/> to say.
        /// </summary>
        internal static string Resolve(WebSocketUri from, string location)
        {
            // A fragment is not for the server (RFC 6455 section 3), and a client has no page to find it on.
            int end = location.IndexOf('#');
            if (end >= 0)
            {
                location = location.Substring(0, end);
            }

            string lower = location.ToLower();
            if (lower.StartsWith("http://") || lower.StartsWith("https://"))
            {
                return "ws" + location.Substring(4);
            }

            string scheme = from.IsSecure ? "wss:" : "ws:";
            if (lower.StartsWith("//"))
            {
                return scheme + location;
            }

            int colon = location.IndexOf(':');
            int slash = location.IndexOfAny(new[] { '/', '?' });
            if (colon > 0 && (slash < 0 || colon < slash))
            {
                return location;
            }

            string path = from.Target;
            int query = path.IndexOf('?');
            if (query >= 0 && location.Length != 0)
            {
                path = path.Substring(0, query);
            }

            if (lower.StartsWith("/"))
            {
                path = location;
            }
            else if (location.Length != 0)
            {
                path = slash == 0 ? path + location : path.Substring(0, path.LastIndexOf('/') + 1) + location;
            }

            return scheme + "//" + from.Authority + WithoutDots(path);
        }

        /// <summary>A path and query without its "." and ".." segments (RFC 3986 section 5.2.4).</summary>
        private static string WithoutDots(string target)
        {
            int end = target.IndexOf('?');
            string[] segments = (end < 0 ? target : target.Substring(0, end)).Split('/');
            int count = 0;
            for (int i = 1; i < segments.Length; i++)
            {
                string segment = segments[i];
                bool isUp = segment == "..";
                if (isUp && count > 0)
                {
                    count--;
                }

                if (!isUp && segment != ".")
                {
                    segments[count++] = segment;
                }
                else if (i == segments.Length - 1)
                {
                    // What is left is a folder.
                    segments[count++] = string.Empty;
                }
            }

            string path = string.Empty;
            for (int i = 0; i < count; i++)
            {
                path += "/" + segments[i];
            }

            return end < 0 ? path : path + target.Substring(end);
        }
    }
}
