using System;

namespace Nanowire.Fuzz
{
    /// <summary>Makes an input as small as it goes.</summary>
    public static class InputReducer
    {
        private const int MaxRuns = 20000;

        /// <summary>A part of the input that still fails, its bytes zero where they do not matter.</summary>
        public static byte[] Reduce(FuzzTarget target, byte[] input)
        {
            return Reduce(input, MaxRuns, i => Fails(target, i));
        }

        /// <summary>A part of the input that still does what it must, its bytes zero where they do not matter.</summary>
        public static byte[] Reduce(byte[] input, int maxRuns, Predicate<byte[]> isEnough)
        {
            byte[] best = input;
            int runs = 0;
            bool smaller = true;
            while (smaller && runs < maxRuns)
            {
                smaller = false;
                for (int size = Math.Max(1, best.Length / 2); size > 0; size /= 2)
                {
                    for (int at = 0; at + size <= best.Length && runs < maxRuns; runs++)
                    {
                        byte[] shorter = [.. best[..at], .. best[(at + size)..]];
                        if (isEnough(shorter))
                        {
                            best = shorter;
                            smaller = true;
                        }
                        else
                        {
                            at += size;
                        }
                    }
                }
            }

            for (int at = 0; at < best.Length && runs < maxRuns; at++, runs++)
            {
                byte[] plain = (byte[])best.Clone();
                plain[at] = 0;
                best = best[at] != 0 && isEnough(plain) ? plain : best;
            }

            return best;
        }

        private static bool Fails(FuzzTarget target, byte[] input)
        {
            try
            {
                target.Run(input, true);
                return false;
            }
            catch (FuzzException)
            {
                return true;
            }
        }
    }
}
