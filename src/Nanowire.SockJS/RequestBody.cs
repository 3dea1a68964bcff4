using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>
    /// Where the body of a request ends, and for one in chunks (RFC 9112 section 7.1, which Node.js sends) what of its bytes are content. Nothing is
    /// kept of it.
    /// </summary>
    internal sealed class RequestBody
    {
        private const int LongestLength = 9;

        /// <summary>The most of a chunk's head that is no number, and of the trailer, in bytes.</summary>
        private const int MaxIgnored = 256;

        // Where a chunked body stands.
        private const int Plain = 0;
        private const int Size = 1;
        private const int Extension = 2;
        private const int Data = 3;
        private const int DataEnd = 4;
        private const int Trailer = 5;

        /// <summary>Whether all of it is there.</summary>
        internal bool IsOver;

        /// <summary>Whether it breaks a rule; nothing of it is to be used any more.</summary>
        internal bool IsBroken;

        private int _state;

        /// <summary>Bytes of the content, or of this chunk, that are to come.</summary>
        private int _left;
        private int _ignored;
        private bool _hasSize;

        internal RequestBody(HttpHead head)
        {
            int offset;
            int count;
            bool hasLength = head.TryGet(HttpHeader.ContentLength, out offset, out count);
            if (hasLength)
            {
                IsBroken = count == 0 || count > LongestLength;
                for (int i = 0; i < count && !IsBroken; i++)
                {
                    int digit = head.Buffer[offset + i] - '0';
                    IsBroken = (uint)digit > 9;
                    _left = (_left * 10) + digit;
                }
            }

            if (head.TryGet(HttpHeader.TransferEncoding, out offset, out count))
            {
                // Both, or another coding, have been ways to smuggle requests (RFC 9112 section 6.1).
                _state = Size;
                IsBroken |= hasLength || !Ascii.AreEqualIgnoreCase(head.Buffer, offset, count, Ascii.GetBytes("chunked"));
            }

            IsOver = _state == Plain && _left == 0;
        }

        /// <summary>Moves the content among the bytes that arrived to their start.</summary>
        /// <returns>Where it ends.</returns>
        internal int Read(byte[] buffer, int offset, int count)
        {
            int to = offset;
            int end = offset + count;
            while (offset < end && !IsOver && !IsBroken)
            {
                if (_state == Plain || _state == Data)
                {
                    int n = end - offset < _left ? end - offset : _left;
                    if (to != offset)
                    {
                        Array.Copy(buffer, offset, buffer, to, n);
                    }

                    to += n;
                    offset += n;
                    _left -= n;
                    if (_left == 0)
                    {
                        IsOver = _state == Plain;
                        _state = IsOver ? Plain : DataEnd;
                    }
                }
                else
                {
                    ReadFraming(buffer[offset++]);
                }
            }

            return to;
        }

        /// <summary>The value of a hexadecimal digit; -1 for what is none.</summary>
        internal static int HexDigit(int c)
        {
            return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
        }

        private void ReadFraming(int c)
        {
            switch (_state)
            {
                case Size:
                    int digit = HexDigit(c);
                    if (digit >= 0 && _left < 1 << 26)
                    {
                        _left = (_left << 4) | digit;
                        _hasSize = true;
                        break;
                    }

                    IsBroken = digit >= 0 || !_hasSize;
                    _state = Extension;
                    ReadFraming(c);
                    break;
                case Extension:
                    IsBroken |= ++_ignored > MaxIgnored;
                    if (c == '\n')
                    {
                        _state = _left == 0 ? Trailer : Data;
                        _hasSize = false;
                        _ignored = 0;
                    }

                    break;
                case DataEnd:
                    IsBroken = c != '\r' && c != '\n';
                    if (c == '\n')
                    {
                        _state = Size;
                    }

                    break;
                default:
                    // The trailer ends with an empty line; until then _hasSize says that this one is not.
                    IsBroken |= ++_ignored > MaxIgnored;
                    if (c == '\n')
                    {
                        IsOver = !_hasSize;
                        _hasSize = false;
                    }
                    else if (c != '\r')
                    {
                        _hasSize = true;
                    }

                    break;
            }
        }
    }
}
