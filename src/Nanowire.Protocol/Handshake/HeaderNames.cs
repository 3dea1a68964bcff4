using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Tells which header a name is. Names are compared eight bytes at a time, as little-endian numbers, which is the order of
    /// every target. Setting bit 5 makes letters small; it would also make '-' of a carriage return and digits of other
    /// control characters, which is why <see cref="HttpHead"/> refuses all of those in a pass of its own.
    /// </summary>
    internal static class HeaderNames
    {
        /// <summary>Members of <see cref="HttpHeader"/>.</summary>
        public const int Count = 16;

        /// <summary>A well-formed name that nobody asks for.</summary>
        public const int Unknown = -1;

        /// <summary>Not a token.</summary>
        public const int Malformed = -2;

        /// <summary>The header with a name, as a number, or <see cref="Unknown"/> or <see cref="Malformed"/>.</summary>
        /// <param name="buffer">Holds the name and, in front of it, at least eight bytes more (the start line).</param>
        /// <param name="offset">Where the name starts.</param>
        /// <param name="count">Bytes of it, at least 1.</param>
        public static int Classify(byte[] buffer, int offset, int count)
        {
            // The last eight bytes of the name, or all of a shorter one with spaces for what it lacks.
            ulong tail = BitConverter.ToUInt64(buffer, offset + count - 8);
            if (count < 8)
            {
                tail >>= 64 - (count << 3);
            }

            tail |= AsciiBlock.Bit5;
            switch (count)
            {
                case 4:
                    if (tail == 0x2020202074736F68) // "host"
                    {
                        return (int)HttpHeader.Host;
                    }

                    break;
                case 6:
                    if (tail == 0x20206E696769726F) // "origin"
                    {
                        return (int)HttpHeader.Origin;
                    }

                    break;
                case 7:
                    if (tail == 0x2065646172677075) // "upgrade"
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
                    if (tail == 0x6E6F697463656E6E && Start(buffer, offset) == 0x697463656E6E6F63) // "connecti", "nnection"
                    {
                        return (int)HttpHeader.Connection;
                    }

                    break;
                case 11:
                    if (tail == 0x72657466612D7972 && Start(buffer, offset) == 0x66612D7972746572) // "retry-af", "ry-after"
                    {
                        return (int)HttpHeader.RetryAfter;
                    }

                    break;
                case 13:
                    if (tail == 0x686374616D2D656E && Start(buffer, offset) == 0x2D656E6F6E2D6669) // "if-none-", "ne-match"
                    {
                        return (int)HttpHeader.IfNoneMatch;
                    }

                    if (tail == 0x6E6F6974617A6972 && Start(buffer, offset) == 0x7A69726F68747561) // "authoriz", "rization"
                    {
                        return (int)HttpHeader.Authorization;
                    }

                    break;
                case 14:
                    if (tail == 0x6874676E656C2D74 && Start(buffer, offset) == 0x2D746E65746E6F63) // "content-", "t-length"
                    {
                        return (int)HttpHeader.ContentLength;
                    }

                    break;
                case 15:
                    if (tail == 0x676E69646F636E65 && Start(buffer, offset) == 0x652D747065636361) // "accept-e", "encoding"
                    {
                        return (int)HttpHeader.AcceptEncoding;
                    }

                    break;
                case 17:
                    if (tail == 0x79656B2D74656B63 && IsSecWebSocket(buffer, offset)) // "cket-key"
                    {
                        return (int)HttpHeader.SecWebSocketKey;
                    }

                    if (tail == 0x676E69646F636E65 && Start(buffer, offset) == 0x726566736E617274
                        && buffer[offset + 8] == '-') // "transfer", "encoding"
                    {
                        return (int)HttpHeader.TransferEncoding;
                    }

                    break;
                case 20:
                    if (tail == 0x7470656363612D74 && IsSecWebSocket(buffer, offset)) // "t-accept"
                    {
                        return (int)HttpHeader.SecWebSocketAccept;
                    }

                    break;
                case 21:
                    if (tail == 0x6E6F69737265762D && IsSecWebSocket(buffer, offset)) // "-version"
                    {
                        return (int)HttpHeader.SecWebSocketVersion;
                    }

                    break;
                case 22:
                    if (tail == 0x6C6F636F746F7270 && IsSecWebSocket(buffer, offset)) // "protocol"
                    {
                        return (int)HttpHeader.SecWebSocketProtocol;
                    }

                    break;
                case 24:
                    if (tail == 0x736E6F69736E6574 && IsSecWebSocket(buffer, offset)
                        && (buffer[offset + 14] | 0x20) == 'e' && (buffer[offset + 15] | 0x20) == 'x') // "ex", "tensions"
                    {
                        return (int)HttpHeader.SecWebSocketExtensions;
                    }

                    break;
                default:
                    break;
            }

            // Of most names nothing is wanted but that they are tokens, and most are made of letters and hyphens alone.
            if (count < 8)
            {
                tail |= AsciiBlock.Hyphens << (count << 3);
            }

            bool plain = AsciiBlock.AreWordCharacters(tail);
            for (int i = 0; plain && i < count - 8; i += 8)
            {
                plain = AsciiBlock.AreWordCharacters(BitConverter.ToUInt64(buffer, offset + i) | AsciiBlock.Bit5);
            }

            return plain || IsToken(buffer, offset, count) ? Unknown : Malformed;
        }

        /// <summary>Whether a byte range is an HTTP token (RFC 9110 section 5.6.2).</summary>
        public static bool IsToken(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                if (!Ascii.IsTokenByte(buffer[i]))
                {
                    return false;
                }
            }

            return count > 0;
        }

        private static ulong Start(byte[] buffer, int offset)
        {
            return BitConverter.ToUInt64(buffer, offset) | AsciiBlock.Bit5;
        }

        private static bool IsSecWebSocket(byte[] buffer, int offset)
        {
            // "sec-webs", "bsocket-"
            return (BitConverter.ToUInt64(buffer, offset) | AsciiBlock.Bit5) == 0x736265772D636573
                && (BitConverter.ToUInt64(buffer, offset + 6) | AsciiBlock.Bit5) == 0x2D74656B636F7362;
        }
    }
}
