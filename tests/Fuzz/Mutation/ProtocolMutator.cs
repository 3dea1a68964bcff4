using System;
using System.Collections.Generic;

namespace Nanowire.Fuzz
{
    /// <summary>Knows the scripts of <see cref="ProtocolTarget"/>.</summary>
    internal sealed class ProtocolMutator : Mutator
    {
        private readonly bool _masked;

        public ProtocolMutator(bool masked)
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

            List<int> starts = Starts(bytes);
            int number = random.Next(starts.Count);
            int at = starts[number];
            int count = number + 1 < starts.Count ? starts[number + 1] - at : 0;
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, count);
                    break;
                case 1:
                    bytes.InsertRange(starts[random.Next(starts.Count)], bytes.GetRange(at, count));
                    break;
                case 2:
                    bytes[0] = (byte)random.Next(256);
                    break;
                case 3:
                case 4:
                    bytes.InsertRange(at, Received(random));
                    break;
                default:
                    bytes.InsertRange(at, [(byte)(random.Next(7, 16) | (random.Next(16) << 4)), (byte)random.Next(256)]);
                    break;
            }

            return true;
        }

        private byte[] Received(Random random)
        {
            byte[] frames = random.Next(3) == 0 ? Frames.Message(_masked, random) : Frames.Next(_masked, random);
            int count = Math.Min(255, frames.Length);
            int cut = random.Next(3) == 0 ? random.Next(count + 1) : count;
            return cut == count
                ? [0, (byte)count, .. frames[..count]]
                : [0, (byte)cut, .. frames[..cut], (byte)random.Next(7, 13), (byte)random.Next(256), 0, (byte)(count - cut), .. frames[cut..count]];
        }

        private static List<int> Starts(List<byte> script)
        {
            List<int> starts = new List<int>();
            int at = 1;
            while (at < script.Count)
            {
                starts.Add(at);
                at += 2 + ((script[at] & 15) < 7 && at + 1 < script.Count ? script[at + 1] : 0);
            }

            starts.Add(script.Count);
            return starts;
        }
    }
}
