using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>Desktop only: masking by vectors, to the last byte.</summary>
    internal static class WideMask
    {
        /// <summary>Masks a range in place.</summary>
        /// <param name="buffer">Holds the range; nothing else of it is touched.</param>
        /// <param name="offset">Where the range starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="key">The masking key twice, its lowest byte for the first byte of the range.</param>
        /// <param name="all">Gets all results or-ed, eight a number.</param>
        internal static void Apply(byte[] buffer, int offset, int count, ulong key, ref ulong all)
        {
            Span<byte> range = new Span<byte>(buffer, offset, count);
            System.Numerics.Vector<byte> found = System.Numerics.Vector<byte>.Zero;
            if (range.Length >= System.Numerics.Vector<byte>.Count)
            {
                System.Numerics.Vector<byte> wide = System.Numerics.Vector.AsVectorByte(new System.Numerics.Vector<ulong>(key));
                do
                {
                    System.Numerics.Vector<byte> masked = new System.Numerics.Vector<byte>(range) ^ wide;
                    masked.CopyTo(range);
                    found |= masked;
                    range = range.Slice(System.Numerics.Vector<byte>.Count);
                }
                while (range.Length >= System.Numerics.Vector<byte>.Count);

                System.Numerics.Vector<ulong> numbers = System.Numerics.Vector.AsVectorUInt64(found);
                for (int i = 0; i < System.Numerics.Vector<ulong>.Count; i++)
                {
                    all |= numbers[i];
                }
            }

            while (range.Length >= 8)
            {
                ulong masked = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(range) ^ key;
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(range, masked);
                all |= masked;
                range = range.Slice(8);
            }

            for (int i = 0; i < range.Length; i++)
            {
                byte masked = (byte)(range[i] ^ (key >> (i << 3)));
                range[i] = masked;
                all |= (ulong)masked << (i << 3);
            }
        }
    }
}
