using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>A page as the build packed it: gzip, read from flash in chunks, so that it never lies in memory whole.</summary>
    public abstract class PackedPage : StaticContent
    {
        private readonly int _chunkSize;
        private int _chunkIndex = -1;
        private byte[] _chunk;

        /// <summary>A page in chunks.</summary>
        /// <param name="chunkSize">Bytes in each chunk but the last.</param>
        protected PackedPage(int chunkSize)
        {
            _chunkSize = chunkSize;
        }

        /// <inheritdoc/>
        public override bool IsGzip => true;

        /// <inheritdoc/>
        public override int Read(int position, byte[] buffer, int offset, int count)
        {
            int index = position / _chunkSize;
            if (index != _chunkIndex)
            {
                // Each call copies the chunk from flash to a new array; the last one is kept for the next piece of it.
                _chunk = GetChunk(index);
                _chunkIndex = index;
            }

            int start = position - (index * _chunkSize);
            int left = _chunk.Length - start;
            if (count > left)
            {
                count = left;
            }

            Array.Copy(_chunk, start, buffer, offset, count);
            return count;
        }

        /// <summary>Copies a chunk from flash into a new array.</summary>
        protected abstract byte[] GetChunk(int index);
    }
}
