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
            int gzip = -1;
            int any = 0;
            for (int line = First[(int)HttpHeader.AcceptEncoding]; line != 0; line = Lines[line + 2])
            {
                Enter(line);
                do
                {
                    // "x-gzip" is the old name of the same coding, RFC 9110 section 8.4.1.3.
                    int count = TakeToken();
                    int name = Position - count;
                    bool isGzip = (BitConverter.ToUInt32(Buffer, Position - 4) | 0x20202020) == 0x70697A67 // "gzip"
                        && (count == 4 || (count == 6 && (Buffer[name] | 0x20) == 'x' && Buffer[name + 1] == '-'));
                    int weight = TakeWeight() ? 1 : 0;
                    if (isGzip)
                    {
                        gzip = weight;
                    }

                    if (count == 1 && Buffer[name] == '*')
                    {
                        any = weight;
                    }
                }
                while (NextElement());
            }

            return (gzip < 0 ? any : gzip) != 0;
        }

        /// <summary>Whether If-None-Match has an entity tag among its own, or is an asterisk (RFC 9110 section 13.1.2).</summary>
        /// <param name="entityTag">The tag of what would be sent, with its quotation marks and without W/.</param>
        /// <returns>True when 304 is due. Weak and strong tags are compared alike. False for a malformed list.</returns>
        public bool MatchesEntityTag(byte[] entityTag)
        {
            for (int line = First[(int)HttpHeader.IfNoneMatch]; line != 0; line = Lines[line + 2])
            {
                Enter(line);
                if (Lines[line + 1] == 1 && Peek() == '*')
                {
                    return true;
                }

                int c;
                do
                {
                    c = Peek();
                    int tag = Position;
                    Position++;
                    if (c == 'W' && Next() == '/')
                    {
                        tag += 2;
                        c = Next();
                    }

                    if (c == '"')
                    {
                        // A tag may contain a comma, but no quotation mark and no escape.
                        do
                        {
                            c = Next();
                        }
                        while (c >= 0 && c != '"');

                        if (Ascii.AreEqual(Buffer, tag, Position - tag, entityTag))
                        {
                            return true;
                        }
                    }
                }
                while (c == '"' || c == ',');
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
            if (Peek() != c)
            {
                return false;
            }

            Position++;
            return true;
        }

        /// <summary>Passes a token; returns its bytes, 0 for none. It ends where reading goes on.</summary>
        internal int TakeToken()
        {
            Peek();
            int start = Position;
            while (Ascii.IsTokenByte(Next()))
            {
            }

            Position--;
            return Position - start;
        }

        /// <summary>Passes a token or a quoted string that is one when unescaped; false when there is none.</summary>
        internal bool TakeValue()
        {
            if (!Take('"'))
            {
                return TakeToken() != 0;
            }

            int count = -1;
            int c;
            do
            {
                c = Next();
                count++;
                if (c == '"')
                {
                    return count != 0;
                }

                if (c == '\\')
                {
                    c = Next();
                }
            }
            while (Ascii.IsTokenByte(c));
            return false;
        }

        /// <summary>Whether nothing more comes in an element of a list.</summary>
        internal bool IsElementEnd()
        {
            int c = Peek();
            return c < 0 || c == ',';
        }

        /// <summary>Passes what is left of an element and the comma behind it; false when it was the last.</summary>
        internal bool NextElement()
        {
            int c;
            do
            {
                c = Next();
            }
            while (c >= 0 && c != ',');
            return c >= 0;
        }

        /// <summary>A number of digits only; with more than three that count, some number above 255. -1 for what is none.</summary>
        internal int ReadNumber(int offset, int count)
        {
            int value = count == 0 ? -1 : 0;
            for (; count > 0; count--)
            {
                int digit = Buffer[offset++] - '0';
                if ((uint)digit > 9)
                {
                    return -1;
                }

                value = value > 255 ? value : (value * 10) + digit;
            }

            return value;
        }

        /// <summary>Passes a character; -1 at the end.</summary>
        private int Next()
        {
            int at = Position++;
            return at < _stop ? Buffer[at] : -1;
        }

        /// <summary>The next character that is no white space, which alone is passed; -1 at the end.</summary>
        private int Peek()
        {
            int c;
            do
            {
                c = Next();
            }
            while (c == ' ' || c == Ascii.Tab);
            Position--;
            return c;
        }

        /// <summary>
        /// Passes the weight of an element, such as ";q=0.5", with up to three decimals and 1 at most. True for none or one above
        /// zero, false for zero or nonsense.
        /// </summary>
        private bool TakeWeight()
        {
            if (IsElementEnd())
            {
                return true;
            }

            if (!Take(';') || TakeToken() != 1 || (Buffer[Position - 1] | 0x20) != 'q' || Next() != '=')
            {
                return false;
            }

            // "0" or "1", then nothing or a point and digits, which are zeros behind the 1.
            int at = Position;
            int count = TakeToken();
            int whole = ReadNumber(at, 1);
            int decimals = count > 2 ? ReadNumber(at + 2, count - 2) : 0;
            return Position - count == at && count < 6 && (count == 1 || Buffer[at + 1] == '.')
                && (whole == 0 ? decimals > 0 : whole == 1 && decimals == 0) && IsElementEnd();
        }
    }
}
