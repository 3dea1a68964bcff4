using System;
using System.Collections.Generic;
using System.Text;

namespace Nanowire.Fuzz
{
    /// <summary>Makes a new input of an old one: bits, bytes, ranges, words of a dictionary, and what a derived class knows.</summary>
    public class Mutator
    {
        private static readonly byte[] _interesting = [0x00, 0x01, 0x7D, 0x7E, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xF5, 0xFE, 0xFF];

        private readonly byte[][] _words;

        public Mutator(params string[] words)
        {
            _words = Array.ConvertAll(words, Encoding.Latin1.GetBytes);
        }

        /// <summary>A new input.</summary>
        /// <param name="input">The old one; not modified.</param>
        /// <param name="other">Another to take a part of.</param>
        /// <param name="maxCount">Bytes it may have.</param>
        /// <param name="random">Decides.</param>
        public byte[] Mutate(byte[] input, byte[] other, int maxCount, Random random)
        {
            List<byte> bytes = new List<byte>(input);
            int steps = 1 << random.Next(4);
            for (int i = 0; i < steps; i++)
            {
                if (random.Next(2) == 0 || !MutateStructure(bytes, other, random))
                {
                    MutateBytes(bytes, other, random);
                }
            }

            if (bytes.Count > maxCount)
            {
                bytes.RemoveRange(maxCount, bytes.Count - maxCount);
            }

            return bytes.ToArray();
        }

        /// <summary>A step that knows what inputs are made of; false when there is none.</summary>
        protected virtual bool MutateStructure(List<byte> bytes, byte[] other, Random random)
        {
            return false;
        }

        private void MutateBytes(List<byte> bytes, byte[] other, Random random)
        {
            int at = random.Next(bytes.Count + 1);
            int left = bytes.Count - at;
            int range = Math.Min(left, 1 + random.Next(1 << random.Next(1, 7)));
            switch (random.Next(9))
            {
                case 0 when left > 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when left > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when left > 0:
                    bytes[at] = _interesting[random.Next(_interesting.Length)];
                    break;
                case 3 when left > 0:
                    bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255);
                    break;
                case 4:
                    bytes.RemoveRange(at, range);
                    break;
                case 5:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, range));
                    break;
                case 6 when other.Length > 0:
                    int from = random.Next(other.Length);
                    int count = Math.Min(other.Length - from, 1 + random.Next(1 << random.Next(1, 8)));
                    bytes.InsertRange(at, other.AsSpan(from, count).ToArray());
                    break;
                case 7 when _words.Length > 0:
                    byte[] word = _words[random.Next(_words.Length)];
                    if (random.Next(2) == 0)
                    {
                        bytes.RemoveRange(at, Math.Min(left, word.Length));
                    }

                    bytes.InsertRange(at, word);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }
    }
}
