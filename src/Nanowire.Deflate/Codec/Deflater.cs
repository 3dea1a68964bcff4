using System;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>
    /// Makes DEFLATE (RFC 1951) for permessage-deflate (RFC 7692 section 7.2.1) of data that lies in the caller's array, so that nothing
    /// is copied where no context is kept. Each block is stored, or has fixed or dynamic codes, whichever is shortest. All memory is
    /// reserved at construction.
    /// </summary>
    /// <remarks>
    /// Own code, since there is no DEFLATE for nanoFramework. A block is made in two steps. The first (Deflater.Matches.cs) finds
    /// what was seen before, by one table with the last place of each hash, and counts the symbols; it keeps the matches alone, as
    /// the literals still lie in the input. With the counts it is known to the bit what each kind of block takes, and the
    /// second step writes one that fits (Deflater.Blocks.cs).
    /// </remarks>
    public sealed partial class Deflater
    {
        /// <summary>
        /// The bytes of room below which <see cref="Encode"/> may come no further: a stored block of some bytes, and its end.
        /// </summary>
        public const int MinCapacity = 32;

        /// <summary>Bytes that a stored block and the end of a piece take besides their data.</summary>
        private const int StoredOverhead = 11;

        /// <summary>The largest block; counts of symbols fit 16 bits and stored blocks their length.</summary>
        private const int MaxBlock = 16384;

        /// <summary>A block may be tried with so many times the bytes that are sure to fit.</summary>
        private const int HopefulRatio = 4;

        /// <summary>Bytes of the last input that were encoded.</summary>
        public int Used;

        /// <summary>What was sent last, and behind it what is being sent; null where no context is kept.</summary>
        private readonly byte[] _window;

        /// <summary>The bytes in the window.</summary>
        private int _filled;

        /// <summary>What is to be added to an index to get the place in the stream that the table of hashes speaks of.</summary>
        private int _base;

        private byte[] _output;
        private int _at;
        private uint _bits;
        private int _bitCount;

        /// <summary>Reserves the memory.</summary>
        /// <param name="windowBits">
        /// With how much of earlier messages a message is compared, as a power of two: 8 to 15. 0: each message stands for itself, and any
        /// number of connections may share this object.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
        public Deflater(int windowBits)
        {
            if (windowBits != 0 && (windowBits < Inflater.MinWindowBits || windowBits > Inflater.MaxWindowBits))
            {
                throw new ArgumentOutOfRangeException(nameof(windowBits));
            }

            if (windowBits != 0)
            {
                _window = new byte[2 << windowBits];
            }
        }

        /// <summary>Forgets what was sent, for another connection, or because the peer did not get it.</summary>
        public void Reset()
        {
            _filled = 0;
        }

        /// <summary>
        /// Encodes a message or a further part of it. A piece ends at a byte, with the empty block of RFC 7692 section 7.2.1; the four last
        /// bytes of it are left off at the end of a message.
        /// </summary>
        /// <param name="input">Holds the message; only read.</param>
        /// <param name="low">Where what lies in front of the part, and may be referred to, starts; without a context.</param>
        /// <param name="offset">Where the part starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="windowBits">What the peer keeps, as a power of two: 8 to 15.</param>
        /// <param name="output">Gets the piece.</param>
        /// <param name="outputOffset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for, at least <see cref="MinCapacity"/>.</param>
        /// <param name="endsMessage">Whether the part ends its message.</param>
        /// <returns>Bytes written; for a capacity of 11 more than the count, all of it. With <see cref="Used"/> below the count there was no room for the rest.</returns>
        public int Encode(
            byte[] input, int low, int offset, int count, int windowBits, byte[] output, int outputOffset, int capacity, bool endsMessage)
        {
            _output = output;
            _at = outputOffset;
            _bits = 0;
            _bitCount = 0;
            int end = outputOffset + capacity;
            int maxDistance = 1 << windowBits;
            int position = offset;
            int last = offset + count;
            if (_window != null && maxDistance > _window.Length >> 1)
            {
                maxDistance = _window.Length >> 1;
            }

            while (position < last)
            {
                // Bits that wait are in the overhead.
                int sure = end - _at - StoredOverhead;
                if (sure <= 0 || (_at != outputOffset && sure < capacity >> 3))
                {
                    break;
                }

                int used = _window == null
                    ? WriteBlock(input, low, position, last, sure, maxDistance)
                    : WriteWindowed(input, position, last, sure, maxDistance);
                position += used;
            }

            if (position < last && count + StoredOverhead <= capacity && count <= ushort.MaxValue)
            {
                // Blocks that did not shrink have filled it, each with a head of its own; one stored block fits for sure.
                _at = outputOffset;
                _bits = 0;
                _bitCount = 0;
                WriteStored(input, offset, count);
                _filled = 0;
                position = last;
            }

            Used = position - offset;
            EndPiece(endsMessage && position == last);
            _output = null;
            return _at - outputOffset;
        }

        /// <summary>Encodes a block of what is copied into the window first. Returns the bytes encoded.</summary>
        private int WriteWindowed(byte[] input, int position, int last, int sure, int maxDistance)
        {
            byte[] window = _window;
            int half = window.Length >> 1;
            int count = last - position;
            if (count > half)
            {
                count = half;
            }

            if (count > window.Length - _filled)
            {
                // The older half moves out.
                int shift = _filled - half;
                Array.Copy(window, shift, window, 0, half);
                _base += shift;
                _filled = half;
            }

            Array.Copy(input, position, window, _filled, count);
            int used = WriteBlock(window, 0, _filled, _filled + count, sure, maxDistance);
            _filled += used;
            return used;
        }

        /// <summary>Encodes a block, of as much as fits. Returns the bytes encoded.</summary>
        /// <param name="data">Holds them.</param>
        /// <param name="low">Where what may be referred to starts.</param>
        /// <param name="from">Where they start.</param>
        /// <param name="to">Where they end.</param>
        /// <param name="sure">How many are sure to fit, however badly they compress; at least 1.</param>
        /// <param name="maxDistance">How far back may be referred to.</param>
        private int WriteBlock(byte[] data, int low, int from, int to, int sure, int maxDistance)
        {
            int most = sure * HopefulRatio;
            if (most > MaxBlock)
            {
                most = MaxBlock;
            }

            int end = FindMatches(data, low, from, to - from > most ? from + most : to, maxDistance);
            if (!TryWriteCodes(data, from, end, sure))
            {
                if (end - from > sure)
                {
                    // Hoped in vain.
                    end = FindMatches(data, low, from, from + sure, maxDistance);
                    if (TryWriteCodes(data, from, end, sure))
                    {
                        return end - from;
                    }
                }

                WriteStored(data, from, end - from);
            }

            return end - from;
        }
    }
}
