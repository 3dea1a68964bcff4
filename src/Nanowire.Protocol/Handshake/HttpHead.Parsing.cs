using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>The parser proper. Written for few instructions: a browser's head is a quarter of a handshake's cost.</content>
    public sealed partial class HttpHead
    {
        // Headers that must not be repeated. Lists may come in several lines (RFC 9110 section 5.3).
        private const int SingleInRequest = (1 << (int)HttpHeader.Host) | (1 << (int)HttpHeader.Origin)
            | (1 << (int)HttpHeader.SecWebSocketKey) | (1 << (int)HttpHeader.SecWebSocketVersion)
            | (1 << (int)HttpHeader.ContentLength) | (1 << (int)HttpHeader.Authorization);

        private const int SingleInResponse = 1 << (int)HttpHeader.ContentLength;

        private const ulong Ones = 0x0101010101010101;
        private const ulong Bit7 = AsciiBlock.Bit7;
        private const ulong FirstPrintable = 0x2121212121212121;

        // Blocks of eight bytes until a counter of eight bits could run over.
        private const int CountedAtOnce = 255 * 8;

        private int _start;
        private int _end;
        private int _line;
        private int _position;
        private int _lines;
        private bool _hasContent;

        private static void CheckRange(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || offset > buffer.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if (count < 0 || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }

        private void Begin(byte[] buffer, int offset, int count)
        {
            CheckRange(buffer, offset, count);
            _buffer = buffer;
            _start = offset;
            _end = offset + count;
            _lines = 0;
            _authorityCount = 0;
            _hasContent = false;
            Length = 0;
            Method = HttpMethod.Other;
            TargetOffset = 0;
            TargetCount = 0;
            MinorVersion = 0;
            StatusCode = 0;
            Array.Clear(_first, 0, _first.Length);
        }

        private int Conclude(int status)
        {
            // A bare line feed further on counts before anything else, for Scan refuses it as soon as it arrives.
            if (status != 0 && status != HttpStatus.BadRequest && FindEnd(_buffer, _start, _start, _end) < 0)
            {
                status = HttpStatus.BadRequest;
            }

            Refusal = status;
            return status;
        }

        /// <summary>
        /// The position behind the first empty line that ends a head; 0 when there is none yet; -1 for a line feed without its
        /// carriage return.
        /// </summary>
        private int FindEnd(byte[] buffer, int offset, int from, int end)
        {
            int position = from;
            while (position < end)
            {
                int lf = Array.IndexOf(buffer, _lf, position, end - position);
                if (lf < 0)
                {
                    return 0;
                }

                if (lf == offset || buffer[lf - 1] != Ascii.Cr)
                {
                    return -1;
                }

                // An empty line at the very start ends nothing: it is ignored (RFC 9112 section 2.2).
                if (lf - offset >= 3 && buffer[lf - 2] == Ascii.Lf)
                {
                    return lf + 1;
                }

                position = lf + 1;
            }

            return 0;
        }

        /// <summary>Reads lines up to the empty one; sets Length.</summary>
        private int ParseHeaders(int single)
        {
            byte[] buffer = _buffer;
            object boxedLf = _lf;
            object boxedColon = _colon;
            int[] first = _first;
            int[] offsets = _offset;
            int[] counts = _count;
            int max = offsets.Length;
            int end = _end;
            int position = _position;
            int headers = 0;
            int entries = 0;
            while (true)
            {
                int lf = Array.IndexOf(buffer, boxedLf, position, end - position);
                if (lf <= position || buffer[lf - 1] != Ascii.Cr)
                {
                    return HttpStatus.BadRequest;
                }

                if (lf == position + 1)
                {
                    position = lf + 1;
                    break;
                }

                // A folded line (RFC 9112 section 5.2) fails here too: it begins with white space, which is no token.
                int colon = Array.IndexOf(buffer, boxedColon, position, lf - position);
                if (colon <= position)
                {
                    return HttpStatus.BadRequest;
                }

                int header = HeaderNames.Classify(buffer, position, colon - position);
                if (header == HeaderNames.Malformed)
                {
                    return HttpStatus.BadRequest;
                }

                if (headers == max)
                {
                    return HttpStatus.RequestHeaderFieldsTooLarge;
                }

                headers++;
                if (header >= 0)
                {
                    int from = colon + 1;
                    int to = lf - 1;

                    // Spaces and tabs; with anything else up to ' ' in it the head is refused below.
                    while (from < to && buffer[from] <= ' ')
                    {
                        from++;
                    }

                    while (to > from && buffer[to - 1] <= ' ')
                    {
                        to--;
                    }

                    offsets[entries] = from;
                    counts[entries] = to - from;
                    _next[entries] = 0;
                    entries++;
                    if (first[header] == 0)
                    {
                        first[header] = entries;
                    }
                    else if ((single & (1 << header)) != 0)
                    {
                        return HttpStatus.BadRequest;
                    }
                    else
                    {
                        Append(first[header], entries);
                    }
                }

                position = lf + 1;
            }

            Length = position - _start;

            // Each line has its CR LF; any further control character is one too many.
            int controls = 2 * (_lines + headers + 1);
            if (CountPrintable(buffer, _start, position) + controls != Length && HasStrayControl(buffer, _start, position))
            {
                return HttpStatus.BadRequest;
            }

            return first[(int)HttpHeader.ContentLength] == 0 || ParseContentLength() ? 0 : HttpStatus.BadRequest;
        }

        private void Append(int line, int entry)
        {
            while (_next[line - 1] != 0)
            {
                line = _next[line - 1];
            }

            _next[line - 1] = entry;
        }

        /// <summary>
        /// Counts, eight bytes at a time, those from 0x20 to 0x7E and most above 0x7F, never more than there are: a result that
        /// is too small means that it takes a closer look. The range has at least eight bytes.
        /// </summary>
        private static int CountPrintable(byte[] buffer, int from, int end)
        {
            // One more than each byte, less 0x21 with bit 7 set so that nothing is borrowed, leaves bit 7 set just for
            // 0x20 to 0x7E and 0xA0 to 0xFE. (0xFF carries into its neighbor, but is not counted itself.)
            int odd = (end - from) & 7;
            int position = from;
            int stop = end - odd;
            int total = 0;
            while (position < stop)
            {
                int pause = stop - position > CountedAtOnce ? position + CountedAtOnce : stop;
                ulong counters = 0;
                for (; pause - position >= 32; position += 32)
                {
                    counters += ((((BitConverter.ToUInt64(buffer, position) + Ones) | Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 8) + Ones) | Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 16) + Ones) | Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 24) + Ones) | Bit7) - FirstPrintable) >> 7) & Ones;
                }

                for (; position < pause; position += 8)
                {
                    counters += ((((BitConverter.ToUInt64(buffer, position) + Ones) | Bit7) - FirstPrintable) >> 7) & Ones;
                }

                total += Sum(counters);
            }

            if (odd != 0)
            {
                ulong rest = BitConverter.ToUInt64(buffer, end - 8) >> (64 - (odd << 3));
                total += Sum(((((rest + Ones) | Bit7) - FirstPrintable) >> 7) & Ones);
            }

            return total;
        }

        /// <summary>The sum of the eight bytes of a number.</summary>
        private static int Sum(ulong counters)
        {
            ulong pairs = (counters & 0x00FF00FF00FF00FF) + ((counters >> 8) & 0x00FF00FF00FF00FF);
            return (int)((pairs * 0x0001000100010001) >> 48);
        }

        /// <summary>Whether there is a control character but tabs and the pairs that end lines; each LF is known to follow a CR.</summary>
        private static bool HasStrayControl(byte[] buffer, int from, int end)
        {
            for (int i = from; i < end; i++)
            {
                int c = buffer[i];
                if ((c < ' ' && c != Ascii.Tab && c != Ascii.Lf && (c != Ascii.Cr || buffer[i + 1] != Ascii.Lf)) || c == 0x7F)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Digits only; what counts here is whether it is zero.</summary>
        private bool ParseContentLength()
        {
            int line = _first[(int)HttpHeader.ContentLength];
            int position = _offset[line - 1];
            int end = position + _count[line - 1];
            if (position == end)
            {
                return false;
            }

            for (; position < end; position++)
            {
                int digit = _buffer[position] - '0';
                if (digit < 0 || digit > 9)
                {
                    return false;
                }

                _hasContent |= digit != 0;
            }

            return true;
        }
    }
}
