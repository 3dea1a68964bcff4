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

        private const int VersionCount = 8;
        private const int ShortestStartLine = 12; // "A / HTTP/1.1", "HTTP/1.1 101"

        private int Parse(byte[] buffer, int offset, int count, int single)
        {
            Ascii.CheckRange(buffer, offset, count);
            Buffer = buffer;
            Length = 0;
            Method = HttpMethod.Other;
            StatusCode = 0;
            _stop = 0;
            Array.Clear(First, 0, HeaderCount);
            Array.Clear(Lines, 0, Lines.Length);

            // One empty line in front is ignored (RFC 9112 section 2.2).
            int end = offset + count;
            int line = count > 1 && buffer[offset] == Ascii.Cr && buffer[offset + 1] == Ascii.Lf ? offset + 2 : offset;
            int lf = Array.IndexOf(buffer, _lf, line, end - line);
            int status = HttpStatus.BadRequest;
            if (lf > line + ShortestStartLine && buffer[lf - 1] == Ascii.Cr)
            {
                status = single == SingleInRequest ? ParseRequestLine(line, lf - 1) : ParseStatusLine(line, lf - 1);
                if (status == 0)
                {
                    status = ParseHeaders(offset, lf + 1, end, single);
                }

                // A bare line feed further on counts before anything else, for Scan refuses it as soon as it arrives.
                if (status != 0 && FindEnd(buffer, offset, offset, end) < 0)
                {
                    status = HttpStatus.BadRequest;
                }
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
            while (true)
            {
                int lf = Array.IndexOf(buffer, _lf, from, end - from);
                if (lf < 0)
                {
                    return 0;
                }

                if (lf == offset || buffer[lf - 1] != Ascii.Cr)
                {
                    return -1;
                }

                from = lf + 1;

                // An empty line at the very start ends nothing.
                if (lf - offset > 2 && buffer[lf - 2] == Ascii.Lf)
                {
                    return from;
                }
            }
        }

        /// <summary>RFC 9112 section 3.</summary>
        private int ParseRequestLine(int start, int end)
        {
            byte[] buffer = Buffer;
            int targetEnd = end - VersionCount - 1;
            int target = Array.IndexOf(buffer, _space, start, targetEnd - start) + 1;
            if (target <= start + 1 || target == targetEnd || buffer[targetEnd] != ' ')
            {
                return HttpStatus.BadRequest;
            }

            // The target and the version follow, so there are eight bytes to read.
            ulong method = BitConverter.ToUInt64(buffer, start);
            if ((uint)method == 0x20544547) // "GET "
            {
                Method = HttpMethod.Get;
            }
            else if (method << 24 == 0x2044414548000000) // "HEAD "
            {
                Method = HttpMethod.Head;
            }
            else
            {
                Position = start;
                _stop = targetEnd;
                if (TakeToken() != target - 1 - start)
                {
                    return HttpStatus.BadRequest;
                }
            }

            int query = 0;
            for (int i = target; i < targetEnd; i++)
            {
                int c = buffer[i];
                if (c > '#' ? c >= 0x7F : c <= ' ' || c == '#')
                {
                    return HttpStatus.BadRequest;
                }

                if (c == '?' && query == 0)
                {
                    query = i;
                }
            }

            // The forms that other methods may use (RFC 9112 section 3.2) are not looked into: they are refused anyway.
            int path = target;
            _stop = 0;
            if (buffer[target] != '/' && Method != HttpMethod.Other)
            {
                // "http://host:port/path?query", RFC 9112 section 3.2.2.
                ulong scheme = LowerBlock(buffer, target);
                path += scheme << 8 == 0x2F2F3A7074746800 ? 7 // "http://"
                    : scheme == 0x2F2F3A7370747468 ? 8 // "https://"
                    : buffer.Length;
                Position = path;
                while (path < targetEnd && buffer[path] != '/')
                {
                    // A name and password have no business here, nor has a query without a path.
                    if (buffer[path] == '@' || buffer[path] == '?')
                    {
                        return HttpStatus.BadRequest;
                    }

                    path++;
                }

                if (path == Position)
                {
                    return HttpStatus.BadRequest;
                }

                _stop = path;
                if (path == targetEnd)
                {
                    // Without a path "/" is meant; the last slash in front of the host is one to point at.
                    path = Position - 1;
                    targetEnd = Position;
                }
            }

            TargetOffset = path;
            TargetCount = targetEnd - path;
            PathCount = query == 0 ? TargetCount : query - path;
            return ParseVersion(end - VersionCount);
        }

        /// <summary>RFC 9112 section 4. The reason phrase may be empty, and so may be the space in front of it for those who forget it.</summary>
        private int ParseStatusLine(int start, int end)
        {
            int code = start + VersionCount + 1;
            int number = ReadNumber(code, 3);
            int status = HttpStatus.BadRequest;
            if (number >= 100 && Buffer[code - 1] == ' ' && (end == code + 3 || Buffer[code + 3] == ' '))
            {
                status = ParseVersion(start);
                if (status == 0)
                {
                    StatusCode = number;
                    status = IsText(Buffer, code, end) ? 0 : HttpStatus.BadRequest;
                }
            }

            return status;
        }

        private int ParseVersion(int offset)
        {
            ulong version = BitConverter.ToUInt64(Buffer, offset) ^ 0x302E302F50545448; // "HTTP/0.0"
            int major = (int)(version >> 40) & 0xFF;
            int minor = (int)(version >> 56);
            if ((version & 0x00FF00FFFFFFFFFF) != 0 || major > 9 || minor > 9)
            {
                return HttpStatus.BadRequest;
            }

            MinorVersion = minor;
            return major == 1 ? 0 : HttpStatus.HttpVersionNotSupported;
        }
    }
}
