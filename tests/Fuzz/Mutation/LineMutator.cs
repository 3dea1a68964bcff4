using System;
using System.Collections.Generic;
using System.Text;

namespace Nanowire.Fuzz
{
    /// <summary>Knows that an input is lines: takes them out, puts them elsewhere, and puts others in.</summary>
    internal sealed class LineMutator : Mutator
    {
        private readonly byte[][] _lines;

        /// <param name="lines">Lines to put in, without their ends.</param>
        /// <param name="words">The dictionary.</param>
        public LineMutator(string[] lines, string[] words)
            : base(words)
        {
            _lines = Array.ConvertAll(lines, l => Encoding.Latin1.GetBytes(l + "\r\n"));
        }

        /// <inheritdoc/>
        protected override bool MutateStructure(List<byte> bytes, byte[] other, Random random)
        {
            List<int> starts = new List<int> { 0 };
            for (int i = 0; i < bytes.Count; i++)
            {
                if (bytes[i] == '\n')
                {
                    starts.Add(i + 1);
                }
            }

            int number = random.Next(starts.Count);
            int at = starts[number];
            int count = (number + 1 < starts.Count ? starts[number + 1] : bytes.Count) - at;
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, count);
                    break;
                case 1:
                    bytes.InsertRange(starts[random.Next(starts.Count)], bytes.GetRange(at, count));
                    break;
                case 2:
                    for (int i = at; i < at + count; i++)
                    {
                        // Letters of the other case, now and then.
                        bytes[i] = (bytes[i] | 0x20) is >= (byte)'a' and <= (byte)'z' && random.Next(3) == 0 ? (byte)(bytes[i] ^ 0x20) : bytes[i];
                    }

                    break;
                default:
                    bytes.InsertRange(starts[random.Next(starts.Count)], _lines[random.Next(_lines.Length)]);
                    break;
            }

            return true;
        }
    }
}
