using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>The names of headers: which of them it is, and whether it is a name at all (RFC 9110 section 5.1).</content>
    public sealed partial class HttpHead
    {
        private const int Unknown = -1;
        private const int Malformed = -2;
        private const ulong Hyphens = 0x2D2D2D2D2D2D2D2D;

        /// <summary>Whether a name, which is a token, is of a header that a handshake writes itself.</summary>
        internal static bool IsReserved(string name)
        {
            const int Reserved = (1 << (int)HttpHeader.Host) | (1 << (int)HttpHeader.Upgrade) | (1 << (int)HttpHeader.Connection)
                | (1 << (int)HttpHeader.Origin) | (1 << (int)HttpHeader.ContentLength) | (1 << (int)HttpHeader.TransferEncoding);

            const string Prefix = "sec-websocket-";
            byte[] bytes = Ascii.GetBytes(Prefix + name);
            int header = Classify(bytes, Prefix.Length, bytes.Length);
            string lower = name.ToLower();
            return (header >= 0 && ((Reserved >> header) & 1) != 0) || lower.StartsWith(Prefix);
        }

        /// <summary>The header with a name, as a number, or Unknown or Malformed.</summary>
        /// <param name="buffer">Holds the name and, in front of it, at least eight bytes more (the start line).</param>
        /// <param name="offset">Where the name starts.</param>
        /// <param name="end">Where it ends, at least one byte further on.</param>
        private static int Classify(byte[] buffer, int offset, int end)
        {
            // The last eight bytes of the name, or all of a shorter one with zeros behind it; the first eight.
            int count = end - offset;
            ulong tail = BitConverter.ToUInt64(buffer, end - 8);
            ulong head = 0;
            tail |= (tail >> 1) & Ascii.Bit5;
            if (count < 8)
            {
                tail >>= 64 - (count << 3);
            }
            else
            {
                head = BitConverter.ToUInt64(buffer, offset);
                head |= (head >> 1) & Ascii.Bit5;
            }

            switch (count)
            {
                case 4:
                    if (tail == 0x0000000074736F68) // "host"
                    {
                        return (int)HttpHeader.Host;
                    }

                    break;
                case 6:
                    if (tail == 0x00006E696769726F) // "origin"
                    {
                        return (int)HttpHeader.Origin;
                    }

                    break;
                case 7:
                    if (tail == 0x0065646172677075) // "upgrade"
                    {
                        return (int)HttpHeader.Upgrade;
                    }

                    break;
                case 8:
                    if (tail == 0x6E6F697461636F6C) // "location"
                    {
                        return (int)HttpHeader.Location;
                    }

                    break;
                case 10:
                    if (tail == 0x6E6F697463656E6E && head == 0x697463656E6E6F63) // "nnection", "connecti"
                    {
                        return (int)HttpHeader.Connection;
                    }

                    break;
                case 11:
                    if (tail == 0x72657466612D7972 && head == 0x66612D7972746572) // "ry-after", "retry-af"
                    {
                        return (int)HttpHeader.RetryAfter;
                    }

                    break;
                case 13:
                    if (tail == 0x686374616D2D656E && head == 0x2D656E6F6E2D6669) // "ne-match", "if-none-"
                    {
                        return (int)HttpHeader.IfNoneMatch;
                    }

                    if (tail == 0x6E6F6974617A6972 && head == 0x7A69726F68747561) // "rization", "authoriz"
                    {
                        return (int)HttpHeader.Authorization;
                    }

                    break;
                case 14:
                    if (tail == 0x6874676E656C2D74 && head == 0x2D746E65746E6F63) // "t-length", "content-"
                    {
                        return (int)HttpHeader.ContentLength;
                    }

                    break;
                case 15:
                    if (tail == 0x676E69646F636E65 && head == 0x652D747065636361) // "encoding", "accept-e"
                    {
                        return (int)HttpHeader.AcceptEncoding;
                    }

                    break;
                case 17:
                    if (tail == 0x79656B2D74656B63 && IsSecWebSocket(head, buffer, offset)) // "cket-key"
                    {
                        return (int)HttpHeader.SecWebSocketKey;
                    }

                    if (tail == 0x676E69646F636E65 && head == 0x726566736E617274 && buffer[offset + 8] == '-') // "encoding", "transfer"
                    {
                        return (int)HttpHeader.TransferEncoding;
                    }

                    break;
                case 20:
                    if (tail == 0x7470656363612D74 && IsSecWebSocket(head, buffer, offset)) // "t-accept"
                    {
                        return (int)HttpHeader.SecWebSocketAccept;
                    }

                    break;
                case 21:
                    if (tail == 0x6E6F69737265762D && IsSecWebSocket(head, buffer, offset)) // "-version"
                    {
                        return (int)HttpHeader.SecWebSocketVersion;
                    }

                    break;
                case 22:
                    if (tail == 0x6C6F636F746F7270 && IsSecWebSocket(head, buffer, offset)) // "protocol"
                    {
                        return (int)HttpHeader.SecWebSocketProtocol;
                    }

                    break;
                case 24:
                    if (tail == 0x736E6F69736E6574 && IsSecWebSocket(head, buffer, offset) && LowerBlock(buffer, offset + 12) == 0x736E657478652D74) // "t-extens", "tensions"
                    {
                        return (int)HttpHeader.SecWebSocketExtensions;
                    }

                    break;
                default:
                    break;
            }

            // Of most names nothing is wanted but that they are tokens, and most are made of letters and hyphens alone. Bit 7 of
            // (c + (0x80 - first)) is set from the first character of a range on, bit 7 of (c + (0x7F - last)) behind its last one;
            // ((c ^ x) + 0x7F) has it clear for x alone. A character with bit 7 set would carry into the next, but fails itself.
            ulong block = count < 8 ? tail | (Hyphens << (count << 3)) : tail;
            for (int i = offset;; i += 8)
            {
                ulong letters = (block + 0x1F1F1F1F1F1F1F1F) & ~(block + 0x0505050505050505);
                if (((letters | ~((block ^ Hyphens) + 0x7F7F7F7F7F7F7F7F)) & ~block & Ascii.Bit7) != Ascii.Bit7)
                {
                    break;
                }

                if (i >= end - 8)
                {
                    return Unknown;
                }

                block = LowerBlock(buffer, i);
            }

            for (int i = offset; i < end; i++)
            {
                if (!Ascii.IsTokenByte(buffer[i]))
                {
                    return Malformed;
                }
            }

            return Unknown;
        }

        /// <summary>Whether a name of 14 characters at least begins with "sec-websocket-".</summary>
        private static bool IsSecWebSocket(ulong head, byte[] buffer, int offset)
        {
            return head == 0x736265772D636573 && LowerBlock(buffer, offset + 6) == 0x2D74656B636F7362; // "sec-webs", "bsocket-"
        }

        /// <summary>Eight characters with the letters among them made small: what has bit 6 set gets bit 5.</summary>
        private static ulong LowerBlock(byte[] buffer, int position)
        {
            ulong block = BitConverter.ToUInt64(buffer, position);
            return block | ((block >> 1) & Ascii.Bit5);
        }
    }
}
