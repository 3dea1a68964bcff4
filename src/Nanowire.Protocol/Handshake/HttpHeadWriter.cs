using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Writes the head of a response into a buffer of the caller's without allocating: <see cref="Start"/>, any number of
    /// <c>Add</c>, <see cref="End"/>. What does not fit shows at the end, once. One instance serves all connections. What is
    /// always the same is best made once and given to <see cref="AddLines"/>: a character of a string costs the device 20
    /// instructions, one of an array nothing.
    /// </summary>
    /// <remarks>Names and values that could break the head (control characters) are refused, so that nothing can be injected.</remarks>
    public sealed class HttpHeadWriter
    {
        private const string LineEnd = "\r\n";

        private byte[] _output;
        private int _start;
        private int _position;
        private int _end;

        /// <summary>Begins a head with its status line.</summary>
        /// <param name="status">100 to 999.</param>
        /// <param name="output">Takes the head; borrowed until <see cref="End"/>.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for.</param>
        /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the range does not lie in the array.</exception>
        public void Start(int status, byte[] output, int offset, int capacity)
        {
            Ascii.CheckRange(output, offset, capacity);
            if (status < 100 || status > 999)
            {
                throw new ArgumentOutOfRangeException(nameof(status));
            }

            _output = output;
            _start = offset;
            _position = offset;
            _end = offset + capacity;
            Put("HTTP/1.1 ");
            Put(status);
            Put(" ");
            Put(HttpStatus.GetReason(status));
            Put(LineEnd);
        }

        /// <summary>Adds a header.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Printable ASCII, and short: a character costs more the further back it is on the device.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">A character is not printable ASCII, or the name has a colon or a space.</exception>
        public void Add(string name, string value)
        {
            if (value == null)
            {
                throw new ArgumentNullException(nameof(value));
            }

            PutName(name);
            PutText(value);
            Put(LineEnd);
        }

        /// <summary>Adds a header with a number.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">0 or more.</param>
        /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative.</exception>
        /// <exception cref="ArgumentException">A character is not printable ASCII, or the name has a colon or a space.</exception>
        public void Add(string name, int value)
        {
            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value));
            }

            PutName(name);
            Put(value);
            Put(LineEnd);
        }

        /// <summary>Adds a header whose value is a byte range.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Holds the value; not modified. It may have any byte but control characters.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array.</exception>
        /// <exception cref="ArgumentException">There is a control character, or the name has a colon or a space.</exception>
        public void Add(string name, byte[] value, int offset, int count)
        {
            Ascii.CheckRange(value, offset, count);
            for (int i = 0; i < count; i++)
            {
                if (value[offset + i] < ' ' || value[offset + i] == 0x7F)
                {
                    throw new ArgumentException("not printable ASCII", nameof(value));
                }
            }

            PutName(name);
            PutBytes(value, offset, count);
            Put(LineEnd);
        }

        /// <summary>Adds whole header lines that were made and checked before, each with its CR LF: one bulk copy.</summary>
        /// <param name="lines">The lines; not modified.</param>
        /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
        public void AddLines(byte[] lines)
        {
            if (lines == null)
            {
                throw new ArgumentNullException(nameof(lines));
            }

            PutBytes(lines, 0, lines.Length);
        }

        /// <summary>Ends the head with the empty line.</summary>
        /// <returns>Bytes of the head, or 0 when the room did not suffice; what is in the buffer then is of no use.</returns>
        public int End()
        {
            Put(LineEnd);
            _output = null;
            return _position > _end ? 0 : _position - _start;
        }

        /// <summary>Takes room, whether there is as much or not; what is written then begins that far in front of _position.</summary>
        private bool Reserve(int count)
        {
            if (_output == null)
            {
                throw new InvalidOperationException();
            }

            _position += count;
            return _position <= _end;
        }

        private void PutName(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException(nameof(name));
            }

            if (!Ascii.IsToken(name))
            {
                throw new ArgumentException("not a header name", nameof(name));
            }

            Put(name);
            Put(": ");
        }

        private void PutText(string text)
        {
            if (text.Length != 0 && !Ascii.AreAll(text, Ascii.PrintableLow, Ascii.PrintableHigh))
            {
                throw new ArgumentException("not printable ASCII", nameof(text));
            }

            Put(text);
        }

        private void Put(string text)
        {
            if (Reserve(text.Length))
            {
                Ascii.Put(text, _output, _position - text.Length);
            }
        }

        private void Put(int value)
        {
            if (value >= 10)
            {
                Put(value / 10);
            }

            if (Reserve(1))
            {
                _output[_position - 1] = (byte)('0' + (value % 10));
            }
        }

        private void PutBytes(byte[] bytes, int offset, int count)
        {
            if (Reserve(count))
            {
                Array.Copy(bytes, offset, _output, _position - count, count);
            }
        }
    }
}
