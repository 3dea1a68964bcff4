using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>The dashboard as the build packed it: gzip, read from flash in chunks, so that it never lies in memory whole.</summary>
    public sealed class DashboardContent : StaticContent
    {
        private int _chunkIndex = -1;
        private byte[] _chunk;

        /// <inheritdoc/>
        public override string ContentType => DashboardPage.ContentType;

        /// <inheritdoc/>
        public override int Length => DashboardPage.Length;

        /// <inheritdoc/>
        public override string ETag => DashboardPage.ETag;

        /// <inheritdoc/>
        public override bool IsGzip => true;

        /// <inheritdoc/>
        public override int Read(int position, byte[] buffer, int offset, int count)
        {
            int index = position / DashboardPage.ChunkSize;
            if (index != _chunkIndex)
            {
                // Each call copies the chunk from flash to a new array; the last one is kept for the next piece of it.
                _chunk = DashboardPage.GetChunk(index);
                _chunkIndex = index;
            }

            int start = position - (index * DashboardPage.ChunkSize);
            int left = _chunk.Length - start;
            if (count > left)
            {
                count = left;
            }

            Array.Copy(_chunk, start, buffer, offset, count);
            return count;
        }
    }
}
