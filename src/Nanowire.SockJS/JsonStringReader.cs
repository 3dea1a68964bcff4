using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>
    /// Reads what clients send, a JSON array of strings or a single one (RFC 8259), as it arrives. Strings are unescaped where they lie, since that
    /// makes none longer; one that has not arrived whole stays where it is. Nothing is allocated.
    /// </summary>
    /// <remarks>
    /// Half of a surrogate pair becomes U+FFFD, as in a WebSocket's send. Control characters are taken as they are.
    /// <code>
    /// Start  '['-> First    string-> Over
    /// First  string-> After    ']'-> Over
    /// Value  string-> After
    /// After  ','-> Value    ']'-> Over
    /// </code>
    /// </remarks>
    internal sealed class JsonStringReader
    {
        private const int Start = 0;
        private const int First = 1;
        private const int Value = 2;
        private const int After = 3;
        private const int Over = 4;

        /// <summary>Where the string lies that was read last.</summary>
        internal int Offset;

        /// <summary>Bytes of it.</summary>
        internal int Count;

        /// <summary>Bytes that it had with its escapes.</summary>
        internal int RawCount;

        // Boxed once, for Array.IndexOf.
        private readonly object _quote = (byte)'"';
        private readonly object _slash = (byte)'\\';
        private int _state;

        /// <summary>Bytes of the string that was not whole which need not be looked at again.</summary>
        private int _scanned;

        /// <summary>Whether there was nothing but white space so far.</summary>
        internal bool IsEmpty => _state == Start && _scanned == 0;

        internal void Reset()
        {
            _state = Start;
            _scanned = 0;
        }

        /// <summary>Reads on.</summary>
        /// <param name="buffer">Holds the input; written to.</param>
        /// <param name="position">Where to read; then how far that went. From there on the input is wanted again.</param>
        /// <param name="end">The end of what has arrived.</param>
        internal JsonToken Read(byte[] buffer, ref int position, int end)
        {
            while (position < end)
            {
                int c = buffer[position];
                if (c == '"' && _state <= Value)
                {
                    return ReadString(buffer, ref position, end);
                }

                if (c == '[' && _state == Start)
                {
                    _state = First;
                }
                else if (c == ']' && (_state == First || _state == After))
                {
                    _state = Over;
                }
                else if (c == ',' && _state == After)
                {
                    _state = Value;
                }
                else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
                {
                    return JsonToken.Broken;
                }

                position++;
            }

            return _state == Over ? JsonToken.End : JsonToken.NeedInput;
        }

        private JsonToken ReadString(byte[] buffer, ref int position, int end)
        {
            int start = position + 1;
            int quote = start + _scanned - 1;
            int slash;
            do
            {
                quote++;
                quote = quote < end ? Array.IndexOf(buffer, _quote, quote, end - quote) : -1;
                if (quote < 0)
                {
                    _scanned = end - start;
                    return JsonToken.NeedInput;
                }

                slash = quote;
                while (buffer[slash - 1] == '\\')
                {
                    // It ends at the opening quote at the latest.
                    slash--;
                }
            }
            while (((quote - slash) & 1) != 0);

            _scanned = 0;
            _state = _state == Start ? Over : After;
            position = quote + 1;
            Offset = start;
            RawCount = quote - start;
            slash = Array.IndexOf(buffer, _slash, start, quote - start);
            int to = slash < 0 ? quote : Unescape(buffer, slash, quote);
            Count = to - start;
            return to < 0 || Utf8.Validate(buffer, start, Count, Utf8.Complete) != Utf8.Complete ? JsonToken.Broken : JsonToken.String;
        }

        /// <summary>Returns where the text ends then; below 0 for an escape that is none.</summary>
        private static int Unescape(byte[] buffer, int from, int end)
        {
            int to = from;
            while (from < end)
            {
                byte b = buffer[from++];
                if (b != '\\')
                {
                    buffer[to++] = b;
                    continue;
                }

                // A backslash is never the last in front of the quote that ends the string.
                switch (buffer[from++])
                {
                    case (byte)'"':
                        b = (byte)'"';
                        break;
                    case (byte)'\\':
                        break;
                    case (byte)'/':
                        b = (byte)'/';
                        break;
                    case (byte)'b':
                        b = 8;
                        break;
                    case (byte)'f':
                        b = 12;
                        break;
                    case (byte)'n':
                        b = 10;
                        break;
                    case (byte)'r':
                        b = 13;
                        break;
                    case (byte)'t':
                        b = 9;
                        break;
                    case (byte)'u':
                        int code = ReadHex(buffer, from, end);
                        if (code < 0)
                        {
                            return -1;
                        }

                        from += 4;
                        if ((code & 0xFC00) == 0xD800 && from + 6 <= end && buffer[from] == '\\' && buffer[from + 1] == 'u')
                        {
                            int low = ReadHex(buffer, from + 2, end);
                            if ((low & ~0x3FF) == 0xDC00)
                            {
                                code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
                                from += 6;
                            }
                        }

                        to = PutCode((code & ~0x7FF) == 0xD800 ? 0xFFFD : code, buffer, to);
                        continue;
                    default:
                        return -1;
                }

                buffer[to++] = b;
            }

            return to;
        }

        private static int ReadHex(byte[] buffer, int offset, int end)
        {
            int code = offset + 4 <= end ? 0 : -1;
            for (int i = 0; i < 4 && code >= 0; i++)
            {
                int digit = RequestBody.HexDigit(buffer[offset + i]);
                code = digit < 0 ? -1 : (code << 4) | digit;
            }

            return code;
        }

        private static int PutCode(int code, byte[] buffer, int to)
        {
            if (code < 0x80)
            {
                buffer[to++] = (byte)code;
                return to;
            }

            int rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
            buffer[to++] = (byte)((0xFF00 >> (rest + 1)) | (code >> (6 * rest)));
            while (--rest >= 0)
            {
                buffer[to++] = (byte)(0x80 | ((code >> (6 * rest)) & 0x3F));
            }

            return to;
        }
    }
}
