using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Masking and unmasking (RFC 6455 section 5.3), the most expensive thing done to a byte on the device.
    /// </summary>
    /// <remarks>
    /// The interpreter has no bulk xor, and an array store at a constant index is its cheapest. So eight bytes are read
    /// at once, xored as one number, written into a window at constant indices, and the window is copied back: some 8
    /// instructions a byte, where a plain loop takes 17 to 20. The window is this object's: one thread at a time, so one
    /// object a pump. Keys are numbers whose lowest byte masks the first byte (little-endian, as all supported chips are).
    /// A desktop has FrameMask.Desktop.cs besides, and leaves nothing for this to do.
    /// </remarks>
    public sealed partial class FrameMask
    {
        private const int WindowSize = 32;

        private readonly byte[] _window = new byte[WindowSize];

        /// <summary>The key for the bytes that follow <paramref name="count"/> bytes masked with <paramref name="key"/>.</summary>
        public static uint Advance(uint key, int count)
        {
            int shift = (count & 3) << 3;
            return shift == 0 ? key : (key >> shift) | (key << (32 - shift));
        }

        /// <summary>
        /// Masks or unmasks a range in place. Bytes up to 31 behind the range may be read (never written) where the
        /// array goes on; with as many there the last bytes take the fast way too.
        /// </summary>
        /// <param name="buffer">Holds the range.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="key">The masking key, turned by <see cref="Advance"/> where the range is not the first.</param>
        /// <param name="gathers">Whether the result is wanted; it costs a third of an instruction a byte.</param>
        /// <returns>All results or-ed together, eight a number: no bit in 0x8080808080808080 means all are ASCII.</returns>
        public ulong Apply(byte[] buffer, int offset, int count, uint key, bool gathers = true)
        {
            byte[] w = _window;
            ulong k = key | ((ulong)key << 32);
            ulong all = 0;
            ApplyWide(buffer, ref offset, ref count, k, ref all);
            int left = count & (WindowSize - 1);
            int end = offset + count - left;
            while (offset < end)
            {
                ulong a = BitConverter.ToUInt64(buffer, offset) ^ k;
                w[0] = (byte)a;
                w[1] = (byte)(a >> 8);
                w[2] = (byte)(a >> 16);
                w[3] = (byte)(a >> 24);
                w[4] = (byte)(a >> 32);
                w[5] = (byte)(a >> 40);
                w[6] = (byte)(a >> 48);
                w[7] = (byte)(a >> 56);
                ulong b = BitConverter.ToUInt64(buffer, offset + 8) ^ k;
                w[8] = (byte)b;
                w[9] = (byte)(b >> 8);
                w[10] = (byte)(b >> 16);
                w[11] = (byte)(b >> 24);
                w[12] = (byte)(b >> 32);
                w[13] = (byte)(b >> 40);
                w[14] = (byte)(b >> 48);
                w[15] = (byte)(b >> 56);
                ulong c = BitConverter.ToUInt64(buffer, offset + 16) ^ k;
                w[16] = (byte)c;
                w[17] = (byte)(c >> 8);
                w[18] = (byte)(c >> 16);
                w[19] = (byte)(c >> 24);
                w[20] = (byte)(c >> 32);
                w[21] = (byte)(c >> 40);
                w[22] = (byte)(c >> 48);
                w[23] = (byte)(c >> 56);
                ulong d = BitConverter.ToUInt64(buffer, offset + 24) ^ k;
                w[24] = (byte)d;
                w[25] = (byte)(d >> 8);
                w[26] = (byte)(d >> 16);
                w[27] = (byte)(d >> 24);
                w[28] = (byte)(d >> 32);
                w[29] = (byte)(d >> 40);
                w[30] = (byte)(d >> 48);
                w[31] = (byte)(d >> 56);
                if (gathers)
                {
                    all |= a | b | c | d;
                }

                Array.Copy(w, 0, buffer, offset, WindowSize);
                offset += WindowSize;
            }

            if (left == 0)
            {
                return all;
            }

            if (offset > buffer.Length - WindowSize)
            {
                return all | ApplyByByte(buffer, offset, left, key);
            }

            // The rest in one window too, of which as much is made as is needed.
            ulong last = BitConverter.ToUInt64(buffer, offset) ^ k;
            w[0] = (byte)last;
            w[1] = (byte)(last >> 8);
            w[2] = (byte)(last >> 16);
            w[3] = (byte)(last >> 24);
            w[4] = (byte)(last >> 32);
            w[5] = (byte)(last >> 40);
            w[6] = (byte)(last >> 48);
            w[7] = (byte)(last >> 56);
            if (left > 8)
            {
                all |= last;
                last = BitConverter.ToUInt64(buffer, offset + 8) ^ k;
                w[8] = (byte)last;
                w[9] = (byte)(last >> 8);
                w[10] = (byte)(last >> 16);
                w[11] = (byte)(last >> 24);
                w[12] = (byte)(last >> 32);
                w[13] = (byte)(last >> 40);
                w[14] = (byte)(last >> 48);
                w[15] = (byte)(last >> 56);
                if (left > 16)
                {
                    all |= last;
                    last = BitConverter.ToUInt64(buffer, offset + 16) ^ k;
                    w[16] = (byte)last;
                    w[17] = (byte)(last >> 8);
                    w[18] = (byte)(last >> 16);
                    w[19] = (byte)(last >> 24);
                    w[20] = (byte)(last >> 32);
                    w[21] = (byte)(last >> 40);
                    w[22] = (byte)(last >> 48);
                    w[23] = (byte)(last >> 56);
                    if (left > 24)
                    {
                        all |= last;
                        last = BitConverter.ToUInt64(buffer, offset + 24) ^ k;
                        w[24] = (byte)last;
                        w[25] = (byte)(last >> 8);
                        w[26] = (byte)(last >> 16);
                        w[27] = (byte)(last >> 24);
                        w[28] = (byte)(last >> 32);
                        w[29] = (byte)(last >> 40);
                        w[30] = (byte)(last >> 48);
                        w[31] = (byte)(last >> 56);
                    }
                }
            }

            Array.Copy(w, 0, buffer, offset, left);

            // Of a shift by a multiple of eight only the bits below 64 count.
            return gathers ? all | (last & (ulong.MaxValue >> (-left << 3))) : all;
        }

        /// <summary>
        /// Where a runtime has something better: masks from <paramref name="offset"/> on as far as it likes, in steps of four bytes or to the end, and moves
        /// the offset and the count by that. On a device it does not exist, and neither does its call.
        /// </summary>
        static partial void ApplyWide(byte[] buffer, ref int offset, ref int count, ulong key, ref ulong all);

        /// <summary>The end of a range that is also the end of its array.</summary>
        private static ulong ApplyByByte(byte[] buffer, int offset, int count, uint key)
        {
            ulong all = 0;
            for (int i = 0; i < count; i++)
            {
                byte b = (byte)(buffer[offset + i] ^ (key >> ((i & 3) << 3)));
                buffer[offset + i] = b;
                all |= b;
            }

            return all;
        }
    }
}
