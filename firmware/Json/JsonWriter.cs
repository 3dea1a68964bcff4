using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Appends JSON (RFC 8259) to an array that the caller owns, without garbage: integers, fixed point, literals, and
    /// strings that are UTF-8 already. It does not check that objects and arrays are balanced.
    /// </summary>
    /// <remarks>
    /// When the array is full the writer stops and <see cref="IsOverflowed"/> says so; a document cut short is never valid,
    /// so the caller must not send it.
    /// </remarks>
    public sealed class JsonWriter
    {
        // An object's own, not static: nobody promises when static initialisers run on the device.
        private readonly byte[] _literals = Encoding.UTF8.GetBytes("truefalsenull");

        private byte[] _buffer;
        private int _start;
        private int _position;
        private int _end;
        private bool _needsComma;
        private bool _isOverflowed;

        /// <summary>The bytes written.</summary>
        public int Count => _position - _start;

        /// <summary>Whether something did not fit.</summary>
        public bool IsOverflowed => _isOverflowed;

        /// <summary>Starts a document.</summary>
        /// <param name="buffer">Gets it; borrowed until the next Begin.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="capacity">The bytes it may have.</param>
        public void Begin(byte[] buffer, int offset, int capacity)
        {
            _buffer = buffer;
            _start = offset;
            _position = offset;
            _end = offset + capacity;
            _needsComma = false;
            _isOverflowed = false;
        }

        /// <summary>Whether a comma comes before the next value; for those who write a document in several pieces.</summary>
        internal bool NeedsComma
        {
            get => _needsComma;
            set => _needsComma = value;
        }

        /// <summary>Opens an object.</summary>
        public void BeginObject()
        {
            Open((byte)'{');
        }

        /// <summary>Closes an object.</summary>
        public void EndObject()
        {
            Shut((byte)'}');
        }

        /// <summary>Opens an array.</summary>
        public void BeginArray()
        {
            Open((byte)'[');
        }

        /// <summary>Closes an array.</summary>
        public void EndArray()
        {
            Shut((byte)']');
        }

        /// <summary>Writes the name of a member; its value comes next.</summary>
        /// <param name="utf8">The name.</param>
        public void Name(byte[] utf8)
        {
            Name(utf8, 0, utf8.Length);
        }

        /// <summary>Writes the name of a member, one of several in an array.</summary>
        /// <param name="utf8">Holds the name.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        public void Name(byte[] utf8, int offset, int count)
        {
            Value(utf8, offset, count);
            Byte((byte)':');
            _needsComma = false;
        }

        /// <summary>Writes an integer.</summary>
        public void Value(long value)
        {
            Separate();
            Number(value, 0);
        }

        /// <summary>Writes a number with a fixed point: 2153 with 2 decimals is 21.53.</summary>
        /// <param name="value">The number without its point.</param>
        /// <param name="decimals">How many digits are behind the point, 0 to 9.</param>
        public void Value(int value, int decimals)
        {
            Separate();
            Number(value, decimals);
        }

        /// <summary>Writes true or false.</summary>
        public void Value(bool value)
        {
            Separate();
            Bytes(_literals, value ? 0 : 4, value ? 4 : 5);
        }

        /// <summary>Writes null.</summary>
        public void Null()
        {
            Separate();
            Bytes(_literals, 9, 4);
        }

        /// <summary>Writes a string, with the escapes it needs.</summary>
        /// <param name="utf8">Holds the string in UTF-8.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        public void Value(byte[] utf8, int offset, int count)
        {
            Separate();
            Byte((byte)'"');
            for (int i = offset; i < offset + count; i++)
            {
                byte b = utf8[i];
                if (b == '"' || b == '\\')
                {
                    Byte((byte)'\\');
                    Byte(b);
                }
                else if (b < 0x20)
                {
                    Byte((byte)'\\');
                    Byte((byte)'u');
                    Byte((byte)'0');
                    Byte((byte)'0');
                    Byte((byte)('0' + (b >> 4)));
                    Byte((byte)((b & 15) < 10 ? '0' + (b & 15) : 'a' + (b & 15) - 10));
                }
                else
                {
                    Byte(b);
                }
            }

            Byte((byte)'"');
        }

        /// <summary>Writes a string. A convenience that allocates, for what is written once.</summary>
        public void Value(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Value(utf8, 0, utf8.Length);
        }

        /// <summary>Writes the name of a member. A convenience that allocates, for what is written now and then.</summary>
        public void Name(string name)
        {
            Name(Encoding.UTF8.GetBytes(name));
        }

        /// <summary>Writes a member; allocates, as the next two.</summary>
        public void Member(string name, string value)
        {
            Name(name);
            Value(value);
        }

        /// <summary>Writes a member.</summary>
        public void Member(string name, long value)
        {
            Name(name);
            Value(value);
        }

        /// <summary>Writes a member.</summary>
        public void Member(string name, bool value)
        {
            Name(name);
            Value(value);
        }

        private void Open(byte bracket)
        {
            Separate();
            Byte(bracket);
            _needsComma = false;
        }

        private void Shut(byte bracket)
        {
            Byte(bracket);
            _needsComma = true;
        }

        private void Separate()
        {
            if (_needsComma)
            {
                Byte((byte)',');
            }

            _needsComma = true;
        }

        private void Number(long value, int decimals)
        {
            // Digits come out last first, so their number is found before any is written. The magnitude is taken
            // unsigned, since that of the least number has no signed form.
            ulong rest = value < 0 ? (ulong)(-(value + 1)) + 1 : (ulong)value;
            int digits = 1;
            for (ulong r = rest / 10; r != 0; r /= 10)
            {
                digits++;
            }

            if (digits <= decimals)
            {
                digits = decimals + 1;
            }

            int size = digits + (decimals > 0 ? 1 : 0) + (value < 0 ? 1 : 0);
            if (_isOverflowed || size > _end - _position)
            {
                _isOverflowed = true;
                return;
            }

            int at = _position + size;
            _position = at;
            for (int i = 0; i < digits; i++)
            {
                if (i == decimals && decimals > 0)
                {
                    _buffer[--at] = (byte)'.';
                }

                _buffer[--at] = (byte)('0' + (int)(rest % 10));
                rest /= 10;
            }

            if (value < 0)
            {
                _buffer[--at] = (byte)'-';
            }
        }

        private void Bytes(byte[] bytes, int offset, int count)
        {
            if (_isOverflowed || count > _end - _position)
            {
                _isOverflowed = true;
                return;
            }

            Array.Copy(bytes, offset, _buffer, _position, count);
            _position += count;
        }

        private void Byte(byte value)
        {
            if (_isOverflowed || _position == _end)
            {
                _isOverflowed = true;
                return;
            }

            _buffer[_position] = value;
            _position++;
        }
    }
}
