using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104). An object takes about 0.7 KB and is made for a sign-in, then dropped.
    /// </summary>
    /// <remarks>
    /// Our own, since nanoFramework.System.Security.Cryptography has HMAC only, and SCRAM hashes the client's key without
    /// one. With the
    /// hash here HMAC is ten lines more, and the device does without that library and its native part.
    /// </remarks>
    public sealed class Sha256
    {
        /// <summary>The length of a hash in bytes.</summary>
        public const int HashSize = 32;

        private const int BlockSize = 64;

        // In the object, not static: static arrays would lie in the heap from start to end.
        private readonly uint[] _constants = MakeConstants();
        private readonly uint[] _schedule = new uint[64];
        private readonly uint[] _state = new uint[8];
        private readonly byte[] _block = new byte[BlockSize];
        private int _blockCount;
        private int _total;

        /// <summary>The hash of an array.</summary>
        public byte[] Hash(byte[] data)
        {
            Begin();
            Add(data);
            return End();
        }

        /// <summary>HMAC-SHA-256 of an array.</summary>
        /// <param name="key">The key, of any length.</param>
        /// <param name="data">What is authenticated.</param>
        public byte[] Hmac(byte[] key, byte[] data)
        {
            if (key.Length > BlockSize)
            {
                key = Hash(key);
            }

            byte[] inner = Pad(key, 0x36);
            Begin();
            Add(inner);
            Add(data);
            byte[] hash = End();
            Begin();
            Add(Pad(key, 0x5C));
            Add(hash);
            return End();
        }

        /// <summary>Whether two arrays of the same length are equal, in a time that does not depend on where they differ.</summary>
        public static bool AreEqual(byte[] a, byte[] b)
        {
            int difference = a.Length ^ b.Length;
            for (int i = 0; i < a.Length && i < b.Length; i++)
            {
                difference |= a[i] ^ b[i];
            }

            return difference == 0;
        }

        private static byte[] Pad(byte[] key, int with)
        {
            byte[] padded = new byte[BlockSize];
            for (int i = 0; i < BlockSize; i++)
            {
                padded[i] = (byte)((i < key.Length ? key[i] : 0) ^ with);
            }

            return padded;
        }

        private void Begin()
        {
            uint[] state = _state;
            state[0] = 0x6A09E667;
            state[1] = 0xBB67AE85;
            state[2] = 0x3C6EF372;
            state[3] = 0xA54FF53A;
            state[4] = 0x510E527F;
            state[5] = 0x9B05688C;
            state[6] = 0x1F83D9AB;
            state[7] = 0x5BE0CD19;
            _blockCount = 0;
            _total = 0;
        }

        private void Add(byte[] data)
        {
            _total += data.Length;
            int at = 0;
            while (at < data.Length)
            {
                int count = data.Length - at;
                if (count > BlockSize - _blockCount)
                {
                    count = BlockSize - _blockCount;
                }

                Array.Copy(data, at, _block, _blockCount, count);
                at += count;
                _blockCount += count;
                if (_blockCount == BlockSize)
                {
                    Compress();
                }
            }
        }

        private byte[] End()
        {
            long bits = (long)_total * 8;
            _block[_blockCount++] = 0x80;
            if (_blockCount > BlockSize - 8)
            {
                Array.Clear(_block, _blockCount, BlockSize - _blockCount);
                Compress();
            }

            Array.Clear(_block, _blockCount, BlockSize - _blockCount);
            for (int i = 0; i < 8; i++)
            {
                _block[BlockSize - 1 - i] = (byte)(bits >> (8 * i));
            }

            Compress();
            byte[] hash = new byte[HashSize];
            for (int i = 0; i < HashSize; i++)
            {
                hash[i] = (byte)(_state[i >> 2] >> (24 - (8 * (i & 3))));
            }

            return hash;
        }

        private void Compress()
        {
            uint[] w = _schedule;
            for (int i = 0; i < 16; i++)
            {
                int at = i * 4;
                w[i] = ((uint)_block[at] << 24) | ((uint)_block[at + 1] << 16) | ((uint)_block[at + 2] << 8) | _block[at + 3];
            }

            for (int i = 16; i < 64; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                w[i] = w[i - 16] + w[i - 7]
                    + (((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3))
                    + (((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10));
            }

            uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
            uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
            for (int i = 0; i < 64; i++)
            {
                uint one = h + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7)))
                    + ((e & f) ^ (~e & g)) + _constants[i] + w[i];
                uint two = (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + one;
                d = c;
                c = b;
                b = a;
                a = one + two;
            }

            _state[0] += a;
            _state[1] += b;
            _state[2] += c;
            _state[3] += d;
            _state[4] += e;
            _state[5] += f;
            _state[6] += g;
            _state[7] += h;
            _blockCount = 0;
        }

        private static uint[] MakeConstants()
        {
            return new uint[]
            {
                0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
                0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
                0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
                0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
                0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
                0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
                0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
                0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
            };
        }
    }
}
