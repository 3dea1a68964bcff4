using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>
    /// Compression of messages (permessage-deflate, RFC 7692), for the Extension of a server's or a client's options: one object for
    /// each. Which peer gets it is negotiated; the others are served without. docs/compression.md says what it costs.
    /// </summary>
    /// <remarks>
    /// The defaults keep no context: every message stands for itself. Then one deflater serves all connections, and a broadcast is
    /// compressed once; on a server that takes whole messages only, one inflater serves all as well, and needs no window.
    /// </remarks>
    public sealed class PerMessageDeflate : ExtensionFactory
    {
        /// <summary>Default of <see cref="InflateWindowBits"/>: 512 bytes.</summary>
        public const int DefaultInflateWindowBits = 9;

        /// <summary>The least <see cref="InflateWindowBits"/>: zlib, which most peers have, cannot deflate with less.</summary>
        public const int MinInflateWindowBits = 9;

        /// <summary>Default of <see cref="DeflateWindowBits"/>: 512 bytes.</summary>
        public const int DefaultDeflateWindowBits = 9;

        /// <summary>Default of <see cref="MinSize"/>, in bytes.</summary>
        public const int DefaultMinSize = 128;

        /// <summary>Default of <see cref="MaxRatio"/>.</summary>
        public const int DefaultMaxRatio = 100;

        /// <summary>Messages of up to so many bytes may have any ratio.</summary>
        public const int RatioFloor = 4096;

        /// <summary>
        /// Whether what the peer sends may refer to its earlier messages. It makes small messages that are alike much smaller, and needs
        /// an inflater with a window for each connection.
        /// </summary>
        public bool InflateContext;

        /// <summary>
        /// The window for what is received, as a power of two: 9 to 15. It is reserved for each connection, except where none is needed (see above). A
        /// client that cannot be held to it is served without compression, unless no message is larger than the window.
        /// </summary>
        public int InflateWindowBits = DefaultInflateWindowBits;

        /// <summary>
        /// Whether what is sent refers to earlier messages; it needs a deflater with a window for each connection.
        /// </summary>
        public bool DeflateContext;

        /// <summary>The window of <see cref="DeflateContext"/>, as a power of two: 8 to 15. Twice as many bytes are reserved for each connection.</summary>
        public int DeflateWindowBits = DefaultDeflateWindowBits;

        /// <summary>Messages of fewer bytes are sent as they are, since they hardly get smaller; 0 to 65535.</summary>
        public int MinSize = DefaultMinSize;

        /// <summary>
        /// The largest message received, in bytes after inflating; a larger one closes the connection with 1009. 0 (the default): as the options'
        /// MaxMessageSize says. Where whole messages are handed over an array of this size is reserved, which may be larger than
        /// the receive buffer.
        /// </summary>
        public int MaxInflatedSize;

        /// <summary>
        /// How many times larger a message above <see cref="RatioFloor"/> may get by inflating; above it the connection is closed with 1009. At
        /// least 1; DEFLATE itself ends at 1032.
        /// </summary>
        public int MaxRatio = DefaultMaxRatio;

        internal readonly DeflateParameters Parameters = new DeflateParameters();
        internal bool IsServer;

        /// <summary>Whether messages are decoded in one call each, so that what is needed for it is shared.</summary>
        internal bool IsWhole;
        internal long Limit;
        internal byte[] Output;

        private Deflater _deflater;
        private Inflater _inflater;

        /// <inheritdoc/>
        public override int MaxLineCount => 28 + DeflateParameters.MaxCount;

        /// <inheritdoc/>
        public override void Reserve(bool isServer, long maxMessageSize, int bufferSize, int frameSize, bool allowsPieces)
        {
            if (Output != null)
            {
                throw new InvalidOperationException("the extension is in use");
            }

            Require(nameof(InflateWindowBits), InflateWindowBits, MinInflateWindowBits, Inflater.MaxWindowBits);
            Require(nameof(DeflateWindowBits), DeflateWindowBits, Inflater.MinWindowBits, Inflater.MaxWindowBits);
            Require(nameof(MinSize), MinSize, 0, 65535);
            Require(nameof(MaxInflatedSize), MaxInflatedSize, 0, int.MaxValue);
            Require(nameof(MaxRatio), MaxRatio, 1, int.MaxValue);
            IsServer = isServer;
            IsWhole = isServer && !allowsPieces && !InflateContext;
            Limit = MaxInflatedSize == 0 ? maxMessageSize : MaxInflatedSize;
            Output = new byte[MaxInflatedSize == 0 || allowsPieces ? bufferSize : MaxInflatedSize];
            if (IsWhole)
            {
                _inflater = new Inflater(0);
            }

            if (!DeflateContext)
            {
                _deflater = new Deflater(0);
                if (isServer)
                {
                    Shared = new byte[frameSize];
                }
            }
        }

        /// <inheritdoc/>
        public override MessageExtension Create()
        {
            return new DeflateExtension(this, _inflater ?? new Inflater(InflateWindowBits), _deflater ?? new Deflater(DeflateWindowBits));
        }

        /// <inheritdoc/>
        public override int EncodeShared(Opcode opcode, byte[] payload, int offset, int count)
        {
            byte[] frame = Shared;
            if (frame == null || count < MinSize)
            {
                return 0;
            }

            int body = FrameEncoder.GetHeaderSize(count, false);
            int encoded;
            lock (_deflater)
            {
                encoded = _deflater.Encode(payload, offset, offset, count, Inflater.MaxWindowBits, frame, body, frame.Length - body, true);
                if (_deflater.Used != count || encoded >= count)
                {
                    return 0;
                }
            }

            int size = FrameEncoder.WriteHeader(frame, 0, opcode, true, encoded, false, 0);
            frame[0] |= DeflateExtension.Rsv1;
            Array.Copy(frame, body, frame, size, encoded);
            return size + encoded;
        }

        /// <inheritdoc/>
        public override bool TakesShared(MessageExtension extension)
        {
            return Shared != null && ((DeflateExtension)extension).SendBits == Inflater.MaxWindowBits;
        }

        private static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
