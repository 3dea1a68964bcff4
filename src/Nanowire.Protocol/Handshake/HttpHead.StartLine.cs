using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>Request lines and status lines, RFC 9112 sections 3 and 4.</content>
    public sealed partial class HttpHead
    {
        private const ulong Http11 = 0x312E312F50545448; // "HTTP/1.1"
        private const int VersionCount = 8;
        private const int ShortestRequestLine = 12; // "A / HTTP/1.1"
        private const int ShortestStatusLine = 12; // "HTTP/1.1 101"

        private int _authorityOffset;
        private int _authorityCount;

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
    }
}
