using System;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>
    /// Writes a text as a JSON string (RFC 8259 section 7). Escaped are also the characters that browsers garble in an XMLHttpRequest's answer, and '%',
    /// which sockjs-client decodes in an EventSource.
    /// </summary>
    internal static class JsonString
    {
        /// <summary>Writes the string with its quotes.</summary>
        /// <param name="buffer">Holds the text, UTF-8.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="output">Takes the string.</param>
        /// <param name="at">Where it goes.</param>
        /// <param name="limit">Where the room for it ends.</param>
        /// <returns>Where it ends; below 0 when there is too little room.</returns>
        internal static int Write(byte[] buffer, int offset, int count, byte[] output, int at, int limit)
        {
            if (limit - at < count + 2)
            {
                return -1;
            }

            output[at++] = (byte)'"';
            int end = offset + count;
            int from = offset;
            while (true)
            {
                int code = -1;
                int i = from;
                for (; i < end; i++)
                {
                    int b = buffer[i];
                    if (b < 0x20 || b == '"' || b == '\\' || b == '%')
                    {
                        code = b;
                        break;
                    }

                    if ((b == 0xE2 || b == 0xEF) && i + 2 < end)
                    {
                        code = ((b & 15) << 12) | ((buffer[i + 1] & 0x3F) << 6) | (buffer[i + 2] & 0x3F);
                        if ((code >= 0x200C && code <= 0x200F) || (code >= 0x2028 && code <= 0x202F) || (code >= 0x2060 && code <= 0x206F) || code >= 0xFFF0)
                        {
                            break;
                        }

                        code = -1;
                    }
                }

                // With the closing quote.
                int plain = i - from;
                bool isShort = code == '"' || code == '\\';
                if (limit - at < plain + (code < 0 ? 1 : isShort ? 3 : 7))
                {
                    return -1;
                }

                Array.Copy(buffer, from, output, at, plain);
                at += plain;
                if (code < 0)
                {
                    output[at++] = (byte)'"';
                    return at;
                }

                from = i + (code < 0x80 ? 1 : 3);
                output[at++] = (byte)'\\';
                if (isShort)
                {
                    output[at++] = (byte)code;
                    continue;
                }

                output[at++] = (byte)'u';
                for (int shift = 12; shift >= 0; shift -= 4)
                {
                    int digit = (code >> shift) & 15;
                    output[at++] = (byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
                }
            }
        }
    }
}
