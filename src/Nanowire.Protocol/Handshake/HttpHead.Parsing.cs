using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>The parser proper. Written for few instructions: a browser's head is a quarter of a handshake's cost.</content>
    public sealed partial class HttpHead
    {
        private const ulong Http11 = 0x312E312F50545448; // "HTTP/1.1"
        private const int VersionCount = 8;
        private const int ShortestRequestLine = 12; // "A / HTTP/1.1"
        private const int ShortestStatusLine = 12; // "HTTP/1.1 101"

        // Headers that must not be repeated. Lists may come in several lines (RFC 9110 section 5.3).
        private const int SingleInRequest = (1 << (int)HttpHeader.Host) | (1 << (int)HttpHeader.Origin)
            | (1 << (int)HttpHeader.SecWebSocketKey) | (1 << (int)HttpHeader.SecWebSocketVersion)
            | (1 << (int)HttpHeader.ContentLength) | (1 << (int)HttpHeader.Authorization);

        private const int SingleInResponse = 1 << (int)HttpHeader.ContentLength;

        private const ulong Ones = 0x0101010101010101;
        private const ulong FirstPrintable = 0x2121212121212121;

        // Blocks of eight bytes until a counter of eight bits could run over.
        private const int CountedAtOnce = 255 * 8;

        private int _start;
        private int _end;
        private int _line;
        private int _position;
        private int _lines;
        private int _authorityOffset;
        private int _authorityCount;
        private bool _hasContent;

        private void Begin(byte[] buffer, int offset, int count)
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
        /// carriage return, or an empty line where a start line is due.
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

                // One empty line in front of the start line is ignored (RFC 9112 section 2.2), not two.
                if (lf - offset >= 3 && buffer[lf - 2] == Ascii.Lf)
                {
                    return lf - offset == 3 ? -1 : lf + 1;
                }

                position = lf + 1;
            }

            return 0;
        }

        /// <summary>Finds the start line, from _line to the carriage return whose position is returned; -1 when there is none.</summary>
        private int FindStartLine()
        {
            byte[] buffer = _buffer;
            int line = _start;
            if (_end - line >= 2 && buffer[line] == Ascii.Cr && buffer[line + 1] == Ascii.Lf)
            {
                line += 2;
                _lines++;
            }

            int lf = Array.IndexOf(buffer, _lf, line, _end - line);
            if (lf <= line || buffer[lf - 1] != Ascii.Cr)
            {
                return -1;
            }

            _line = line;
            _position = lf + 1;
            _lines++;
            return lf - 1;
        }

        private int ParseRequestLine()
        {
            byte[] buffer = _buffer;
            int end = FindStartLine();
            int start = _line;
            if (end < 0 || end - start < ShortestRequestLine || buffer[end - VersionCount - 1] != ' ')
            {
                return HttpStatus.BadRequest;
            }

            int targetEnd = end - VersionCount - 1;
            int space = Array.IndexOf(buffer, _space, start, targetEnd - start);
            if (space < 0)
            {
                return HttpStatus.BadRequest;
            }

            int methodCount = space - start;
            if (methodCount == 3 && buffer[start] == 'G' && buffer[start + 1] == 'E' && buffer[start + 2] == 'T')
            {
                Method = HttpMethod.Get;
            }
            else if (methodCount == 4 && buffer[start] == 'H' && buffer[start + 1] == 'E' && buffer[start + 2] == 'A'
                && buffer[start + 3] == 'D')
            {
                Method = HttpMethod.Head;
            }
            else if (!HeaderNames.IsToken(buffer, start, methodCount))
            {
                return HttpStatus.BadRequest;
            }

            int target = space + 1;
            for (int i = target; i < targetEnd; i++)
            {
                int c = buffer[i];
                if (c <= ' ' || c >= 0x7F || c == '#')
                {
                    return HttpStatus.BadRequest;
                }
            }

            if (target == targetEnd)
            {
                return HttpStatus.BadRequest;
            }

            // The forms that other methods may use (RFC 9112 section 3.2) are not looked into: they are refused anyway.
            if (buffer[target] == '/' || Method == HttpMethod.Other)
            {
                TargetOffset = target;
                TargetCount = targetEnd - target;
            }
            else if (!ParseAbsoluteTarget(target, targetEnd))
            {
                return HttpStatus.BadRequest;
            }

            return ParseVersion(end - VersionCount);
        }

        /// <summary>Takes "http://host:port/path?query" apart, RFC 9112 section 3.2.2.</summary>
        private bool ParseAbsoluteTarget(int target, int end)
        {
            // There are eight bytes to read: the version follows the target. Letters are made small.
            byte[] buffer = _buffer;
            ulong scheme = BitConverter.ToUInt64(buffer, target) | AsciiBlock.Bit5;
            int authority;
            if ((scheme & 0x00FFFFFFFFFFFFFF) == 0x002F2F3A70747468)
            {
                authority = target + 7; // "http://"
            }
            else if (scheme == 0x2F2F3A7370747468)
            {
                authority = target + 8; // "https://"
            }
            else
            {
                return false;
            }

            int path = authority;
            while (path < end && buffer[path] != '/')
            {
                // A name and password have no business here, nor has a query without a path.
                if (buffer[path] == '@' || buffer[path] == '?')
                {
                    return false;
                }

                path++;
            }

            if (path <= authority)
            {
                return false;
            }

            _authorityOffset = authority;
            _authorityCount = path - authority;

            // Without a path "/" is meant; the last slash in front of the host is one to point at.
            TargetOffset = path < end ? path : authority - 1;
            TargetCount = path < end ? end - path : 1;
            return true;
        }

        /// <summary>The host of an absolute target goes before the header, RFC 9112 section 3.2.2.</summary>
        private void TakeHostFromTarget()
        {
            int line = _first[(int)HttpHeader.Host];
            if (line != 0)
            {
                _offset[line - 1] = _authorityOffset;
                _count[line - 1] = _authorityCount;
            }
        }

        private int ParseStatusLine()
        {
            byte[] buffer = _buffer;
            int end = FindStartLine();
            int start = _line;
            if (end < 0 || end - start < ShortestStatusLine)
            {
                return HttpStatus.BadRequest;
            }

            // The reason phrase may be empty, and so may be the space in front of it for those who forget it.
            int code = start + VersionCount + 1;
            int hundreds = buffer[code] - '0';
            int tens = buffer[code + 1] - '0';
            int ones = buffer[code + 2] - '0';
            if (buffer[code - 1] != ' ' || hundreds < 1 || hundreds > 9 || tens < 0 || tens > 9 || ones < 0 || ones > 9
                || (end - code > 3 && buffer[code + 3] != ' '))
            {
                return HttpStatus.BadRequest;
            }

            int status = ParseVersion(start);
            if (status == 0)
            {
                StatusCode = (hundreds * 100) + (tens * 10) + ones;
            }

            return status;
        }

        private int ParseVersion(int offset)
        {
            ulong version = BitConverter.ToUInt64(_buffer, offset);
            if (version == Http11)
            {
                MinorVersion = 1;
                return 0;
            }

            int major = _buffer[offset + 5] - '0';
            int minor = _buffer[offset + 7] - '0';
            if ((version & 0x00FF00FFFFFFFFFF) != 0x002E002F50545448 || major < 0 || major > 9 || minor < 0 || minor > 9)
            {
                return HttpStatus.BadRequest;
            }

            MinorVersion = minor;
            return major == 1 ? 0 : HttpStatus.HttpVersionNotSupported;
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
                    counters += ((((BitConverter.ToUInt64(buffer, position) + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 8) + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 16) + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones;
                    counters += ((((BitConverter.ToUInt64(buffer, position + 24) + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones;
                }

                for (; position < pause; position += 8)
                {
                    counters += ((((BitConverter.ToUInt64(buffer, position) + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones;
                }

                total += Sum(counters);
            }

            if (odd != 0)
            {
                ulong rest = BitConverter.ToUInt64(buffer, end - 8) >> (64 - (odd << 3));
                total += Sum(((((rest + Ones) | AsciiBlock.Bit7) - FirstPrintable) >> 7) & Ones);
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
