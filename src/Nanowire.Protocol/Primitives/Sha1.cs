using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// SHA-1 (FIPS 180-4) of a byte range in one call. The handshake needs it for Sec-WebSocket-Accept (RFC 6455 section 1.3);
    /// it is no protection for anything else. One instance does any number of digests, one at a time, without allocating.
    /// </summary>
    public sealed class Sha1
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

        /// <summary>Derives words 16 to 79 of a schedule from the block in its words 0 to 15 (FIPS 180-4 section 6.1.2, step 1).</summary>
        internal static void Expand(uint[] w)
        {
            uint x;
            for (int t = 16; t < ScheduleSize; t += 4)
            {
                x = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16];
                w[t] = (x << 1) | (x >> 31);
                x = w[t - 2] ^ w[t - 7] ^ w[t - 13] ^ w[t - 15];
                w[t + 1] = (x << 1) | (x >> 31);
                x = w[t - 1] ^ w[t - 6] ^ w[t - 12] ^ w[t - 14];
                w[t + 2] = (x << 1) | (x >> 31);
                x = w[t] ^ w[t - 5] ^ w[t - 11] ^ w[t - 13];
                w[t + 3] = (x << 1) | (x >> 31);
            }
        }

        /// <summary>
        /// Adds a block, given as its whole schedule, to the digest (steps 2 to 4). Instead of moving five variables one place
        /// after each round, five rounds are written out with the roles moved.
        /// </summary>
        internal void AddBlock(uint[] w)
        {
            uint a = _h0;
            uint b = _h1;
            uint c = _h2;
            uint d = _h3;
            uint e = _h4;
            int t = 0;

            for (; t < 20; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + 0x5A827999 + w[t];
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + 0x5A827999 + w[t + 1];
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + 0x5A827999 + w[t + 2];
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + 0x5A827999 + w[t + 3];
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + 0x5A827999 + w[t + 4];
                c = (c << 30) | (c >> 2);
            }

            for (; t < 40; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0x6ED9EBA1 + w[t];
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0x6ED9EBA1 + w[t + 1];
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0x6ED9EBA1 + w[t + 2];
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x6ED9EBA1 + w[t + 3];
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0x6ED9EBA1 + w[t + 4];
                c = (c << 30) | (c >> 2);
            }

            for (; t < 60; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + 0x8F1BBCDC + w[t];
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + 0x8F1BBCDC + w[t + 1];
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + 0x8F1BBCDC + w[t + 2];
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + 0x8F1BBCDC + w[t + 3];
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + 0x8F1BBCDC + w[t + 4];
                c = (c << 30) | (c >> 2);
            }

            for (; t < ScheduleSize; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0xCA62C1D6 + w[t];
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0xCA62C1D6 + w[t + 1];
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0xCA62C1D6 + w[t + 2];
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0xCA62C1D6 + w[t + 3];
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0xCA62C1D6 + w[t + 4];
                c = (c << 30) | (c >> 2);
            }

            _h0 += a;
            _h1 += b;
            _h2 += c;
            _h3 += d;
            _h4 += e;
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
