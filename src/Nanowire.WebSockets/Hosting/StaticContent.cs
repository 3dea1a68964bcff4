namespace Nanowire.WebSockets
{
    /// <summary>
    /// Something that the server answers a GET with, such as a page in flash: it is read piece by piece into a
    /// connection's send buffer, so its size costs no memory.
    /// </summary>
    public abstract class StaticContent : Content
    {
        /// <summary>The length in bytes, as stored.</summary>
        public abstract int Length { get; }

        /// <inheritdoc/>
        public abstract override string ETag { get; }

        /// <inheritdoc/>
        public abstract override bool IsGzip { get; }

        internal override int KnownLength => Length;

        /// <summary>Copies bytes.</summary>
        /// <param name="position">Where they start in the content.</param>
        /// <param name="buffer">Gets them.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many are wanted, at least 1.</param>
        /// <returns>How many were copied, at least 1; fewer than wanted is fine.</returns>
        public abstract int Read(int position, byte[] buffer, int offset, int count);

        internal override int Next(ref int position, byte[] buffer, int capacity)
        {
            if (position == Length)
            {
                return 0;
            }

            int count = Read(position, buffer, 0, capacity);
            position += count;

            // Nothing at all would be an end before the promised length.
            return count == 0 ? -1 : count;
        }
    }
}
