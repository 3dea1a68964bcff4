namespace Nanowire.WebSockets.Deflate
{
    // The lengths of codes are found without sorting, which would want another array: first each as its share of the block asks
    // for, rounded up; then those that gain most are shortened until all codes are used. That is within a percent or two of
    // Huffman's.
    public sealed partial class Deflater
    {
        /// <summary>Finds the lengths of a code. Returns the bits that all its symbols take.</summary>
        private int MakeLengths(int start, int count, int maxBits)
        {
            ushort[] counts = _counts;
            byte[] lengths = _lengths;
            int end = start + count;
            int total = 0;
            int used = 0;
            for (int i = start; i < end; i++)
            {
                int n = counts[i];
                if (n != 0)
                {
                    total += n;
                    used++;
                }
            }

            System.Array.Clear(lengths, start, count);
            if (used < 2)
            {
                // One code of one bit. Where none is needed there is one nevertheless, for the sake of old decoders.
                int symbol = start;
                for (int i = start; i < end; i++)
                {
                    if (counts[i] != 0)
                    {
                        symbol = i;
                    }
                }

                lengths[symbol] = 1;
                if (start == CodeLengths)
                {
                    // This one must be complete.
                    lengths[symbol == start ? start + 1 : start] = 1;
                }

                return total;
            }

            int left = 1 << maxBits;
            for (int i = start; i < end; i++)
            {
                int n = counts[i];
                if (n != 0)
                {
                    int bits = 1;
                    while (n << bits < total && bits < maxBits)
                    {
                        bits++;
                    }

                    lengths[i] = (byte)bits;
                    left -= 1 << (maxBits - bits);
                }
            }

            while (left < 0)
            {
                left += Lengthen(start, end, maxBits);
            }

            // What gains most for the room it takes comes first: eighths of what a code would ideally have.
            for (int eighths = 14; left > 0; eighths -= 2)
            {
                int bound = total * eighths;
                for (int i = start; i < end; i++)
                {
                    int bits = lengths[i];
                    if (bits > 1 && 1 << (maxBits - bits) <= left && (counts[i] << bits) * 8 >= bound)
                    {
                        left -= 1 << (maxBits - bits);
                        lengths[i] = (byte)(bits - 1);
                    }
                }
            }

            int sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += counts[i] * lengths[i];
            }

            return sum;
        }

        /// <summary>Lengthens the longest code that may be by a bit. Returns the room that this makes.</summary>
        private int Lengthen(int start, int end, int maxBits)
        {
            int longest = start;
            int bits = 0;
            for (int i = start; i < end; i++)
            {
                if (_lengths[i] > bits && _lengths[i] < maxBits)
                {
                    longest = i;
                    bits = _lengths[i];
                }
            }

            _lengths[longest]++;
            return 1 << (maxBits - bits - 1);
        }
    }
}
