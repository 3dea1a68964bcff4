namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>
    /// Appends ASCII to a buffer of the caller's. What does not fit is not written, and <see cref="IsFull"/> says so, whereupon the
    /// caller goes back to a part's start.
    /// </summary>
    internal sealed class PieceWriter
    {
        /// <summary>Where the next byte goes; going back drops what is behind.</summary>
        internal int Position;

        /// <summary>Whether something did not fit.</summary>
        internal bool IsFull;

        private byte[] _buffer;
        private int _end;

        internal void Begin(byte[] buffer, int offset, int capacity)
        {
            _buffer = buffer;
            Position = offset;
            _end = offset + capacity;
            IsFull = false;
        }

        /// <summary>Appends a text of ASCII.</summary>
        internal void Put(string text)
        {
            // Indexing a string is linear on the device; an array of it is dropped again at once.
            char[] chars = text.ToCharArray();
            for (int i = 0; i < chars.Length; i++)
            {
                Put((byte)chars[i]);
            }
        }

        /// <summary>The most characters of a text from outside, so that a part has an end; an IPv6 address has 45.</summary>
        private const int MaxQuoted = 64;

        /// <summary>Appends a text that comes from outside; what would need an escape in JSON or a label becomes a question mark.</summary>
        internal void PutQuoted(string text)
        {
            Put((byte)'"');
            char[] chars = text.ToCharArray();
            for (int i = 0; i < chars.Length && i < MaxQuoted; i++)
            {
                int c = chars[i];
                Put((byte)(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c));
            }

            Put((byte)'"');
        }

        /// <summary>Appends a number of 0 or more.</summary>
        internal void Put(long value)
        {
            if (value >= 10)
            {
                Put(value / 10);
            }

            Put((byte)('0' + (int)(value % 10)));
        }

        private void Put(byte value)
        {
            if (Position == _end)
            {
                IsFull = true;
                return;
            }

            _buffer[Position] = value;
            Position++;
        }
    }
}
