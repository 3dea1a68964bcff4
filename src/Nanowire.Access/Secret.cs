namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// Bytes that a peer has to know. Comparing takes the same time wherever the first difference is, so that it cannot be
    /// found out byte by byte; it depends on the secret's length alone.
    /// </summary>
    internal sealed class Secret
    {
        private readonly byte[] _bytes;

        internal Secret(byte[] bytes)
        {
            _bytes = bytes;
        }

        /// <summary>Whether a range is the secret.</summary>
        /// <param name="buffer">Holds the range; not empty.</param>
        /// <param name="offset">Where it starts, within the buffer.</param>
        /// <param name="count">Bytes of it.</param>
        internal bool Matches(byte[] buffer, int offset, int count)
        {
            byte[] bytes = _bytes;
            int difference = count ^ bytes.Length;

            // Of a shorter range the first byte is looked at instead, so that there is no branch to measure.
            for (int i = 0; i < bytes.Length; i++)
            {
                int at = (i - count) >> 31 & i;
                difference |= bytes[i] ^ buffer[offset + at];
            }

            return difference == 0;
        }
    }
}
