using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The setting "trustedOrigins", origins with a space between them, such as "http://kitchen.local http://192.168.1.20": pages from
    /// there may connect too. And who came so: everybody is let in here, but is known to come from elsewhere by having a User.
    /// </summary>
    internal static class TrustedOrigins
    {
        private const string Wrong = "trustedOrigins: such as http://kitchen.local, without a path, with a space between them";

        private const string Elsewhere = "elsewhere";

        /// <summary>Whether a connection is that of a page that another server served.</summary>
        internal static bool IsFromElsewhere(WebSocket socket)
        {
            return socket is ServerWebSocket server && server.User != null;
        }

        /// <summary>Whether the value of the setting is a list of origins.</summary>
        /// <returns>Null, or what it must be.</returns>
        internal static string Check(string value)
        {
            if (value.Length == 0)
            {
                return null;
            }

            string[] origins = value.Split(' ');
            for (int i = 0; i < origins.Length; i++)
            {
                if (!IsOrigin(origins[i]))
                {
                    return Wrong;
                }
            }

            return null;
        }

        /// <summary>The origins as the server takes them; null for none.</summary>
        internal static string[] Parse(string value)
        {
            return value.Length == 0 || Check(value) != null ? null : value.Split(' ');
        }

        /// <summary>Gives the sender of a request for a WebSocket a User when it comes from elsewhere.</summary>
        internal static void Mark(ConnectionRequest request)
        {
            int origin;
            int count;
            HttpHead head = request.Head;
            if (head.TryGet(HttpHeader.Origin, out origin, out count))
            {
                // What is not the very host that was asked for counts as elsewhere: that costs a sign-in, no more.
                int host = origin + count - request.HostCount;
                bool isSame = host > origin && head.Buffer[host - 1] == '/';
                for (int i = 0; i < request.HostCount && isSame; i++)
                {
                    isSame = Small(head.Buffer[host + i]) == Small(head.Buffer[request.HostOffset + i]);
                }

                request.User = isSame ? null : Elsewhere;
            }
        }

        private static int Small(int c)
        {
            return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
        }

        /// <summary>A scheme of pages and a host; never "*", which would be everybody.</summary>
        private static bool IsOrigin(string text)
        {
            int from = text.StartsWith("http://") ? 7 : text.StartsWith("https://") ? 8 : text.Length;
            char[] chars = text.ToCharArray();
            for (int i = from; i < chars.Length; i++)
            {
                int c = chars[i];
                int lower = c | 0x20;
                bool isHost = (lower >= 'a' && lower <= 'z' && c <= 'z') || (c >= '0' && c <= ':') || c == '-' || c == '.' || c == '[' || c == ']';
                if (!isHost)
                {
                    return false;
                }
            }

            return from < chars.Length;
        }
    }
}
