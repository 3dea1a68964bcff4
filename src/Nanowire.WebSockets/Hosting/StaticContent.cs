namespace Nanowire.WebSockets
{
    /// <summary>
    /// Something that the server answers a GET with, such as a page in flash: it is read piece by piece into a
    /// connection's send buffer, so its size costs no memory.
    /// </summary>
    public abstract class StaticContent
    {
        /// <summary>The media type, such as "text/html; charset=utf-8".</summary>
        public abstract string ContentType { get; }

        /// <summary>The length in bytes, as stored.</summary>
        public abstract int Length { get; }

        /// <summary>The entity tag with its quotes (RFC 9110 section 8.8.3); null when there is none, and no 304 then.</summary>
        public abstract string ETag { get; }

        /// <summary>Whether the bytes are gzip, so that only clients that accept it get them.</summary>
        public abstract bool IsGzip { get; }

        /// <summary>Copies bytes.</summary>
        /// <param name="position">Where they start in the content.</param>
        /// <param name="buffer">Gets them.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many are wanted, at least 1.</param>
        /// <returns>How many were copied, at least 1; fewer than wanted is fine.</returns>
        public abstract int Read(int position, byte[] buffer, int offset, int count);
    }
}
