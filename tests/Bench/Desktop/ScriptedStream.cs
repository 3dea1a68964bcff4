using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Bench.Desktop
{
    /// <summary>A stream that brings the same frame for ever and forgets what is written, without ever waiting: for .NET's WebSocket.</summary>
    internal sealed class ScriptedStream : Stream
    {
        private readonly byte[] _frame;
        private int _position;

        internal ScriptedStream(byte[] frame)
        {
            _frame = frame;
        }

        /// <summary>The bytes written so far.</summary>
        internal long Written { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            // Not past a frame's end, as from a peer that waits for its answer.
            int count = Math.Min(buffer.Length, _frame.Length - _position);
            _frame.AsSpan(_position, count).CopyTo(buffer);
            _position = _position + count == _frame.Length ? 0 : _position + count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return Read(buffer.AsSpan(offset, count));
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            return new ValueTask<int>(Read(buffer.Span));
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            return Task.FromResult(Read(buffer.AsSpan(offset, count)));
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Written += count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }
    }
}
