namespace Nanowire.WebSockets
{
    /// <summary>
    /// Something that the server answers a GET with and that is composed at that time, such as measurements. It is written
    /// piece by piece into a connection's send buffer, so its size costs no memory, and its length need not be known:
    /// it goes out in chunks (RFC 9112 section 7.1), and to HTTP/1.0 up to the end of the connection. Caches keep none of it.
    /// </summary>
    public abstract class DynamicContent : Content
    {
        /// <summary>The least room that <see cref="Write"/> is given, in bytes.</summary>
        public const int MinRoom = 385;

        /// <summary>The start of one without chunks: those positions are the complement.</summary>
        internal const int Unframed = -1;

        private const int Over = int.MaxValue;

        // Four digits and a line's end in front, a line's end behind; and what ends the content.
        private const int ChunkHead = 6;
        private const int LineEnd = 2;
        private const int MaxChunk = 0xFFFF;

        /// <summary>
        /// Composes the next piece. Several connections may be at different positions at the same time, so whatever is to be
        /// known of one is in its position.
        /// </summary>
        /// <param name="position">How far this connection got: 0 at the start, then what the last call left there, from 0 to 2^31 - 2.</param>
        /// <param name="buffer">Gets the piece.</param>
        /// <param name="offset">Where.</param>
        /// <param name="capacity">Bytes there is room for, at least <see cref="MinRoom"/>.</param>
        /// <returns>The bytes written, 1 to <paramref name="capacity"/>; 0 at the end.</returns>
        public abstract int Write(ref int position, byte[] buffer, int offset, int capacity);

        internal override int Next(ref int position, byte[] buffer, int capacity)
        {
            int at = position;
            if (at == Over)
            {
                return 0;
            }

            int count;
            if (at < 0)
            {
                at = ~at;
                count = Write(ref at, buffer, 0, capacity);
                position = ~at;
                return count;
            }

            capacity -= ChunkHead + LineEnd;
            capacity = capacity < MaxChunk ? capacity : MaxChunk;
            count = Write(ref at, buffer, ChunkHead, capacity);
            position = at;
            if (count < 0 || count > capacity)
            {
                return -1;
            }

            // Leading zeros are allowed, so that the head has one length. Without data it ends the content.
            int rest = count;
            for (int i = 3; i >= 0; i--)
            {
                int digit = rest & 15;
                buffer[i] = (byte)(digit < 10 ? '0' + digit : 'A' - 10 + digit);
                rest >>= 4;
            }

            PutLineEnd(buffer, 4);
            PutLineEnd(buffer, ChunkHead + count);
            if (count == 0)
            {
                position = Over;
            }

            return ChunkHead + count + LineEnd;
        }

        private static void PutLineEnd(byte[] buffer, int offset)
        {
            buffer[offset] = (byte)'\r';
            buffer[offset + 1] = (byte)'\n';
        }
    }
}
