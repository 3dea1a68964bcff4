using System;

namespace Nanowire.WebSockets
{
    /// <summary>Content that lies in memory.</summary>
    public sealed class ByteArrayContent : StaticContent
    {
        private readonly byte[] _bytes;
        private readonly string _contentType;
        private readonly string _eTag;
        private readonly bool _isGzip;

        /// <summary>Borrows the array for as long as the content is served.</summary>
        /// <param name="bytes">The content.</param>
        /// <param name="contentType">Its media type.</param>
        /// <param name="eTag">Its entity tag with quotes, or null.</param>
        /// <param name="isGzip">Whether it is gzip.</param>
        /// <exception cref="ArgumentNullException"><paramref name="bytes"/> or <paramref name="contentType"/> is null.</exception>
        public ByteArrayContent(byte[] bytes, string contentType, string eTag, bool isGzip)
        {
            ArgumentNullException.ThrowIfNull(bytes, nameof(bytes));
            ArgumentNullException.ThrowIfNull(contentType, nameof(contentType));
            _bytes = bytes;
            _contentType = contentType;
            _eTag = eTag;
            _isGzip = isGzip;
        }

        /// <inheritdoc/>
        public override string ContentType => _contentType;

        /// <inheritdoc/>
        public override int Length => _bytes.Length;

        /// <inheritdoc/>
        public override string ETag => _eTag;

        /// <inheritdoc/>
        public override bool IsGzip => _isGzip;

        /// <inheritdoc/>
        public override int Read(int position, byte[] buffer, int offset, int count)
        {
            int left = _bytes.Length - position;
            if (count > left)
            {
                count = left;
            }

            Array.Copy(_bytes, position, buffer, offset, count);
            return count;
        }
    }
}
