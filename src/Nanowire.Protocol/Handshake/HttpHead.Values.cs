using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>
    /// Reads the values that have a grammar of their own. They are known to be free of control characters. What is read is a range
    /// from Position to _stop, and each of the small readers passes what it takes, and the white space in front of it.
    /// </content>
    public sealed partial class HttpHead
    {
        /// <summary>Where reading goes on.</summary>
        internal int Position;

        private int _stop;

        /// <summary>Whether a list header has a token among its elements, in any of its lines, in any case.</summary>
        /// <param name="header">Which.</param>
        /// <param name="lowerCaseToken">The token's bytes, letters small; see <see cref="Ascii.AreEqualIgnoreCase"/>.</param>
        /// <returns>False when the head has no such header.</returns>
        public bool HasToken(HttpHeader header, byte[] lowerCaseToken)
        {
            for (int line = First[(int)header]; line != 0; line = Lines[line + 2])
            {
                // Mostly the token is all there is.
                if (Ascii.AreEqualIgnoreCase(Buffer, Lines[line], Lines[line + 1], lowerCaseToken))
                {
                    return true;
                }

                Enter(line);
                do
                {
                    int count = TakeToken();
                    if (Ascii.AreEqualIgnoreCase(Buffer, Position - count, count, lowerCaseToken) && IsElementEnd())
                    {
                        return true;
                    }
                }
                while (NextElement());
            }

            return false;
        }

        /// <summary>
        /// Whether the client takes gzip (RFC 9110 section 12.5.3): it names gzip, or an asterisk and not gzip, and not with the
        /// weight 0. Without the header nothing says that it can.
        /// </summary>
        /// <returns>False for a header that is malformed.</returns>
        public bool AcceptsGzip()
        {
            bool hasGzip = false;
            bool gzip = false;
            bool any = false;
            for (int line = First[(int)HttpHeader.AcceptEncoding]; line != 0; line = Lines[line + 2])
            {
                Enter(line);
                do
                {
                    // "x-gzip" is the old name of the same coding, RFC 9110 section 8.4.1.3.
                    int count = TakeToken();
                    int name = Position - count;
                    bool isAny = count == 1 && Buffer[name] == '*';
                    bool isGzip = (count == 4 || (count == 6 && (Buffer[name] | 0x20) == 'x' && Buffer[name + 1] == '-'))
                        && (BitConverter.ToUInt32(Buffer, Position - 4) | 0x20202020) == 0x70697A67; // "gzip"
                    bool isWanted = TakeWeight();
                    any = isAny ? isWanted : any;
                    gzip = isGzip ? isWanted : gzip;
                    hasGzip |= isGzip;
                }
                while (NextElement());
            }

            return hasGzip ? gzip : any;
        }

        /// <summary>Whether If-None-Match has an entity tag among its own, or is an asterisk (RFC 9110 section 13.1.2).</summary>
        /// <param name="entityTag">The tag of what would be sent, with its quotation marks and without W/.</param>
        /// <returns>True when 304 is due. Weak and strong tags are compared alike. False for a malformed list.</returns>
        public bool MatchesEntityTag(byte[] entityTag)
        {
            byte[] buffer = Buffer;
            for (int line = First[(int)HttpHeader.IfNoneMatch]; line != 0; line = Lines[line + 2])
            {
                if (Lines[line + 1] == 1 && buffer[Lines[line]] == '*')
                {
                    return true;
                }

                Enter(line);
                while (true)
                {
                    while (Take(','))
                    {
                    }

                    if (_stop - Position > 2 && buffer[Position] == 'W' && buffer[Position + 1] == '/')
                    {
                        Position += 2;
                    }

                    int tag = Position;
                    if (!Take('"') || Position - tag != 1)
                    {
                        break;
                    }

                    // A tag may contain a comma, but no quotation mark and no escape.
                    while (Position < _stop && buffer[Position++] != '"')
                    {
                    }

                    if (Ascii.AreEqual(buffer, tag, Position - tag, entityTag))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>Begins to read a line's value.</summary>
        internal void Enter(int line)
        {
            Position = Lines[line];
            _stop = Position + Lines[line + 1];
        }

        /// <summary>Passes a character if it comes next.</summary>
        internal bool Take(int c)
        {
            while (Position < _stop && Buffer[Position] <= ' ')
            {
                Position++;
            }

            if (Position == _stop || Buffer[Position] != c)
            {
                return false;
            }

            Position++;
            return true;
        }

        /// <summary>Passes a token; returns its bytes, 0 for none. It ends where reading goes on.</summary>
        internal int TakeToken()
        {
            byte[] buffer = Buffer;
            Take(-1);
            int start = Position;
            int at = start;
            while (at < _stop && Ascii.IsTokenByte(buffer[at]))
            {
                at++;
            }

            Position = at;
            return at - start;
        }

        /// <summary>Passes a token or a quoted string that is one when unescaped; false when there is none.</summary>
        internal bool TakeTokenOrQuoted()
        {
            if (!Take('"'))
            {
                return TakeToken() > 0;
            }

            int start = Position;
            while (Position < _stop)
            {
                int c = Buffer[Position++];
                if (c == '"')
                {
                    return Position - start > 1;
                }

                if (c == '\\' && Position < _stop)
                {
                    c = Buffer[Position++];
                }

                if (!Ascii.IsTokenByte(c))
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>Whether nothing more comes in an element of a list.</summary>
        internal bool IsElementEnd()
        {
            Take(-1);
            return Position == _stop || Buffer[Position] == ',';
        }

        /// <summary>Passes what is left of an element and the comma behind it; false when it was the last.</summary>
        internal bool NextElement()
        {
            while (Position < _stop)
            {
                if (Buffer[Position++] == ',')
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// Passes the weight of an element, such as ";q=0.5", with up to three decimals and 1 at most. True for none or one above
        /// zero, false for zero or nonsense.
        /// </summary>
        private bool TakeWeight()
        {
            byte[] buffer = Buffer;
            if (IsElementEnd())
            {
                return true;
            }

            if (!Take(';') || TakeToken() != 1 || (buffer[Position - 1] | 0x20) != 'q' || Position == _stop || buffer[Position] != '=')
            {
                return false;
            }

            int value = ++Position;
            int count = TakeToken();
            int whole = buffer[value] - '0';
            int decimals = count > 2 ? ReadNumber(value + 2, count - 2) : 0;
            return Position - count == value && count > 0 && count < 6 && (count == 1 || buffer[value + 1] == '.')
                && (whole == 0 ? decimals > 0 : whole == 1 && decimals == 0) && IsElementEnd();
        }

        /// <summary>A number of digits only; with more than three that count, some number above 255. -1 for what is none.</summary>
        internal int ReadNumber(int offset, int count)
        {
            int value = count == 0 ? -1 : 0;
            for (int end = offset + count; offset < end; offset++)
            {
                int digit = Buffer[offset] - '0';
                if (digit < 0 || digit > 9)
                {
                    return -1;
                }

                value = value > 255 ? value : (value * 10) + digit;
            }

            return value;
        }
    }
}
