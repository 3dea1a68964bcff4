using System;

namespace Nanowire.WebSockets.Blocks
{
    /// <summary>
    /// Reads blocks where they lie, for a device or a desktop that receives them. One object for all blocks; nothing is allocated.
    /// <see cref="BlockSequence"/> counts those that are missing.
    /// </summary>
    public sealed class BlockReader
    {
        /// <summary>Which of the sender's streams, 0 to 65,535.</summary>
        public int StreamId;

        /// <summary>The type of the samples.</summary>
        public SampleType Type;

        /// <summary>How many values belong to a sample, 1 to 255.</summary>
        public int Channels;

        /// <summary>Whole numbers are values times 10 to the power of this, 0 to 9.</summary>
        public int Decimals;

        /// <summary>How many samples of each channel, 1 to 65,535.</summary>
        public int Count;

        /// <summary>The block's number; after 4,294,967,295 comes 0.</summary>
        public uint Sequence;

        /// <summary>From one sample to the next, in microseconds; 0 when that is not regular.</summary>
        public uint IntervalUs;

        /// <summary>When the first sample was taken, in microseconds since the sender's start.</summary>
        public long TimeUs;

        private byte[] _buffer;
        private int _first;

        /// <summary>Reads a block's header.</summary>
        /// <param name="buffer">Holds a whole binary message; borrowed for GetRaw and GetValue until the next call.</param>
        /// <param name="offset">Where the message starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when it is no block of version 1; then the fields mean nothing.</returns>
        /// <exception cref="ArgumentNullException">The buffer is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
        public bool TryRead(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            _buffer = null;
            if (count < BlockFormat.HeaderSize || buffer[offset] != BlockFormat.Mark)
            {
                return false;
            }

            Type = (SampleType)buffer[offset + BlockFormat.TypeOffset];
            Channels = buffer[offset + BlockFormat.ChannelsOffset];
            Decimals = buffer[offset + BlockFormat.DecimalsOffset];
            StreamId = BitConverter.ToUInt16(buffer, offset + BlockFormat.StreamIdOffset);
            Count = BitConverter.ToUInt16(buffer, offset + BlockFormat.CountOffset);
            Sequence = BitConverter.ToUInt32(buffer, offset + BlockFormat.SequenceOffset);
            IntervalUs = BitConverter.ToUInt32(buffer, offset + BlockFormat.IntervalOffset);
            TimeUs = BitConverter.ToInt64(buffer, offset + BlockFormat.TimeOffset);
            if (Type < SampleType.Int16 || Type > SampleType.Float32 || Channels == 0 || Count == 0
                || Decimals > (Type == SampleType.Float32 ? 0 : BlockFormat.MaxDecimals)
                || TimeUs < 0 || TimeUs >= BlockFormat.TimeLimitUs
                || count != BlockFormat.GetBlockSize(Type, Channels, Count))
            {
                return false;
            }

            _buffer = buffer;
            _first = offset + BlockFormat.HeaderSize;
            return true;
        }

        /// <summary>A whole number as it was sent: the value times 10 to the power of <see cref="Decimals"/>.</summary>
        /// <param name="sample">Which sample, 0 to Count - 1.</param>
        /// <param name="channel">Which channel, 0 to Channels - 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such sample or channel.</exception>
        /// <exception cref="InvalidOperationException">No block was read, or its samples are floating-point numbers.</exception>
        public int GetRaw(int sample, int channel)
        {
            int at = Find(sample, channel);
            switch (Type)
            {
                case SampleType.Int16:
                    return BitConverter.ToInt16(_buffer, at);
                case SampleType.Int32:
                    return BitConverter.ToInt32(_buffer, at);
                default:
                    throw new InvalidOperationException("floating-point samples");
            }
        }

        /// <summary>A value in its unit, whatever the type of the samples is.</summary>
        /// <param name="sample">Which sample, 0 to Count - 1.</param>
        /// <param name="channel">Which channel, 0 to Channels - 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such sample or channel.</exception>
        /// <exception cref="InvalidOperationException">No block was read.</exception>
        public double GetValue(int sample, int channel)
        {
            if (Type == SampleType.Float32)
            {
                return BitConverter.ToSingle(_buffer, Find(sample, channel));
            }

            int divisor = 1;
            for (int i = 0; i < Decimals; i++)
            {
                divisor *= 10;
            }

            return (double)GetRaw(sample, channel) / divisor;
        }

        private int Find(int sample, int channel)
        {
            if (_buffer == null)
            {
                throw new InvalidOperationException("no block");
            }

            if (sample < 0 || sample >= Count || channel < 0 || channel >= Channels)
            {
                throw new ArgumentOutOfRangeException(nameof(sample));
            }

            return _first + (((sample * Channels) + channel) * BlockFormat.GetValueSize(Type));
        }
    }
}
