using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Computes Sec-WebSocket-Accept from Sec-WebSocket-Key (RFC 6455 sections 1.3 and 4.2.2): Base64 of the SHA-1 of the key's
    /// 24 characters and a fixed GUID. One instance serves any number of handshakes, one at a time, without allocating.
    /// </summary>
    /// <remarks>
    /// <para>Only this one message is ever digested. It makes 60 bytes, so SHA-1 takes two blocks of which only the first 24 bytes
    /// ever differ: the GUID stays where it is, and the schedule of the second block, which is padding alone, is derived once.</para>
    /// <para>Words of a schedule lie in pairs, the first in the lower half of a number, since two are derived at the price of one.
    /// The working variables of SHA-1 hold a word in each half, so that a rotation is a shift; sums and what was rotated have
    /// anything in the upper half, which is cut off before it counts. Ten rounds a turn change the
    /// roles of the variables twice around, so that none is moved; the last sixteen words of a schedule are kept in locals, each of
    /// which takes the place of the one it is the last to need. Half of a handshake's instructions are spent here.</para>
    /// </remarks>
    public sealed class AcceptKey
    {
        /// <summary>Characters of a Sec-WebSocket-Key: 16 bytes in Base64.</summary>
        public const int KeyCount = 24;

        /// <summary>Characters of a Sec-WebSocket-Accept: 20 bytes in Base64.</summary>
        public const int AcceptCount = 28;

        /// <summary>Bytes that a Sec-WebSocket-Key stands for.</summary>
        public const int NonceCount = 16;

        private const ulong InBothHalves = 0x0000000100000001;

        private readonly byte[] _digits = Ascii.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

        // The schedules of both blocks, 80 words each.
        private readonly ulong[] _first = new ulong[40];
        private readonly ulong[] _second = new ulong[40];

        /// <summary>Makes the instance; this is the only time it allocates.</summary>
        public AcceptKey()
        {
            // The GUID is 258EAFA5-E914-47DA-95CA-C5AB0DC85B11; its last word shares a number with the 1 bit that ends the text.
            Load(_first, 3, Ascii.GetBytes("258EAFA5-E914-47DA-95CA-C5AB0DC8"), 0, 7);
            _first[7] = 0x8000000035423131;
            _second[7] = (KeyCount + 36) * 8UL << 32;
            Expand(_second);
        }

        /// <summary>Writes the key that stands for a client's random bytes.</summary>
        /// <param name="nonce">Holds <see cref="NonceCount"/> bytes; not modified.</param>
        /// <param name="nonceOffset">Where they start.</param>
        /// <param name="output">Takes <see cref="KeyCount"/> ASCII characters.</param>
        /// <param name="outputOffset">Where they go.</param>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array.</exception>
        public void WriteKey(byte[] nonce, int nonceOffset, byte[] output, int outputOffset)
        {
            Ascii.CheckRange(nonce, nonceOffset, NonceCount);
            Ascii.CheckRange(output, outputOffset, KeyCount);
            Load(_first, 0, nonce, nonceOffset, 2);
            _first[2] = 0;
            Encode(output, outputOffset);
            output[outputOffset + KeyCount - 2] = (byte)'=';
            output[outputOffset + KeyCount - 1] = (byte)'=';
        }

        /// <summary>Writes the accept value for a key.</summary>
        /// <param name="key">Holds <see cref="KeyCount"/> ASCII characters; not modified.</param>
        /// <param name="keyOffset">Where they start.</param>
        /// <param name="output">Takes <see cref="AcceptCount"/> ASCII characters; it may be the same array.</param>
        /// <param name="outputOffset">Where they go.</param>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array.</exception>
        public void Write(byte[] key, int keyOffset, byte[] output, int outputOffset)
        {
            Ascii.CheckRange(key, keyOffset, KeyCount);
            Ascii.CheckRange(output, outputOffset, AcceptCount);
            WriteChecked(key, keyOffset, output, outputOffset);
        }

        /// <summary><see cref="Write"/> for ranges that were checked.</summary>
        internal void WriteChecked(byte[] key, int keyOffset, byte[] output, int outputOffset)
        {
            Load(_first, 0, key, keyOffset, 3);
            Expand(_first);
            Digest();
            Encode(output, outputOffset);

            // Two bytes are left.
            int rest = (int)_first[2] & 0xFFFF;
            outputOffset += KeyCount;
            output[outputOffset] = _digits[rest >> 10];
            output[outputOffset + 1] = _digits[(rest >> 4) & 63];
            output[outputOffset + 2] = _digits[(rest << 2) & 63];
            output[outputOffset + 3] = (byte)'=';
        }

        /// <summary>Puts characters into the pairs of a schedule up to but not including <paramref name="end"/>.</summary>
        private static void Load(ulong[] words, int from, byte[] text, int offset, int end)
        {
            for (; from < end; from++)
            {
                // Words are big-endian, numbers are not: the bytes of each half change places.
                ulong x = BitConverter.ToUInt64(text, offset);
                x = ((x & 0x00FF00FF00FF00FF) << 8) | ((x >> 8) & 0x00FF00FF00FF00FF);
                words[from] = ((x & 0x0000FFFF0000FFFF) << 16) | ((x >> 16) & 0x0000FFFF0000FFFF);
                offset += 8;
            }
        }

        /// <summary>Derives words 16 to 79 from words 0 to 15 (FIPS 180-4 section 6.1.2, step 1).</summary>
        private static void Expand(ulong[] words)
        {
            ulong x;
            ulong lowest = InBothHalves;
            ulong others = ~lowest;
            ulong w0 = words[0];
            ulong w1 = words[1];
            ulong w2 = words[2];
            ulong w3 = words[3];
            ulong w4 = words[4];
            ulong w5 = words[5];
            ulong w6 = words[6];
            ulong w7 = words[7];
            for (int i = 8; i < 40; i += 8)
            {
                x = ((w6 >> 32) | (w7 << 32)) ^ w4 ^ w1 ^ w0;
                w0 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i] = w0;
                x = ((w7 >> 32) | (w0 << 32)) ^ w5 ^ w2 ^ w1;
                w1 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 1] = w1;
                x = ((w0 >> 32) | (w1 << 32)) ^ w6 ^ w3 ^ w2;
                w2 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 2] = w2;
                x = ((w1 >> 32) | (w2 << 32)) ^ w7 ^ w4 ^ w3;
                w3 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 3] = w3;
                x = ((w2 >> 32) | (w3 << 32)) ^ w0 ^ w5 ^ w4;
                w4 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 4] = w4;
                x = ((w3 >> 32) | (w4 << 32)) ^ w1 ^ w6 ^ w5;
                w5 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 5] = w5;
                x = ((w4 >> 32) | (w5 << 32)) ^ w2 ^ w7 ^ w6;
                w6 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 6] = w6;
                x = ((w5 >> 32) | (w6 << 32)) ^ w3 ^ w0 ^ w7;
                w7 = ((x << 1) & others) | ((x >> 31) & lowest);
                words[i + 7] = w7;
            }
        }

        /// <summary>The rounds of both blocks (FIPS 180-4 section 6.1.2, steps 2 to 4). The digest replaces the key.</summary>
        private void Digest()
        {
            // What is used most comes first, since the first four locals take a byte less each time.
            ulong a;
            ulong b;
            ulong c;
            ulong d;
            ulong e;
            ulong w;
            ulong twice = InBothHalves;
            uint h0 = 0x67452301;
            uint h1 = 0xEFCDAB89;
            uint h2 = 0x98BADCFE;
            uint h3 = 0x10325476;
            uint h4 = 0xC3D2E1F0;
            ulong[] words = _first;
            while (true)
            {
                a = h0 * twice;
                b = h1 * twice;
                c = h2;
                d = h3;
                e = h4;
                ulong k = 0x5A827999;
                ulong majority = 0;
                for (int i = 0; i < 40;)
                {
                    // Rounds 0 to 19: choice; rounds 40 to 59: majority, which is the same but for one term.
                    for (int end = i + 10; i < end; i += 5)
                    {
                        w = words[i];
                        e = (uint)(e + (a >> 27) + (d ^ ((c ^ d) & (b ^ (d & majority)))) + k + w) * twice;
                        b >>= 2;
                        d = (uint)(d + (e >> 27) + (c ^ ((b ^ c) & (a ^ (c & majority)))) + k + (w >> 32)) * twice;
                        a >>= 2;
                        w = words[i + 1];
                        c = (uint)(c + (d >> 27) + (b ^ ((a ^ b) & (e ^ (b & majority)))) + k + w) * twice;
                        e >>= 2;
                        b = (uint)(b + (c >> 27) + (a ^ ((e ^ a) & (d ^ (a & majority)))) + k + (w >> 32)) * twice;
                        d >>= 2;
                        w = words[i + 2];
                        a = (uint)(a + (b >> 27) + (e ^ ((d ^ e) & (c ^ (e & majority)))) + k + w) * twice;
                        c >>= 2;
                        e = (uint)(e + (a >> 27) + (d ^ ((c ^ d) & (b ^ (d & majority)))) + k + (w >> 32)) * twice;
                        b >>= 2;
                        w = words[i + 3];
                        d = (uint)(d + (e >> 27) + (c ^ ((b ^ c) & (a ^ (c & majority)))) + k + w) * twice;
                        a >>= 2;
                        c = (uint)(c + (d >> 27) + (b ^ ((a ^ b) & (e ^ (b & majority)))) + k + (w >> 32)) * twice;
                        e >>= 2;
                        w = words[i + 4];
                        b = (uint)(b + (c >> 27) + (a ^ ((e ^ a) & (d ^ (a & majority)))) + k + w) * twice;
                        d >>= 2;
                        a = (uint)(a + (b >> 27) + (e ^ ((d ^ e) & (c ^ (e & majority)))) + k + (w >> 32)) * twice;
                        c >>= 2;
                    }

                    // Rounds 20 to 39 and 60 to 79: parity.
                    k = i < 20 ? 0x6ED9EBA1u : 0xCA62C1D6;
                    for (int end = i + 10; i < end; i += 5)
                    {
                        w = words[i];
                        e = (uint)(e + (a >> 27) + (b ^ c ^ d) + k + w) * twice;
                        b >>= 2;
                        d = (uint)(d + (e >> 27) + (a ^ b ^ c) + k + (w >> 32)) * twice;
                        a >>= 2;
                        w = words[i + 1];
                        c = (uint)(c + (d >> 27) + (e ^ a ^ b) + k + w) * twice;
                        e >>= 2;
                        b = (uint)(b + (c >> 27) + (d ^ e ^ a) + k + (w >> 32)) * twice;
                        d >>= 2;
                        w = words[i + 2];
                        a = (uint)(a + (b >> 27) + (c ^ d ^ e) + k + w) * twice;
                        c >>= 2;
                        e = (uint)(e + (a >> 27) + (b ^ c ^ d) + k + (w >> 32)) * twice;
                        b >>= 2;
                        w = words[i + 3];
                        d = (uint)(d + (e >> 27) + (a ^ b ^ c) + k + w) * twice;
                        a >>= 2;
                        c = (uint)(c + (d >> 27) + (e ^ a ^ b) + k + (w >> 32)) * twice;
                        e >>= 2;
                        w = words[i + 4];
                        b = (uint)(b + (c >> 27) + (d ^ e ^ a) + k + w) * twice;
                        d >>= 2;
                        a = (uint)(a + (b >> 27) + (c ^ d ^ e) + k + (w >> 32)) * twice;
                        c >>= 2;
                    }

                    k = 0x8F1BBCDC;
                    majority = ulong.MaxValue;
                }

                h0 += (uint)a;
                h1 += (uint)b;
                h2 += (uint)c;
                h3 += (uint)d;
                h4 += (uint)e;
                if (words == _second)
                {
                    break;
                }

                words = _second;
            }

            words = _first;
            words[0] = h0 | ((ulong)h1 << 32);
            words[1] = h2 | ((ulong)h3 << 32);
            words[2] = h4;
        }

        /// <summary>
        /// Writes the first 18 bytes of the digest, or of what took its place, in Base64 (RFC 4648 section 4): six at a time, since 48 bits
        /// are eight digits.
        /// </summary>
        private void Encode(byte[] output, int position)
        {
            byte[] digits = _digits;
            ulong bits = _first[0];
            ulong last = _first[1];
            ulong next = (bits & 0x0000FFFF00000000) | (uint)last;
            bits = (bits << 32 >> 16) | (bits >> 48);
            last = (last >> 32 << 16) | (_first[2] >> 16);
            for (int end = position + 24; position < end; position += 8)
            {
                output[position] = digits[(int)(bits >> 42)];
                output[position + 1] = digits[(int)(bits >> 36) & 63];
                output[position + 2] = digits[(int)(bits >> 30) & 63];
                output[position + 3] = digits[(int)(bits >> 24) & 63];
                output[position + 4] = digits[(int)(bits >> 18) & 63];
                output[position + 5] = digits[(int)(bits >> 12) & 63];
                output[position + 6] = digits[(int)(bits >> 6) & 63];
                output[position + 7] = digits[(int)bits & 63];
                bits = next;
                next = last;
            }
        }
    }
}
