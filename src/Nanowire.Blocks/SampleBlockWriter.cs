using System;

namespace Nanowire.WebSockets.Blocks
{
    /// <summary>
    /// Writes the blocks of one stream, each in place in the array that it is sent from: Begin, a value at a time, End. Allocates
    /// nothing after construction. One thread uses it; <see cref="SampleStream"/> is for two.
    /// </summary>
    public sealed class SampleBlockWriter
    {
        /// <summary>The bytes of a full block.</summary>
        public readonly int BlockSize;

        /// <summary>
        /// The number of the next block; after 4,294,967,295 comes 0. A block that could not be sent keeps its number, so that who
        /// receives can count those that are missing.
        /// </summary>
        public uint Sequence;

        /// <summary>How many values did not fit 16 bits and were written as the nearest that does.</summary>
        public int ValuesClipped;

        private readonly SampleType _type;
        private readonly int _channels;
        private readonly int _decimals;
        private readonly int _streamId;
        private readonly int _intervalUs;

        private byte[] _buffer;
        private int _first;
        private int _at;
        private int _end;
        private long _timeUs;

        /// <summary>A writer for one stream.</summary>
        /// <param name="streamId">Which of the sender's streams, 0 to 65,535.</param>
        /// <param name="type">How values are written.</param>
        /// <param name="channels">How many values belong to one sample, 1 to 255.</param>
        /// <param name="decimals">Whole numbers are values times 10 to the power of this, 0 to 9; 0 for floating-point numbers.</param>
        /// <param name="intervalUs">From one sample to the next, in microseconds; 0 when that is not regular.</param>
        /// <param name="count">How many samples (of all channels) make a full block, 1 to 65,535.</param>
        /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
        public SampleBlockWriter(int streamId, SampleType type, int channels, int decimals, int intervalUs, int count)
        {
            Require(streamId, 0, BlockFormat.MaxStreamId, nameof(streamId));
            Require((int)type, (int)SampleType.Int16, (int)SampleType.Float32, nameof(type));
            Require(channels, 1, BlockFormat.MaxChannels, nameof(channels));
            Require(decimals, 0, type == SampleType.Float32 ? 0 : BlockFormat.MaxDecimals, nameof(decimals));
            Require(intervalUs, 0, int.MaxValue, nameof(intervalUs));
            Require(count, 1, BlockFormat.MaxCount, nameof(count));
            _streamId = streamId;
            _type = type;
            _channels = channels;
            _decimals = decimals;
            _intervalUs = intervalUs;
            BlockSize = BlockFormat.GetBlockSize(type, channels, count);
        }

        /// <summary>Starts a block; one that was not ended is forgotten.</summary>
        /// <param name="buffer">Where it is written; borrowed until <see cref="End"/>.</param>
        /// <param name="offset">Where it starts; <see cref="BlockSize"/> bytes must follow.</param>
        /// <exception cref="ArgumentNullException">The buffer is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The block does not lie in the buffer.</exception>
        public void Begin(byte[] buffer, int offset)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            // Not by Require: on the device its argument, the name, would be an object for each block.
            if (offset < 0 || offset > buffer.Length - BlockSize)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            _buffer = buffer;
            _first = offset + BlockFormat.HeaderSize;
            _at = _first;
            _end = offset + BlockSize;
        }

        /// <summary>Starts a block where a frame has its message.</summary>
        /// <param name="frame">Borrowed until <see cref="End"/>; its capacity is at least <see cref="BlockSize"/>.</param>
        public void Begin(MessageFrame frame)
        {
            Begin(frame.Buffer, MessageFrame.PayloadOffset);
        }

        /// <summary>Adds one value: those of a sample's channels one after the other.</summary>
        /// <param name="value">The value times 10 to the power of the stream's decimals.</param>
        /// <param name="timeUs">When the sample was taken, in microseconds since the device's start; read for a block's first value only.</param>
        /// <returns>Whether the block is full now: <see cref="End"/> comes next.</returns>
        /// <exception cref="InvalidOperationException">The block is full, or none was begun.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative or not below <see cref="BlockFormat.TimeLimitUs"/>.</exception>
        public bool Add(int value, long timeUs)
        {
            if (_type != SampleType.Int16)
            {
                return AddBits(_type == SampleType.Int32 ? value : ToBits(value), timeUs);
            }

            int at = _at;
            if (at == _first || at == _end)
            {
                Start(at, timeUs);
            }

            if (value != (short)value)
            {
                value = value < 0 ? short.MinValue : short.MaxValue;
                ValuesClipped++;
            }

            byte[] buffer = _buffer;
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
            at += 2;
            _at = at;
            return at == _end;
        }

