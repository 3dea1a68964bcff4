using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    // What targets name.
    public sealed partial class SockJSServer
    {
        /// <summary>What a path names, and the id of a session where it has one.</summary>
        private SockJSResource Parse(byte[] buffer, int offset, int count, out int id, out int idCount)
        {
            id = 0;
            idCount = 0;
            if (!IsBelow(buffer, offset, count))
            {
                return SockJSResource.None;
            }

            int end = offset + count;
            int at = offset + _prefix.Length;
            if (end - at <= 1)
            {
                return SockJSResource.Greeting;
            }

            // "/name" or "/server/session/name".
            int start = at + 1;
            int segments = 1;
            for (int i = start; i < end; i++)
            {
                if (buffer[i] != '/')
                {
                    continue;
                }

                if (i == start || segments == 3)
                {
                    return SockJSResource.None;
                }

                for (int j = start; j < i; j++)
                {
                    if (buffer[j] == '.')
                    {
                        return SockJSResource.None;
                    }
                }

                id = start;
                idCount = i - start;
                start = i + 1;
                segments++;
            }

            count = end - start;
            return segments == 1 ? ParseName(buffer, start, count)
                : segments == 3 && idCount <= MaxSessionIdSize ? ParseTransport(buffer, start, count)
                : SockJSResource.None;
        }

        private SockJSResource ParseName(byte[] buffer, int offset, int count)
        {
            if (IsText(buffer, offset, count, "info"))
            {
                return SockJSResource.Info;
            }

            if (IsText(buffer, offset, count, "websocket"))
            {
                return SockJSResource.RawWebSocket;
            }

            // "iframe.html", or with a version: "iframe-1.6.1.html".
            return _page != null && count >= 11 && IsText(buffer, offset, 6, "iframe") && IsText(buffer, offset + count - 5, 5, ".html")
                && (count == 11 || buffer[offset + 6] == '-') ? SockJSResource.Iframe : SockJSResource.None;
        }

        private static SockJSResource ParseTransport(byte[] buffer, int offset, int count)
        {
            return IsText(buffer, offset, count, "xhr") ? SockJSResource.Xhr
                : IsText(buffer, offset, count, "xhr_send") ? SockJSResource.XhrSend
                : IsText(buffer, offset, count, "websocket") ? SockJSResource.WebSocket
                : IsText(buffer, offset, count, "eventsource") ? SockJSResource.EventSource
                : IsText(buffer, offset, count, "xhr_streaming") ? SockJSResource.XhrStreaming
                : SockJSResource.None;
        }

        private bool IsBelow(byte[] buffer, int offset, int count)
        {
            int length = _prefix.Length;
            return count >= length && Ascii.AreEqual(buffer, offset, length, _prefix) && (count == length || buffer[offset + length] == '/');
        }

        private static bool IsText(byte[] buffer, int offset, int count, string text)
        {
            if (count != text.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
