using System;

namespace Nanowire.Fuzz
{
    /// <summary>What a run showed, as bytes to compare with another run's. Reused, so that it allocates only to grow.</summary>
    public sealed class Trace
    {
        private byte[] _bytes = new byte[1 << 14];

        /// <summary>Bytes so far; setting it takes back what came after.</summary>
        public int Count { get; set; }

        /// <summary>All of it.</summary>
        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Count);

        public void Add(int value)
        {
            Reserve(4);
            BitConverter.TryWriteBytes(_bytes.AsSpan(Count), value);
            Count += 4;
        }

        public void Add(char kind, int value)
        {
            Reserve(1);
            _bytes[Count++] = (byte)kind;
            Add(value);
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            Reserve(bytes.Length);
            bytes.CopyTo(_bytes.AsSpan(Count));
            Count += bytes.Length;
        }

        public void Clear()
        {
            Count = 0;
        }

        public bool IsSameAs(Trace other)
        {
            return Bytes.SequenceEqual(other.Bytes);
        }

        private void Reserve(int count)
        {
            if (Count + count > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(Count + count, _bytes.Length * 2));
            }
        }
    }
}
