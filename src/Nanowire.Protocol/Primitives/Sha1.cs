using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// SHA-1 (FIPS 180-4) of a byte range in one call. The handshake needs it for Sec-WebSocket-Accept (RFC 6455 section 1.3);
    /// it is no protection for anything else. One instance does any number of digests, one at a time, without allocating.
    /// </summary>
    public sealed partial class Sha1
    {
        /// <summary>Bytes of a digest.</summary>
        public const int DigestCount = 20;

        /// <summary>Words of one block's message schedule.</summary>
        internal const int ScheduleSize = 80;

        private const int BlockCount = 64;

        private readonly uint[] _words = new uint[ScheduleSize];
        private uint _h0;
        private uint _h1;
        private uint _h2;
        private uint _h3;
        private uint _h4;

        /// <summary>The schedule that a caller inside the library fills for <see cref="Expand"/> and <see cref="AddBlock"/>.</summary>
        internal uint[] Words
        {
            get { return _words; }
        }

        /// <summary>Puts the digest of a byte range into <paramref name="digest"/>.</summary>
        /// <param name="input">What is digested; not modified.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it, 0 or more, at most 2^28 - 1.</param>
        /// <param name="digest">Takes <see cref="DigestCount"/> bytes.</param>
        /// <param name="digestOffset">Where they go.</param>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array, or is too long.</exception>
        public void Compute(byte[] input, int offset, int count, byte[] digest, int digestOffset)
        {
            if (input == null)
            {
                throw new ArgumentNullException(nameof(input));
            }

            if (digest == null)
            {
                throw new ArgumentNullException(nameof(digest));
            }

            if (offset < 0 || offset > input.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            // The length in bits has to fit an int.
            if (count < 0 || count > input.Length - offset || count > 0x0FFFFFFF)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (digestOffset < 0 || digestOffset > digest.Length - DigestCount)
            {
                throw new ArgumentOutOfRangeException(nameof(digestOffset));
            }

            uint[] words = _words;
            int position = offset;
            int end = offset + count;
            Start();
            while (end - position >= BlockCount)
            {
                Load(input, position, BlockCount);
                Expand(words);
                AddBlock(words);
                position += BlockCount;
            }

            // What is left, a 1 bit, zeros, and the length in bits in the last eight bytes: one block or two.
            int left = end - position;
            Load(input, position, left);
            words[left >> 2] |= 0x80u << (24 - ((left & 3) << 3));
            if (left >= BlockCount - 8)
            {
                Expand(words);
                AddBlock(words);
                Array.Clear(words, 0, 16);
            }

            words[15] = (uint)count << 3;
            Expand(words);
            AddBlock(words);
            Store(digest, digestOffset);
        }

        /// <summary>Begins a digest.</summary>
        internal void Start()
        {
            _h0 = 0x67452301;
            _h1 = 0xEFCDAB89;
            _h2 = 0x98BADCFE;
            _h3 = 0x10325476;
            _h4 = 0xC3D2E1F0;
        }

        /// <summary>
        /// Derives words 16 to 79 of a schedule from the block in its words 0 to 15 (FIPS 180-4 section 6.1.2, step 1). The last
        /// sixteen words are kept in locals, each of which takes the place of the word it is the last to need: reading one from
        /// the array costs five times as much.
        /// </summary>
        internal static void Expand(uint[] w)
        {
            uint w0 = w[0];
            uint w1 = w[1];
            uint w2 = w[2];
            uint w3 = w[3];
            uint w4 = w[4];
            uint w5 = w[5];
            uint w6 = w[6];
            uint w7 = w[7];
            uint w8 = w[8];
            uint w9 = w[9];
            uint w10 = w[10];
            uint w11 = w[11];
            uint w12 = w[12];
            uint w13 = w[13];
            uint w14 = w[14];
            uint w15 = w[15];
            uint x;
            for (int t = 16; t < ScheduleSize; t += 16)
            {
                x = w13 ^ w8 ^ w2 ^ w0;
                w0 = (x << 1) | (x >> 31);
                w[t] = w0;
                x = w14 ^ w9 ^ w3 ^ w1;
                w1 = (x << 1) | (x >> 31);
                w[t + 1] = w1;
                x = w15 ^ w10 ^ w4 ^ w2;
                w2 = (x << 1) | (x >> 31);
                w[t + 2] = w2;
                x = w0 ^ w11 ^ w5 ^ w3;
                w3 = (x << 1) | (x >> 31);
                w[t + 3] = w3;
                x = w1 ^ w12 ^ w6 ^ w4;
                w4 = (x << 1) | (x >> 31);
                w[t + 4] = w4;
                x = w2 ^ w13 ^ w7 ^ w5;
                w5 = (x << 1) | (x >> 31);
                w[t + 5] = w5;
                x = w3 ^ w14 ^ w8 ^ w6;
                w6 = (x << 1) | (x >> 31);
                w[t + 6] = w6;
                x = w4 ^ w15 ^ w9 ^ w7;
                w7 = (x << 1) | (x >> 31);
                w[t + 7] = w7;
                x = w5 ^ w0 ^ w10 ^ w8;
                w8 = (x << 1) | (x >> 31);
                w[t + 8] = w8;
                x = w6 ^ w1 ^ w11 ^ w9;
                w9 = (x << 1) | (x >> 31);
                w[t + 9] = w9;
                x = w7 ^ w2 ^ w12 ^ w10;
                w10 = (x << 1) | (x >> 31);
                w[t + 10] = w10;
                x = w8 ^ w3 ^ w13 ^ w11;
                w11 = (x << 1) | (x >> 31);
                w[t + 11] = w11;
                x = w9 ^ w4 ^ w14 ^ w12;
                w12 = (x << 1) | (x >> 31);
                w[t + 12] = w12;
                x = w10 ^ w5 ^ w15 ^ w13;
                w13 = (x << 1) | (x >> 31);
                w[t + 13] = w13;
                x = w11 ^ w6 ^ w0 ^ w14;
                w14 = (x << 1) | (x >> 31);
                w[t + 14] = w14;
                x = w12 ^ w7 ^ w1 ^ w15;
                w15 = (x << 1) | (x >> 31);
                w[t + 15] = w15;
            }
        }

        /// <summary>Puts the digest into <see cref="DigestCount"/> bytes.</summary>
        internal void Store(byte[] digest, int offset)
        {
            Store(_h0, digest, offset);
            Store(_h1, digest, offset + 4);
            Store(_h2, digest, offset + 8);
            Store(_h3, digest, offset + 12);
            Store(_h4, digest, offset + 16);
        }

        private static void Store(uint word, byte[] digest, int offset)
        {
            digest[offset] = (byte)(word >> 24);
            digest[offset + 1] = (byte)(word >> 16);
            digest[offset + 2] = (byte)(word >> 8);
            digest[offset + 3] = (byte)word;
        }

        /// <summary>Puts up to 64 bytes into words 0 to 15, big-endian, the rest of them zero.</summary>
        private void Load(byte[] input, int position, int count)
        {
            uint[] words = _words;
            Array.Clear(words, 0, 16);
            for (int i = 0; i < count; i++)
            {
                words[i >> 2] |= (uint)input[position + i] << (24 - ((i & 3) << 3));
            }
        }
    }
}
