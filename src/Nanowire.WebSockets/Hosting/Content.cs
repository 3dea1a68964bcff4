using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Something that the server answers a GET with: <see cref="StaticContent"/>, whose length is known and which caches may
    /// ask about, or <see cref="DynamicContent"/>, which is composed as it is sent.
    /// </summary>
    public abstract class Content
    {
        private protected Content()
        {
        }

        /// <summary>The media type, such as "text/html; charset=utf-8".</summary>
        public abstract string ContentType { get; }

        /// <summary>The entity tag with its quotes (RFC 9110 section 8.8.3); null when there is none, and no 304 then.</summary>
        public virtual string ETag => null;

        /// <summary>Whether the bytes are gzip, so that only clients that accept it get them.</summary>
        public virtual bool IsGzip => false;

        /// <summary>The length in bytes; below 0 when nobody knows it before all is written.</summary>
        internal virtual int KnownLength => -1;

        /// <summary>Writes the next piece of what goes over the wire behind the head.</summary>
        /// <param name="position">The connection's own mark of how far it got.</param>
        /// <param name="buffer">Gets the piece, from its start on.</param>
        /// <param name="capacity">Bytes there is room for.</param>
        /// <returns>The bytes written; 0 at the end; less or more than there is room for when the application's source fails.</returns>
        internal abstract int Next(ref int position, byte[] buffer, int capacity);
    }
}
