using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>Reads the header values that have a grammar of their own. Ranges are known to be free of control characters.</summary>
    internal static class FieldValues
    {
        /// <summary>
        /// Whether a value of Sec-WebSocket-Extensions is well-formed (RFC 6455 section 9.1): extensions divided by commas, each a
        /// token with parameters behind semicolons, their values tokens, quoted or not. Empty elements are tolerated, a value
        /// without any extension is not.
        /// </summary>
        public static bool AreExtensions(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int position = SkipSpace(buffer, offset, end);
            bool any = false;
            while (position < end)
            {
                if (buffer[position] == ',')
                {
                    position = SkipSpace(buffer, position + 1, end);
                    continue;
                }

                int next = SkipToken(buffer, position, end);
                if (next == position)
                {
                    return false;
                }

                any = true;
                position = SkipSpace(buffer, next, end);
                while (position < end && buffer[position] == ';')
                {
                    position = SkipSpace(buffer, position + 1, end);
                    next = SkipToken(buffer, position, end);
                    if (next == position)
                    {
                        return false;
                    }

                    position = SkipSpace(buffer, next, end);
                    if (position < end && buffer[position] == '=')
                    {
                        position = SkipSpace(buffer, position + 1, end);
                        next = position < end && buffer[position] == '"'
                            ? SkipQuotedToken(buffer, position, end)
                            : SkipToken(buffer, position, end);
                        if (next == position)
                        {
                            return false;
                        }

                        position = SkipSpace(buffer, next, end);
                    }
                }

                if (position < end && buffer[position] != ',')
                {
                    return false;
                }
            }

            return any;
        }

        /// <summary>
        /// Reads codings and their weights (RFC 9110 sections 12.4.2 and 12.5.3): sets <paramref name="gzip"/> and
        /// <paramref name="any"/> (the asterisk) to 1 where they are named, 0 where the weight is zero or malformed.
        /// </summary>
        public static void ReadCodings(byte[] buffer, int offset, int count, ref int gzip, ref int any)
        {
            int end = offset + count;
            int position = offset;
            while (position < end)
            {
                int name = SkipSpace(buffer, position, end);
                int nameEnd = SkipToken(buffer, name, end);
                int next = nameEnd;
                while (next < end && buffer[next] != ',')
                {
                    next++;
                }

                int nameCount = nameEnd - name;
                if (nameCount == 1 && buffer[name] == '*')
                {
                    any = ReadWeight(buffer, nameEnd, next);
                }
                else if (nameCount == 4 && IsGzip(buffer, name))
                {
                    gzip = ReadWeight(buffer, nameEnd, next);
                }
                else if (nameCount == 6 && (buffer[name] | 0x20) == 'x' && buffer[name + 1] == '-' && IsGzip(buffer, name + 2))
                {
                    // The old name of the same coding, RFC 9110 section 8.4.1.3.
                    gzip = ReadWeight(buffer, nameEnd, next);
                }

                position = next + 1;
            }
        }

        /// <summary>Whether a list of entity tags has one whose opaque part is <paramref name="entityTag"/>, or is an asterisk.</summary>
        public static bool HasEntityTag(byte[] buffer, int offset, int count, byte[] entityTag)
        {
            if (count == 1 && buffer[offset] == '*')
            {
                return true;
            }

            int end = offset + count;
            int position = offset;
            while (position < end)
            {
                int c = buffer[position];
                if (c == ',' || c == ' ' || c == Ascii.Tab)
                {
                    position++;
                    continue;
                }

                if (c == 'W' && end - position > 2 && buffer[position + 1] == '/')
                {
                    position += 2;
                    c = buffer[position];
                }

                if (c != '"')
                {
                    return false;
                }

                // A tag may contain a comma, but no quotation mark and no escape.
                int close = position + 1;
                while (close < end && buffer[close] != '"')
                {
                    close++;
                }

                if (close == end)
                {
                    return false;
                }

                if (Ascii.AreEqual(buffer, position, close + 1 - position, entityTag))
                {
                    return true;
                }

                position = close + 1;
            }

            return false;
        }

        /// <summary>The first position that has neither space nor tab.</summary>
        public static int SkipSpace(byte[] buffer, int position, int end)
        {
            while (position < end && (buffer[position] == ' ' || buffer[position] == Ascii.Tab))
            {
                position++;
            }

            return position;
        }

        /// <summary>The first position that belongs to no token.</summary>
        public static int SkipToken(byte[] buffer, int position, int end)
        {
            while (end - position >= 8 && AsciiBlock.AreWordCharacters(BitConverter.ToUInt64(buffer, position) | AsciiBlock.Bit5))
            {
                position += 8;
            }

            while (position < end)
            {
                int c = buffer[position];
                if ((uint)((c | 0x20) - 'a') > 25 && !Ascii.IsTokenByte(c))
                {
                    break;
                }

                position++;
            }

            return position;
        }

        /// <summary>The position behind a quoted string that is a token once unescaped; the position itself when it is none.</summary>
        private static int SkipQuotedToken(byte[] buffer, int position, int end)
        {
            int at = position + 1;
            while (at < end && buffer[at] != '"')
            {
                if (buffer[at] == '\\')
                {
                    at++;
                }

                if (at == end || !Ascii.IsTokenByte(buffer[at]))
                {
                    return position;
                }

                at++;
            }

            return at == end || at == position + 1 ? position : at + 1;
        }

        private static bool IsGzip(byte[] buffer, int offset)
        {
            return (buffer[offset] | 0x20) == 'g' && (buffer[offset + 1] | 0x20) == 'z'
                && (buffer[offset + 2] | 0x20) == 'i' && (buffer[offset + 3] | 0x20) == 'p';
        }

        /// <summary>1 for no weight or one above zero, 0 for zero or nonsense: ";q=0.5" with up to three decimals, at most 1.</summary>
        private static int ReadWeight(byte[] buffer, int position, int end)
        {
            position = SkipSpace(buffer, position, end);
            if (position == end)
            {
                return 1;
            }

            if (buffer[position] != ';')
            {
                return 0;
            }

            position = SkipSpace(buffer, position + 1, end);
            if (end - position < 3 || (buffer[position] | 0x20) != 'q' || buffer[position + 1] != '=')
            {
                return 0;
            }

            int whole = buffer[position + 2] - '0';
            if (whole < 0 || whole > 1)
            {
                return 0;
            }

            position += 3;
            int decimals = 0;
            if (position < end && buffer[position] == '.')
            {
                position++;
                for (int i = 0; i < 3 && position < end && (uint)(buffer[position] - '0') <= 9; i++)
                {
                    decimals |= buffer[position] - '0';
                    position++;
                }
            }

            if (SkipSpace(buffer, position, end) != end || (whole == 1 && decimals != 0))
            {
                return 0;
            }

            return (whole | decimals) != 0 ? 1 : 0;
        }
    }
}
