using System;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>
    /// Undoes DEFLATE (RFC 1951) as permessage-deflate uses it (RFC 7692 section 7.2.2): input in pieces of any size, output
    /// to pieces of any size, what it may refer back to in a window of its own. All memory is reserved at construction;
    /// the verdict and the output do not depend on how either is cut.
    /// </summary>
    /// <remarks>
    /// Own code, since there is no DEFLATE for nanoFramework. States:
    /// <code>
    /// Header    the three bits in front of a block     -> Length, Symbol, Counts
    /// Length    LEN and NLEN of a stored block         -> Stored
    /// Stored    its bytes                              -> Header
    /// Counts, CodeLengths, Lengths   the codes of a dynamic block (Inflater.Codes.cs)   -> Symbol
    /// Symbol    a literal, the end of the block, or a length                            -> Header, Extra
    /// Extra, Distance, DistanceExtra   the rest of what is to be copied                 -> Copy
    /// Copy      bytes that were seen before                                             -> Symbol
    /// Bad       the input is invalid; all is ignored until Reset
    /// </code>
    /// </remarks>
    public sealed partial class Inflater
    {
        /// <summary>Bits of the largest window (RFC 1951).</summary>
        public const int MaxWindowBits = 15;

        /// <summary>Bits of the smallest window (RFC 7692 section 7.1.2).</summary>
        public const int MinWindowBits = 8;

        /// <summary>Bytes used of the last input, and written to the last output.</summary>
        public int Used;

        /// <summary>Bytes written to the last output.</summary>
        public int Written;

        private const int LiteralTableBits = 8;
        private const int DistanceTableBits = 6;
        private const int MaxLiterals = 288;
        private const int MaxDistances = 32;
        private const int EndOfBlock = 256;

        private readonly HuffmanDecoder _literals = new HuffmanDecoder(MaxLiterals, LiteralTableBits);
        private readonly HuffmanDecoder _distances = new HuffmanDecoder(MaxDistances, DistanceTableBits);
        private readonly byte[] _lengths = new byte[MaxLiterals + MaxDistances];

        /// <summary>What was written last, in a circle; null without a window.</summary>
        private readonly byte[] _window;
        private readonly int _maxDistance;

        /// <summary>Where the window goes on, and how much of it there is.</summary>
        private int _next;
        private int _have;

        private InflateState _state;
        private bool _isFinal;

        /// <summary>Whether the tables have the fixed codes, which need not be made again then.</summary>
        private bool _isFixed;

        /// <summary>Whether any input of the message was seen.</summary>
        private bool _isBegun;

        private uint _bits;
        private int _bitCount;

        /// <summary>What is left to copy, and from how far back.</summary>
        private int _length;
        private int _distance;

        // The input and output of a call.
        private byte[] _input;
        private int _position;
        private int _end;

        /// <summary>Reserves the memory.</summary>
        /// <param name="windowBits">
        /// What the other end may refer back to, as a power of two: 8 to 15. 0: there is no window, since each message is decoded in
        /// one call; it may refer back to its own start.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
        public Inflater(int windowBits)
        {
            if (windowBits != 0 && (windowBits < MinWindowBits || windowBits > MaxWindowBits))
            {
                throw new ArgumentOutOfRangeException(nameof(windowBits));
            }

            _maxDistance = 1 << (windowBits == 0 ? MaxWindowBits : windowBits);
            if (windowBits != 0)
            {
                _window = new byte[_maxDistance];
            }
        }

        /// <summary>Forgets everything, for another connection, or a message that refers to none before it.</summary>
        public void Reset()
        {
            _state = InflateState.Header;
            _isFinal = false;
            _isBegun = false;
            _bits = 0;
            _bitCount = 0;
            _next = 0;
            _have = 0;
        }

        /// <summary>
        /// Ends a message: whether its data ended where the four bytes that its sender left off (RFC 7692 section 7.2.1) belong, or behind
        /// a block that says it is the last one. What comes next is another message.
        /// </summary>
        public bool EndMessage()
        {
            bool isWhole = !_isBegun
                || (_state == InflateState.Length && _bitCount == 0)
                || (_state == InflateState.Header && _isFinal);
            _state = isWhole ? InflateState.Header : InflateState.Bad;
            _isFinal = false;
            _isBegun = false;
            _bits = 0;
            _bitCount = 0;
            return isWhole;
        }

        /// <summary>Decodes more of a message. <see cref="Used"/> and <see cref="Written"/> tell how far it came.</summary>
        /// <param name="input">Holds the data; only read.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it; may be 0 after NeedOutput.</param>
        /// <param name="output">Gets what the data stands for.</param>
        /// <param name="outputOffset">Where that goes.</param>
        /// <param name="outputCount">Bytes there is room for.</param>
        /// <returns>Whether input or output was at its end first.</returns>
        public InflateStatus Decode(byte[] input, int offset, int count, byte[] output, int outputOffset, int outputCount)
        {
            _input = input;
            _position = offset;
            _end = offset + count;
            if (count != 0)
            {
                _isBegun = true;
            }

            int at = outputOffset;
            int limit = outputOffset + outputCount;
            InflateStatus status;
            do
            {
                switch (_state)
                {
                    case InflateState.Header:
                        status = ReadHeader();
                        break;
                    case InflateState.Length:
                        status = ReadLength();
                        break;
                    case InflateState.Stored:
                        status = CopyStored(output, ref at, limit);
                        break;
                    case InflateState.Counts:
                    case InflateState.CodeLengths:
                    case InflateState.Lengths:
                        status = ReadCodes();
                        break;
                    case InflateState.Bad:
                        status = InflateStatus.Invalid;
                        break;
                    default:
                        status = ReadSymbols(output, outputOffset, ref at, limit);
                        break;
                }
            }
            while (status == Proceed);

            if (status == InflateStatus.Invalid)
            {
                _state = InflateState.Bad;
            }

            Used = _position - offset;
            Written = at - outputOffset;
            _input = null;
            if (_window != null)
            {
                Keep(output, outputOffset, Written);
            }

            return status;
        }

        /// <summary>What steps return when the next one follows at once.</summary>
        private const InflateStatus Proceed = (InflateStatus)(-1);

        /// <summary>Takes input until there are that many bits; false when it ends before.</summary>
        private bool Need(int count)
        {
            while (_bitCount < count)
            {
                if (_position == _end)
                {
                    return false;
                }

                _bits |= (uint)_input[_position++] << _bitCount;
                _bitCount += 8;
            }

            return true;
        }

        private int Take(int count)
        {
            int value = (int)(_bits & ((1u << count) - 1));
            _bits >>= count;
            _bitCount -= count;
            return value;
        }

        private InflateStatus ReadHeader()
        {
            if (_isFinal)
            {
                // What follows the last block starts at a byte (RFC 7692 section 7.2.3.4).
                Take(_bitCount & 7);
                if (!Need(3))
                {
                    return InflateStatus.NeedInput;
                }

                _isFinal = false;
            }

            if (!Need(3))
            {
                return InflateStatus.NeedInput;
            }

            _isFinal = Take(1) != 0;
            switch (Take(2))
            {
                case 0:
                    Take(_bitCount & 7);
                    _state = InflateState.Length;
                    return Proceed;
                case 1:
                    UseFixedCodes();
                    _state = InflateState.Symbol;
                    return Proceed;
                case 2:
                    _state = InflateState.Counts;
                    return Proceed;
                default:
                    return InflateStatus.Invalid;
            }
        }
    }
}
