using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>
    /// Header lines, RFC 9112 section 5. Bytes are looked at eight at a time, as numbers in little-endian order, which is that of
    /// every target.
    /// </content>
    public sealed partial class HttpHead
    {
        /// <summary>Reads lines up to the empty one; sets Length.</summary>
        private int ParseHeaders(int start, int position, int end, int single)
        {
            // What is used most comes first, since the first four locals take a byte less each time.
            int[] lines = Lines;
            int entry = 3;
            int from;
            int to;
            byte[] buffer = Buffer;
            int[] first = First;
            int room = lines.Length;
            object boxedLf = _lf;
            object boxedColon = _colon;
            while (true)
            {
                int lf = Array.IndexOf(buffer, boxedLf, position, end - position);
                if (lf <= position || buffer[lf - 1] != Ascii.Cr)
                {
                    return HttpStatus.BadRequest;
                }

                to = lf - 1;
                if (to == position)
                {
                    break;
                }

                // A folded line (RFC 9112 section 5.2) fails here too: it begins with white space, which is no token.
                from = Array.IndexOf(buffer, boxedColon, position, to - position);
                int header = from <= position ? Malformed : Classify(buffer, position, from);
                position = lf + 1;
                from++;
                room -= 3;
                if (header != Malformed && room <= 0)
                {
                    return HttpStatus.RequestHeaderFieldsTooLarge;
                }

                if (header == Malformed || !IsText(buffer, from, to))
                {
                    return HttpStatus.BadRequest;
                }

                if (header >= 0)
                {
                    while (from < to && buffer[from] <= ' ')
                    {
                        from++;
                    }

                    while (to > from && buffer[to - 1] <= ' ')
                    {
                        to--;
                    }

                    lines[entry] = from;
                    lines[entry + 1] = to - from;
                    int line = first[header];
                    if (line == 0)
                    {
                        first[header] = entry;
                    }
                    else if ((single & (1 << header)) != 0)
                    {
                        return HttpStatus.BadRequest;
                    }
                    else
                    {
                        while (lines[line + 2] != 0)
                        {
                            line = lines[line + 2];
                        }

                        lines[line + 2] = entry;
                    }

                    entry += 3;
                }
            }

            Length = position + 2 - start;
            HasBody = first[(int)HttpHeader.TransferEncoding] != 0;
            int length = first[(int)HttpHeader.ContentLength];
            if (length != 0)
            {
                length = ReadNumber(lines[length], lines[length + 1]);
                HasBody |= length > 0;
            }

            // RFC 9112 section 3.2: one Host, which HTTP/1.0 may lack. That of an absolute target goes before it.
            int host = first[(int)HttpHeader.Host];
            if (host != 0 && _stop != 0)
            {
                lines[host] = Position;
                lines[host + 1] = _stop - Position;
            }

            return length < 0 || (host == 0 && MinorVersion != 0 && single == SingleInRequest) ? HttpStatus.BadRequest : 0;
        }

        /// <summary>Whether a range, in front of which are eight bytes at least, has no control characters but tabs.</summary>
        private static bool IsText(byte[] buffer, int from, int end)
        {
            // One more than each byte, less 0x21 with bit 7 set so that nothing is borrowed, leaves bit 7 set just for 0x20 to 0x7E
            // and 0xA0 to 0xFE; 0xFF may spoil its neighbor, but fails itself. The last blocks first: what is in front is mostly
            // the header's name. All that fails is looked at again.
            ulong printable = Ascii.Bit7;
            int at = end;
            do
            {
                at -= 8;
                printable &= ((BitConverter.ToUInt64(buffer, at) + 0x0101010101010101) | Ascii.Bit7) - 0x2121212121212121;
            }
            while (at > from);

            if (printable != Ascii.Bit7)
            {
                for (; from < end; from++)
                {
                    int c = buffer[from];
                    if ((c < ' ' && c != Ascii.Tab) || c == 0x7F)
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }
}
