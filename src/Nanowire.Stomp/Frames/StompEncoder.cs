using System;
using System.Text;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// Writes frames, one at a time, into an array that is reserved at construction. Sans-I/O. Headers that are the same for many frames are
    /// written once by <see cref="EncodeHeaders"/> and copied; numbers and ranges cost no garbage either, texts do.
    /// </summary>
    public sealed class StompEncoder
    {
        /// <summary>Holds the frame.</summary>
        public readonly byte[] Buffer;

        /// <summary>Whether 1.1 is spoken, which has no escape for a carriage return.</summary>
        public bool IsVersion11;

        private readonly StompWords _words = StompWords.Get();
        private int _used;
        private bool _isTooLarge;
        private bool _isPlain;

        /// <summary>Reserves the memory.</summary>
        /// <param name="size">The largest frame in bytes.</param>
        public StompEncoder(int size)
        {
            Buffer = new byte[size];
        }

        /// <summary>Lines of headers, escaped, to be used with any number of frames but CONNECT. Allocates.</summary>
        /// <param name="headers">Names and values in turn.</param>
        /// <exception cref="ArgumentException">A name without a value, or an empty name.</exception>
        public static byte[] EncodeHeaders(string[] headers)
        {
            if (headers == null || (headers.Length & 1) != 0)
            {
                throw new ArgumentException("names and values in turn");
            }

            int size = 0;
            for (int i = 0; i < headers.Length; i++)
            {
                // Each byte may need an escape, and a separator.
                size += (2 * Encoding.UTF8.GetBytes(headers[i]).Length) + 1;
            }

            StompEncoder encoder = new StompEncoder(size);
            for (int i = 0; i < headers.Length; i += 2)
            {
                encoder.Add(headers[i], headers[i + 1]);
            }

            byte[] lines = new byte[encoder._used];
            Array.Copy(encoder.Buffer, 0, lines, 0, lines.Length);
            return lines;
        }

        /// <summary>Begins a frame, in place of the last.</summary>
        public void Begin(StompCommand command)
        {
            _used = 0;
            _isTooLarge = false;
            _isPlain = StompCommands.IsPlain(command);
            PutAscii(_words.GetName(command));
            Put((byte)'\n');
        }

        /// <summary>Adds a header.</summary>
        /// <param name="name">Not empty.</param>
        /// <param name="value">Any text; in CONNECT and CONNECTED without ends of lines, for which there is no way to write them there.</param>
        /// <exception cref="ArgumentException">The name is empty, or the text cannot be written.</exception>
        public void Add(string name, string value)
        {
            if (name == null || name.Length == 0 || value == null)
            {
                throw new ArgumentException("a header has a name and a value");
            }

            byte[] bytes = Encoding.UTF8.GetBytes(name);
            PutEscaped(bytes, 0, bytes.Length, true);
            Put((byte)':');
            bytes = Encoding.UTF8.GetBytes(value);
            PutEscaped(bytes, 0, bytes.Length, false);
            Put((byte)'\n');
        }

        /// <summary>Adds a header with a number of 0 or more.</summary>
        /// <param name="name">ASCII that needs no escape.</param>
        /// <param name="value">The number.</param>
        public void Add(string name, int value)
        {
            PutAscii(name);
            Put((byte)':');
            PutNumber(value);
            Put((byte)'\n');
        }

        /// <summary>Adds a header whose value is in an array, unescaped.</summary>
        /// <param name="name">ASCII that needs no escape.</param>
        /// <param name="buffer">Holds the value; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        public void Add(string name, byte[] buffer, int offset, int count)
        {
            PutAscii(name);
            Put((byte)':');
            PutEscaped(buffer, offset, count, false);
            Put((byte)'\n');
        }

        /// <summary>Adds a header of a frame that was received.</summary>
        internal void Add(StompFrame frame, int header)
        {
            int name = frame.GetNameOffset(header);
            int value = frame.GetValueOffset(header);
            PutEscaped(frame.Buffer, name, value - name, true);
            Put((byte)':');
            PutEscaped(frame.Buffer, value, frame.GetValueCount(header), false);
            Put((byte)'\n');
        }

        /// <summary>Adds a header with room for a value of so many bytes, to see whether a frame fits.</summary>
        internal void AddSpace(string name, int count)
        {
            PutAscii(name);
            Put((byte)':');
            if (count > Buffer.Length - _used)
            {
                _isTooLarge = true;
                return;
            }

            _used += count;
            Put((byte)'\n');
        }

        /// <summary>Adds lines that <see cref="EncodeHeaders"/> made.</summary>
        public void AddLines(byte[] lines)
        {
            PutRange(lines, 0, lines.Length);
        }

        /// <summary>Ends a frame without a body.</summary>
        /// <returns>Its bytes; 0 when it does not fit.</returns>
        public int End()
        {
            Put((byte)'\n');
            Put(0);
            return _isTooLarge ? 0 : _used;
        }

        /// <summary>Ends a frame with a body, whose content-length it adds.</summary>
        /// <param name="body">Holds the body; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <returns>The bytes of the frame; 0 when it does not fit.</returns>
        public int End(byte[] body, int offset, int count)
        {
            Add(_words.ContentLength, count);
            Put((byte)'\n');
            PutRange(body, offset, count);
            Put(0);
            return _isTooLarge ? 0 : _used;
        }

        private void PutEscaped(byte[] bytes, int offset, int count, bool isName)
        {
            for (int i = 0; i < count; i++)
            {
                byte b = bytes[offset + i];
                byte escape = b == '\n' ? (byte)'n' : b == '\\' ? b : b == ':' ? (byte)'c' : b == '\r' ? (byte)'r' : (byte)0;
                if (escape == 0 || (escape == 'r' && IsVersion11))
                {
                    Put(b);
                }
                else if (!_isPlain)
                {
                    Put((byte)'\\');
                    Put(escape);
                }
                else if (b == '\n' || b == '\r' || (isName && b == ':'))
                {
                    throw new ArgumentException("a line end in CONNECT");
                }
                else
                {
                    Put(b);
                }
            }
        }

        private void PutNumber(int value)
        {
            if (value >= 10)
            {
                PutNumber(value / 10);
            }

            Put((byte)('0' + (value % 10)));
        }

        private void PutAscii(string text)
        {
            int count = text.Length;
            for (int i = 0; i < count; i++)
            {
                Put((byte)text[i]);
            }
        }

        private void PutRange(byte[] bytes, int offset, int count)
        {
            if (count > Buffer.Length - _used)
            {
                _isTooLarge = true;
                return;
            }

            Array.Copy(bytes, offset, Buffer, _used, count);
            _used += count;
        }

        private void Put(byte b)
        {
            if (_used == Buffer.Length)
            {
                _isTooLarge = true;
                return;
            }

            Buffer[_used++] = b;
        }
    }
}