        /// <summary>Adds one value to a stream of floating-point numbers; otherwise as the other overload.</summary>
        /// <exception cref="InvalidOperationException">The block is full, none was begun, or the stream is one of whole numbers.</exception>
        public bool Add(float value, long timeUs)
        {
            if (_type != SampleType.Float32)
            {
                throw new InvalidOperationException("a stream of whole numbers");
            }

            return AddBits(ToBits(value), timeUs);
        }

        /// <summary>Ends the block, full or not, by writing its header.</summary>
        /// <returns>Its length in bytes; 0 when it has no sample, or none was begun, and then no number is used up.</returns>
        /// <exception cref="InvalidOperationException">The last sample lacks channels.</exception>
        public int End()
        {
            int first = _first;
            if (first == 0)
            {
                return 0;
            }

            int size = _at - first;
            int sample = BlockFormat.GetValueSize(_type) * _channels;
            if (size % sample != 0)
            {
                throw new InvalidOperationException("a sample lacks channels");
            }

            byte[] buffer = _buffer;
            _at = _end;
            _first = 0;
            if (size == 0)
            {
                return 0;
            }

            int start = first - BlockFormat.HeaderSize;
            buffer[start] = BlockFormat.Mark;
            buffer[start + BlockFormat.TypeOffset] = (byte)_type;
            buffer[start + BlockFormat.ChannelsOffset] = (byte)_channels;
            buffer[start + BlockFormat.DecimalsOffset] = (byte)_decimals;
            Write(buffer, start + BlockFormat.StreamIdOffset, _streamId | ((size / sample) << 16));
            Write(buffer, start + BlockFormat.SequenceOffset, (int)Sequence);
            Write(buffer, start + BlockFormat.IntervalOffset, _intervalUs);
            Write(buffer, start + BlockFormat.TimeOffset, (int)_timeUs);
            Write(buffer, start + BlockFormat.TimeOffset + 4, (int)(_timeUs >> 32));
            Sequence++;
            return BlockFormat.HeaderSize + size;
        }

        private static void Require(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }

        private static void Write(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
            buffer[at + 2] = (byte)(value >> 16);
            buffer[at + 3] = (byte)(value >> 24);
        }

        // The bits of binary32 from those of binary64, in which every one of its numbers is exact; BitConverter.GetBytes would
        // allocate, and the device has no SingleToInt32Bits.
        private static int ToBits(float value)
        {
            long bits = BitConverter.DoubleToInt64Bits(value);
            int sign = (int)(bits >> 32) & int.MinValue;
            int exponent = ((int)(bits >> 52) & 0x7FF) - 1023;
            int fraction = (int)(bits >> 29) & 0x7FFFFF;
            if (exponent > 127)
            {
                return sign | 0x7F800000 | fraction;
            }

            if (exponent >= -126)
            {
                return sign | ((exponent + 127) << 23) | fraction;
            }

            // Below the least normal number the leading one is written; what has not even that is zero.
            return exponent < -149 ? sign : sign | ((fraction | 0x800000) >> (-126 - exponent));
        }

        private bool AddBits(int value, long timeUs)
        {
            int at = _at;
            if (at == _first || at == _end)
            {
                Start(at, timeUs);
            }

            Write(_buffer, at, value);
            at += 4;
            _at = at;
            return at == _end;
        }

        // At a block's first value, and where there is no room for one.
        private void Start(int at, long timeUs)
        {
            if (at == _end)
            {
                throw new InvalidOperationException("the block is full, or none was begun");
            }

            if (timeUs < 0 || timeUs >= BlockFormat.TimeLimitUs)
            {
                throw new ArgumentOutOfRangeException(nameof(timeUs));
            }

            _timeUs = timeUs;
        }
    }
}
