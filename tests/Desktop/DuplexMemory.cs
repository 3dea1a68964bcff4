using System;
using System.Collections.Generic;
using System.IO;

namespace Nanowire.Tests
{
    /// <summary>One end of a connection in memory whose other end a test plays. Reading what is not there is the end.</summary>
    internal sealed class DuplexMemory : Stream
    {
        /// <summary>What will be read.</summary>
        public readonly List<byte> Input = new List<byte>();

        private readonly List<byte> _output = new List<byte>();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>What was written since the last time.</summary>
        public byte[] TakeOutput()
        {
            byte[] bytes = _output.ToArray();
            _output.Clear();
            return bytes;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(count, Input.Count);
            Input.CopyTo(0, buffer, offset, read);
            Input.RemoveRange(0, read);
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _output.AddRange(buffer.AsSpan(offset, count).ToArray());
        }
    }
}
