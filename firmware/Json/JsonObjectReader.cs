using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Reads one flat JSON object in place: no copy, no garbage, one pass. That is all that commands need, so the rest
    /// of RFC 8259 is refused with words for it: nested values, fractions and exponents, escapes in names, numbers beyond an int.
    /// </summary>
    public sealed class JsonObjectReader
    {
        private byte[] _buffer;
        private int _position;
        private int _end;
        private bool _isFirst;
        private int _nameOffset;
        private int _nameCount;
        private int _valueOffset;
        private int _valueCount;
        private bool _hasEscapes;

        /// <summary>What is wrong with the document; null while nothing is.</summary>
        public string Error { get; private set; }

        /// <summary>What the member's value is.</summary>
        public JsonValueKind Kind { get; private set; }

        /// <summary>The value of an <see cref="JsonValueKind.Integer"/>, or 1 and 0 of a <see cref="JsonValueKind.Boolean"/>.</summary>
        public int Number { get; private set; }

        /// <summary>Starts on a document.</summary>
        /// <param name="buffer">Holds it; borrowed until the last use of this object.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        public void Begin(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _position = offset;
            _end = offset + count;
            _isFirst = true;
            Error = null;
            if (Next() != '{')
            {
                Error = "a JSON object is expected";
            }
        }

        /// <summary>Goes to the next member.</summary>
        /// <returns>False at the end of the object, or when <see cref="Error"/> says what is wrong.</returns>
        public bool Read()
        {
            if (Error != null)
            {
                return false;
            }

            int c = Next();
            if (c == '}')
            {
                return Finish();
            }

            if (!_isFirst)
            {
                if (c != ',')
                {
                    return Fail("a comma or the end of the object is expected");
                }

                c = Next();
            }

            _isFirst = false;
            if (c != '"' || !ReadString(out _nameOffset, out _nameCount) || _hasEscapes)
            {
                return Fail("a member's name is expected");
            }

            if (Next() != ':')
            {
                return Fail("a colon is expected");
            }

            return ReadValue(Next());
        }

        /// <summary>Whether the member has that name.</summary>
        public bool NameIs(byte[] utf8)
        {
            return IsSame(utf8, _nameOffset, _nameCount);
        }

        /// <summary>Whether the member's value is that string, written without escapes.</summary>
        public bool ValueIs(byte[] utf8)
        {
            return Kind == JsonValueKind.String && IsSame(utf8, _valueOffset, _valueCount);
        }

        /// <summary>Which of several names the member has.</summary>
        /// <param name="names">The names in UTF-8, each with a comma behind it: an array for each would take three times as much.</param>
        /// <returns>The place of the name, from 0; -1 when it is none of them.</returns>
        public int NameIn(byte[] names)
        {
            return Find(names, _nameOffset, _nameCount);
        }

        /// <summary>Which of several strings, as in <see cref="NameIn"/>, the member's value is, written without escapes.</summary>
        public int ValueIn(byte[] names)
        {
            return Kind == JsonValueKind.String ? Find(names, _valueOffset, _valueCount) : -1;
        }

        /// <summary>
        /// The member's value as a string. Allocates, for what is kept: names and passwords. Null when it is no string, or holds what a
        /// string of the device cannot: U+0000, at which those end, or half of a surrogate pair.
        /// </summary>
        public string GetText()
        {
            if (Kind != JsonValueKind.String)
            {
                return null;
            }

            if (!_hasEscapes)
            {
                return Encoding.UTF8.GetString(_buffer, _valueOffset, _valueCount);
            }

            // No escape is shorter than what it stands for.
            byte[] utf8 = new byte[_valueCount];
            int count = 0;
            int end = _valueOffset + _valueCount;
            for (int at = _valueOffset; at < end; at++)
            {
                if (_buffer[at] != '\\')
                {
                    utf8[count++] = _buffer[at];
                    continue;
                }

                at++;
                int c = Unescape(_buffer[at]);
                if (_buffer[at] == 'u')
                {
                    c = Hex(at + 1);
                    at += 4;
                    if ((c & 0xFC00) == 0xD800 && at + 6 < end && _buffer[at + 1] == '\\' && _buffer[at + 2] == 'u' && (Hex(at + 3) & 0xFC00) == 0xDC00)
                    {
                        c = 0x10000 + ((c & 0x3FF) << 10) + (Hex(at + 3) & 0x3FF);
                        at += 6;
                    }
                }

                if (c == 0 || (c & 0x1FF800) == 0xD800)
                {
                    return null;
                }

                count = PutUtf8(utf8, count, c);
            }

            return Encoding.UTF8.GetString(utf8, 0, count);
        }

        private bool ReadValue(int c)
        {
            switch (c)
            {
                case '"':
                    Kind = JsonValueKind.String;
                    return ReadString(out _valueOffset, out _valueCount) || Fail("a string is not closed or has a wrong escape");
                case 't':
                    Kind = JsonValueKind.Boolean;
                    Number = 1;
                    return Literal('r', 'u', 'e', 0);
                case 'f':
                    Kind = JsonValueKind.Boolean;
                    Number = 0;
                    return Literal('a', 'l', 's', 'e');
                case 'n':
                    Kind = JsonValueKind.Null;
                    return Literal('u', 'l', 'l', 0);
                case '{':
                case '[':
                    return Fail("nested values are not supported");
                default:
                    Kind = JsonValueKind.Integer;
                    return ReadInteger(c);
            }
        }

        private bool ReadInteger(int c)
        {
            bool isNegative = c == '-';
            if (isNegative)
            {
                c = _position < _end ? _buffer[_position++] : -1;
            }

            if (c < '0' || c > '9')
            {
                return Fail("a value is expected");
            }

            bool startsWithZero = c == '0';
            int digits = 1;
            long value = c - '0';
            while (_position < _end && _buffer[_position] >= '0' && _buffer[_position] <= '9')
            {
                value = (value * 10) + _buffer[_position] - '0';
                _position++;
                digits++;
                if (value > int.MaxValue)
                {
                    return Fail("a number is too large");
                }
            }

            if (startsWithZero && digits > 1)
            {
                return Fail("a number has a leading zero");
            }

            if (_position < _end && (_buffer[_position] == '.' || _buffer[_position] == 'e' || _buffer[_position] == 'E'))
            {
                return Fail("only whole numbers are supported");
            }

            Number = (int)(isNegative ? -value : value);
            return true;
        }

        private bool Literal(int a, int b, int c, int d)
        {
            int count = d == 0 ? 3 : 4;
            if (_end - _position < count
                || _buffer[_position] != a || _buffer[_position + 1] != b || _buffer[_position + 2] != c
                || (d != 0 && _buffer[_position + 3] != d))
            {
                return Fail("a value is expected");
            }

            _position += count;
            return true;
        }

        private bool ReadString(out int offset, out int count)
        {
            offset = _position;
            count = 0;
            _hasEscapes = false;
            while (_position < _end)
            {
                int c = _buffer[_position];
                _position++;
                if (c == '"')
                {
                    count = _position - 1 - offset;
                    return true;
                }

                if (c == '\\')
                {
                    _hasEscapes = true;
                    if (!SkipEscape())
                    {
                        return false;
                    }
                }
                else if (c < 0x20)
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>Goes behind an escape, whose backslash was just read.</summary>
        private bool SkipEscape()
        {
            int c = _position < _end ? _buffer[_position++] : -1;
            if (c != 'u')
            {
                return Unescape(c) != 0;
            }

            for (int i = 0; i < 4; i++)
            {
                if (_position == _end || Digit(_buffer[_position++]) < 0)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>What the character behind a backslash stands for; 0 when for nothing.</summary>
        private static int Unescape(int c)
        {
            switch (c)
            {
                case '"':
                case '\\':
                case '/':
                    return c;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                default:
                    return 0;
            }
        }

        /// <summary>The number that the four digits there write.</summary>
        private int Hex(int offset)
        {
            int value = 0;
            for (int i = 0; i < 4; i++)
            {
                value = (value << 4) | Digit(_buffer[offset + i]);
            }

            return value;
        }

        private static int Digit(int c)
        {
            return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        }

        private static int PutUtf8(byte[] buffer, int at, int c)
        {
            if (c < 0x80)
            {
                buffer[at++] = (byte)c;
                return at;
            }

            if (c < 0x800)
            {
                buffer[at++] = (byte)(0xC0 | (c >> 6));
            }
            else
            {
                if (c < 0x10000)
                {
                    buffer[at++] = (byte)(0xE0 | (c >> 12));
                }
                else
                {
                    buffer[at++] = (byte)(0xF0 | (c >> 18));
                    buffer[at++] = (byte)(0x80 | ((c >> 12) & 0x3F));
                }

                buffer[at++] = (byte)(0x80 | ((c >> 6) & 0x3F));
            }

            buffer[at++] = (byte)(0x80 | (c & 0x3F));
            return at;
        }

        /// <summary>The object is closed; nothing but white space may follow.</summary>
        private bool Finish()
        {
            if (Next() != -1)
            {
                Error = "something follows the object";
            }

            return false;
        }

        private bool Fail(string error)
        {
            Error = error;
            return false;
        }

        /// <summary>The next byte that is not white space, or -1 at the end.</summary>
        private int Next()
        {
            while (_position < _end)
            {
                int c = _buffer[_position];
                _position++;
                if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                {
                    return c;
                }
            }

            return -1;
        }

        private int Find(byte[] names, int offset, int count)
        {
            byte[] buffer = _buffer;
            int index = 0;
            for (int at = 0; at < names.Length; at++)
            {
                int i = 0;
                while (i < count && names[at] != ',' && names[at] == buffer[offset + i])
                {
                    at++;
                    i++;
                }

                if (i == count && names[at] == ',')
                {
                    return index;
                }

                while (names[at] != ',')
                {
                    at++;
                }

                index++;
            }

            return -1;
        }

        private bool IsSame(byte[] utf8, int offset, int count)
        {
            if (utf8.Length != count)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (utf8[i] != _buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
