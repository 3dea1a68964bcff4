using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Computes Sec-WebSocket-Accept from Sec-WebSocket-Key (RFC 6455 sections 1.3 and 4.2.2): Base64 of the SHA-1 of the key's
    /// 24 characters and a fixed GUID. One instance serves any number of handshakes, one at a time, without allocating.
    /// </summary>
    /// <remarks>
    /// Key and GUID make 60 bytes, so SHA-1 takes two blocks of which only the first 24 bytes ever differ: the GUID is held as
    /// words, and the schedule of the second block, which is padding alone, is derived once.
    /// </remarks>
    public sealed class AcceptKey
    {
        /// <summary>Characters of a Sec-WebSocket-Key: 16 bytes in Base64.</summary>
        public const int KeyCount = 24;

        /// <summary>Characters of a Sec-WebSocket-Accept: 20 bytes in Base64.</summary>
        public const int AcceptCount = 28;

        /// <summary>Bytes that a Sec-WebSocket-Key stands for.</summary>
        public const int NonceCount = 16;

        private readonly Sha1 _sha1 = new Sha1();
        private readonly Base64 _base64 = new Base64();
        private readonly uint[] _padding = new uint[Sha1.ScheduleSize];
        private readonly byte[] _digest = new byte[Sha1.DigestCount];

        /// <summary>Makes the instance; this is the only time it allocates.</summary>
        public AcceptKey()
        {
            _padding[15] = (KeyCount + 36) * 8;
            Sha1.Expand(_padding);
        }

        /// <summary>Writes the key that stands for a client's random bytes.</summary>
        /// <param name="nonce">Holds <see cref="NonceCount"/> bytes; not modified.</param>
        /// <param name="nonceOffset">Where they start.</param>
        /// <param name="output">Takes <see cref="KeyCount"/> ASCII characters; must not overlap the input.</param>
        /// <param name="outputOffset">Where they go.</param>
        /// <exception cref="ArgumentNullException">An array is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A range does not lie in its array.</exception>
        public void WriteKey(byte[] nonce, int nonceOffset, byte[] output, int outputOffset)
        {
            _base64.Encode(nonce, nonceOffset, NonceCount, output, outputOffset);
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
            if (key == null)
            {
                throw new ArgumentNullException(nameof(key));
            }

            if (output == null)
            {
                throw new ArgumentNullException(nameof(output));
            }

            if (keyOffset < 0 || keyOffset > key.Length - KeyCount)
            {
                throw new ArgumentOutOfRangeException(nameof(keyOffset));
            }

            if (outputOffset < 0 || outputOffset > output.Length - AcceptCount)
            {
                throw new ArgumentOutOfRangeException(nameof(outputOffset));
            }

            Sha1 sha1 = _sha1;
            uint[] words = sha1.Words;
            int from = keyOffset;
            for (int i = 0; i < KeyCount / 4; i++)
            {
                words[i] = (uint)((key[from] << 24) | (key[from + 1] << 16) | (key[from + 2] << 8) | key[from + 3]);
                from += 4;
            }

            // "258EAFA5-E914-47DA-95CA-C5AB0DC85B11" and the 1 bit that ends the text.
            words[6] = 0x32353845;
            words[7] = 0x41464135;
            words[8] = 0x2D453931;
            words[9] = 0x342D3437;
            words[10] = 0x44412D39;
            words[11] = 0x3543412D;
            words[12] = 0x43354142;
            words[13] = 0x30444338;
            words[14] = 0x35423131;
            words[15] = 0x80000000;

            sha1.Start();
            Sha1.Expand(words);
            sha1.AddBlock(words);
            sha1.AddBlock(_padding);
            sha1.Store(_digest, 0);
            _base64.Encode(_digest, 0, Sha1.DigestCount, output, outputOffset);
        }
    }
}
