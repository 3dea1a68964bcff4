using System;

namespace Nanowire.Fuzz
{
    /// <summary>Makes an input that fails as small as it goes.</summary>
    public static class InputReducer
    {
        private const int MaxRuns = 20000;

        /// <summary>A part of the input that still fails, its bytes zero where they do not matter.</summary>
        public static byte[] Reduce(FuzzTarget target, byte[] input)
        {
            byte[] best = input;
            int runs = 0;
            bool smaller = true;
            while (smaller && runs < MaxRuns)
            {
                smaller = false;
                for (int size = Math.Max(1, best.Length / 2); size > 0; size /= 2)
                {
                    for (int at = 0; at + size <= best.Length && runs < MaxRuns; runs++)
                    {
                        byte[] shorter = [.. best[..at], .. best[(at + size)..]];
                        if (Fails(target, shorter))
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

            for (int at = 0; at < best.Length && runs < MaxRuns; at++, runs++)
            {
                byte[] plain = (byte[])best.Clone();
                plain[at] = 0;
                best = best[at] != 0 && Fails(target, plain) ? plain : best;
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
