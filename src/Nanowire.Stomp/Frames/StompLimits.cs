using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What frames may look like that are received. Every limit has a default and a unit.</summary>
    public sealed class StompLimits
    {
        /// <summary>Default of <see cref="MaxHeaders"/>.</summary>
        public const int DefaultMaxHeaders = 24;

        /// <summary>Default of <see cref="MaxLineLength"/>, in bytes.</summary>
        public const int DefaultMaxLineLength = 256;

        /// <summary>Default of <see cref="MaxFrameSize"/>, in bytes.</summary>
        public const int DefaultMaxFrameSize = 1024;

        /// <summary>Default of <see cref="MaxBodySize"/>, in bytes.</summary>
        public const int DefaultMaxBodySize = 1024;

        /// <summary>The least <see cref="MaxFrameSize"/>.</summary>
        public const int MinFrameSize = 64;

        /// <summary>The most headers of a frame, repeated ones included, 1 to 1024.</summary>
        public int MaxHeaders = DefaultMaxHeaders;

        /// <summary>The longest header in bytes as it is sent: name, colon and value, without the end of the line; 16 to 65535.</summary>
        public int MaxLineLength = DefaultMaxLineLength;

        /// <summary>
        /// The largest frame in bytes, 64 or more: names and values of its headers without what separates and escapes them, and its body.
        /// So many are reserved.
        /// </summary>
        public int MaxFrameSize = DefaultMaxFrameSize;

        /// <summary>The largest body in bytes, 0 or more, of those that fit <see cref="MaxFrameSize"/> beside their headers.</summary>
        public int MaxBodySize = DefaultMaxBodySize;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">A limit is out of range.</exception>
        public void Validate()
        {
            Require(nameof(MaxHeaders), MaxHeaders, 1, 1024);
            Require(nameof(MaxLineLength), MaxLineLength, 16, 65535);
            Require(nameof(MaxFrameSize), MaxFrameSize, MinFrameSize, int.MaxValue);
            Require(nameof(MaxBodySize), MaxBodySize, 0, int.MaxValue);
        }

        /// <summary>Refuses a number outside of its range, naming the numbers.</summary>
        internal static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
