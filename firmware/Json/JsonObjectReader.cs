namespace Nanowire.Firmware
{
    /// <summary>
    /// Reads one flat JSON object in place: no copy, no garbage, one pass. That is all that commands need, so the rest
    /// of RFC 8259 is refused with words for it: nested values, fractions and exponents, escapes, numbers beyond an int.
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

        /// <summary>What is wrong with the document; null while nothing is.</summary>
        public string Error { get; private set; }

        /// <summary>What the member's value is.</summary>
        public JsonValueKind Kind { get; private set; }

        /// <summary>
        /// The value of an <see cref="JsonValueKind.Integer"/>, or 1 and 0 of a <see cref="JsonValueKind.Boolean"/>.
        /// </summary>
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
            if (c != '"' || !ReadString(out _nameOffset, out _nameCount))
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

        /// <summary>Whether the member's value is that string.</summary>
        public bool ValueIs(byte[] utf8)
        {
            return Kind == JsonValueKind.String && IsSame(utf8, _valueOffset, _valueCount);
        }

        /// <summary>The value of a <see cref="JsonValueKind.String"/> as a string of its own; null of other kinds.</summary>
        public string GetText()
        {
            return Kind == JsonValueKind.String ? System.Text.Encoding.UTF8.GetString(_buffer, _valueOffset, _valueCount) : null;
        }

        private bool ReadValue(int c)
        {
            switch (c)
            {
                case '"':
                    Kind = JsonValueKind.String;
                    return ReadString(out _valueOffset, out _valueCount) || Fail("a string is not closed or has escapes");
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
            while (_position < _end)
            {
                int c = _buffer[_position];
                _position++;
                if (c == '"')
                {
                    count = _position - 1 - offset;
                    return true;
                }

                if (c == '\\' || c < 0x20)
                {
                    return false;
                }
            }

            return false;
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
