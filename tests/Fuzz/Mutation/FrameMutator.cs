using System;
using System.Collections.Generic;

namespace Nanowire.Fuzz
{
    /// <summary>Knows that an input is one byte of settings and then frames.</summary>
    internal sealed class FrameMutator : Mutator
    {
        private readonly bool _masked;

        public FrameMutator(bool masked)
        {
            _masked = masked;
        }

        /// <inheritdoc/>
        protected override bool MutateStructure(List<byte> bytes, byte[] other, Random random)
        {
            if (bytes.Count == 0)
            {
                bytes.Add((byte)random.Next(256));
            }

            List<int> starts = Frames.Starts(bytes, 1, bytes.Count);
            int number = random.Next(starts.Count);
            int at = starts[number];
            bool isFrame = number + 1 < starts.Count;
            int count = isFrame ? Math.Max(0, starts[number + 1] - at) : 0;
            switch (random.Next(9))
            {
                case 0 when isFrame:
                    bytes[at] = (byte)((bytes[at] & 0xF0) | random.Next(random.Next(8) == 0 ? 16 : 3));
                    break;
                case 1 when isFrame:
                    bytes[at] ^= 0x80;
                    break;
                case 2 when isFrame:
                    bytes[at + 1] = (byte)((bytes[at + 1] & 0x80) | random.Next(128));
                    break;
                case 3 when isFrame:
                    bytes.RemoveRange(at, count);
                    break;
                case 4 when isFrame:
                    bytes.InsertRange(starts[random.Next(starts.Count)], bytes.GetRange(at, count));
                    break;
                case 5:
                    bytes[0] = (byte)random.Next(256);
                    break;
                case 6:
                    bytes.InsertRange(at, Frames.Message(_masked, random));
                    break;
                default:
                    bytes.InsertRange(at, Frames.Next(_masked, random));
                    break;
            }

            return true;
        }
    }
}
