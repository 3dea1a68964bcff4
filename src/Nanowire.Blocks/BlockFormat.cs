namespace Nanowire.WebSockets.Blocks
{
    /// <summary>The layout of a block, which docs/protocol.md describes: a header and behind it the samples, all little-endian.</summary>
    public static class BlockFormat
    {
        /// <summary>The first byte of every block: a block (11) of version 1 in its upper and lower half.</summary>
        public const int Mark = 0xB1;

        /// <summary>The bytes in front of the samples; a multiple of 8, so that arrays of any sample type can be laid over them.</summary>
        public const int HeaderSize = 24;

        /// <summary>The most channels of a stream.</summary>
        public const int MaxChannels = 255;

        /// <summary>The most samples of each channel in a block.</summary>
        public const int MaxCount = 65535;

        /// <summary>The greatest id of a stream.</summary>
        public const int MaxStreamId = 65535;

        /// <summary>The most decimals of whole numbers.</summary>
        public const int MaxDecimals = 9;

        /// <summary>One more than the latest time in microseconds: what a number in JavaScript holds exactly, 285 years.</summary>
        public const long TimeLimitUs = 1L << 53;

        internal const int TypeOffset = 1;
        internal const int ChannelsOffset = 2;
        internal const int DecimalsOffset = 3;
        internal const int StreamIdOffset = 4;
        internal const int CountOffset = 6;
        internal const int SequenceOffset = 8;
        internal const int IntervalOffset = 12;
        internal const int TimeOffset = 16;

        /// <summary>The bytes of one value.</summary>
        public static int GetValueSize(SampleType type)
        {
            return type == SampleType.Int16 ? 2 : 4;
        }

        /// <summary>The bytes of a block.</summary>
        /// <param name="type">The type of its samples.</param>
        /// <param name="channels">How many channels it has.</param>
        /// <param name="count">How many samples of each channel.</param>
        public static int GetBlockSize(SampleType type, int channels, int count)
        {
            return HeaderSize + (GetValueSize(type) * channels * count);
        }
    }
}
