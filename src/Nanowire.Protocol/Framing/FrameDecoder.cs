using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Takes frames apart (RFC 6455 section 5): bytes are pushed in by <see cref="SetInput"/>, events are pulled out by
    /// <see cref="Read"/>. Payload is handed out where it lies, unmasked in place; nothing is allocated and nothing of a
    /// message is stored. The verdict on a stream does not depend on how it is cut.
    /// </summary>
    /// <remarks>
    /// States, told apart by what is known of the frame:
    /// <code>
    /// between frames   Remaining is 0; some of a header may be collected    -> payload, control, failed
    /// payload          Remaining of a data frame are awaited                -> between frames, failed
    /// control          Remaining of a control frame, some of it collected   -> between frames, failed
    /// failed           Violation is set; input is ignored until Reset
    /// </code>
    /// A header and a control payload that arrive in pieces are collected in the last <see cref="ScratchSize"/> bytes of
    /// an array that the caller lends; all rules see them as one contiguous range.
    /// What is reported are fields, to be read only: a property costs a call, the dearest thing on the device.
    /// </remarks>
    public sealed partial class FrameDecoder
    {
        /// <summary>The bytes of the scratch array, counted from its end, that belong to a decoder.</summary>
        public const int ScratchSize = FrameLimits.MaxHeaderSize + FrameLimits.MaxControlPayload;

        internal const int FinalBit = 0x80;
        private const int ReservedBits = 0x70;
        private const int Rsv1 = 0x40;
        internal const int OpcodeBits = 0x0F;
        private const int ControlBit = 0x08;
        private const int MaskBit = 0x80;

        /// <summary>
        /// What holds the payload of the last event: the input buffer, or the scratch array for a control frame that
        /// arrived in pieces. Borrowed until the next call of <see cref="Read"/> or <see cref="SetInput"/>.
        /// </summary>
        public byte[] PayloadBuffer;

        /// <summary>Where the payload of the last event starts in <see cref="PayloadBuffer"/>.</summary>
        public int PayloadOffset;

        /// <summary>The bytes of payload of the last event.</summary>
        public int PayloadCount;

        /// <summary>What the message of the last payload is: <see cref="Opcode.Text"/> or <see cref="Opcode.Binary"/>.</summary>
        public Opcode MessageOpcode;

        /// <summary>The rule that was broken.</summary>
        public Violation Violation;

        internal FrameLimits Limits;
        internal readonly FrameMask Mask;
        internal readonly byte[] Scratch;

        /// <summary>The mask bit that frames must have: a client's have it, a server's have not (section 5.1).</summary>
        private readonly int _maskBit;

        /// <summary>What was lent for messages with RSV1; null for nothing, and then none may have it.</summary>
        internal MessageExtension Extension;

        private byte[] _buffer;

        /// <summary>What of the input was not looked at yet.</summary>
        internal int Position;
        internal int End;

        private int _firstByte;
        private uint _maskKey;

        /// <summary>The payload of the frame that was not handed out yet; 0 between frames.</summary>
        internal long Remaining;

        /// <summary>The bytes in the scratch array: of a header while between frames, of the payload in a control frame.</summary>
        private int _collected;

        /// <summary>The frames of the message so far, and their bytes; 0 from the header of its last one on.</summary>
        internal int Fragments;
        private long _messageCount;
        private int _utf8;

        /// <summary>A decoder with a scratch array and a mask window of its own.</summary>
        /// <param name="isServer">Whether this endpoint is the server, so that frames must be masked; a client's must not be (section 5.1).</param>
        /// <param name="limits">What a peer may ask for.</param>
        /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
        public FrameDecoder(bool isServer, FrameLimits limits)
            : this(isServer, limits, new FrameMask(), new byte[ScratchSize])
        {
        }

        /// <summary>A decoder that shares what can be shared.</summary>
        /// <param name="isServer">Whether this endpoint is the server.</param>
        /// <param name="limits">What a peer may ask for; may serve many decoders.</param>
        /// <param name="mask">May serve all decoders of one thread.</param>
        /// <param name="scratch">Its last <see cref="ScratchSize"/> bytes belong to this decoder from now on.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">The scratch array is too small.</exception>
        public FrameDecoder(bool isServer, FrameLimits limits, FrameMask mask, byte[] scratch)
        {
            ArgumentNullException.ThrowIfNull(limits, nameof(limits));
            ArgumentNullException.ThrowIfNull(mask, nameof(mask));
            ArgumentNullException.ThrowIfNull(scratch, nameof(scratch));
            if (scratch.Length < ScratchSize)
            {
                throw new ArgumentException("scratch has " + scratch.Length.ToString() + " bytes, below " + ScratchSize.ToString());
            }

            _maskBit = isServer ? MaskBit : 0;
            Limits = limits;
            Mask = mask;
            Scratch = scratch;
        }

        /// <summary>Whether no message is open and the next byte begins a header.</summary>
        internal bool IsBetweenMessages => (_collected | Fragments) == 0 && Remaining == 0;

        /// <summary>What the frame of the last event carries.</summary>
        public Opcode Opcode => (Opcode)(_firstByte & OpcodeBits);

        /// <summary>After a payload: whether it ends its frame.</summary>
        public bool EndOfFrame => Remaining == 0;

        /// <summary>After a payload: whether it ends its message. A frame's end and a message's end are two facts.</summary>
        public bool EndOfMessage => Remaining == 0 && Fragments == 0;

        /// <summary>The bytes of input that were not looked at yet.</summary>
        public int Unread => End - Position;

        /// <summary>Starts over for another connection.</summary>
        public void Reset()
        {
            PayloadBuffer = null;
            Violation = Violation.None;
            _buffer = null;
            Position = 0;
            End = 0;
            Remaining = 0;
            _collected = 0;
            Fragments = 0;
            if (Extension != null)
            {
                Extension.Reset();
            }
        }

        /// <summary>
        /// Lends the next input, to be unmasked in place; it stays borrowed until <see cref="Read"/> returns
        /// <see cref="FrameEvent.NeedInput"/>. 31 readable bytes behind it in the array make unmasking faster.
        /// </summary>
        /// <exception cref="InvalidOperationException">The last input is not used up.</exception>
        public void SetInput(byte[] buffer, int offset, int count)
        {
            if (Position != End)
            {
                throw new InvalidOperationException();
            }

            if (Violation == Violation.None)
            {
                _buffer = buffer;
                Position = offset;
                End = offset + count;
            }
        }

        /// <summary>The next event of the input.</summary>
        public FrameEvent Read()
        {
            if (Remaining == 0)
            {
                if (Position == End)
                {
                    return Violation == Violation.None ? FrameEvent.NeedInput : FrameEvent.Error;
                }

                FrameEvent whole = IsBetweenMessages ? ReadWhole() : FrameEvent.NeedInput;
                if (whole != FrameEvent.NeedInput)
                {
                    PayloadBuffer = _buffer;
                    return whole;
                }

                int size = _collected == 0 ? ParseHeader(_buffer, Position, End - Position) : 0;
                Position += size;
                if (size == 0 && CollectHeader() == 0)
                {
                    return Violation == Violation.None ? FrameEvent.NeedInput : FrameEvent.Error;
                }
            }

            return (_firstByte & ControlBit) == 0 ? ReadPayload() : ReadControl();
        }

        /// <summary>
        /// The usual frame in one go, between messages: a whole message below 64 KB that lies in the input. For
        /// anything else it returns NeedInput, and the long way is taken, which costs more than twice as much. PayloadBuffer
        /// is for who calls this to set: one who lent the input needs not be told.
        /// </summary>
        internal FrameEvent ReadWhole()
        {
            int at = Position;
            int end = End;
            int key = at + 2;
            if (key > end)
            {
                return FrameEvent.NeedInput;
            }

            byte[] buffer = _buffer;
            int first = buffer[at];
            int count = buffer[at + 1] ^ _maskBit;
            if (count > 125)
            {
                key += 2;
                if (count != 126 || key > end)
                {
                    return FrameEvent.NeedInput;
                }

                count = (buffer[at + 2] << 8) | buffer[at + 3];
                if (count < 126)
                {
                    return FrameEvent.NeedInput;
                }
            }

            int offset = key + (_maskBit >> 5);
            if ((uint)(first - (FinalBit | (int)Opcode.Text)) > 1 || count > end - offset || count > Limits.MaxMessageSize)
            {
                return FrameEvent.NeedInput;
            }

            ulong all = Utf8.NonAsciiBits;
            if (_maskBit != 0)
            {
                all = Mask.Apply(buffer, offset, count, BitConverter.ToUInt32(buffer, key), first == (FinalBit | (int)Opcode.Text));
            }

            if (first == (FinalBit | (int)Opcode.Text) && (all & Utf8.NonAsciiBits) != 0 && Utf8.Validate(buffer, offset, count, Utf8.Complete) != Utf8.Complete)
            {
                return Fail(Violation.TextNotUtf8);
            }

            _firstByte = first;
            MessageOpcode = (Opcode)(first - FinalBit);
            PayloadOffset = offset;
            PayloadCount = count;
            Position = offset + count;
            return FrameEvent.Payload;
        }

        private FrameEvent ReadPayload()
        {
            byte[] buffer = _buffer;
            int offset = Position;
            int count = End - offset;
            long remaining = Remaining;
            if (count >= remaining)
            {
                // Also the empty frame, which yields its one event here.
                count = (int)remaining;
            }
            else if (count == 0)
            {
                return FrameEvent.NeedInput;
            }

            remaining -= count;
            ulong all = Utf8.NonAsciiBits;
            if (_maskBit != 0)
            {
                all = Mask.Apply(buffer, offset, count, _maskKey, MessageOpcode == Opcode.Text);
                if (remaining != 0)
                {
                    _maskKey = FrameMask.Advance(_maskKey, count);
                }
            }

            if (MessageOpcode == Opcode.Text && (Extension == null || !Extension.IsApplied))
            {
                if ((all & Utf8.NonAsciiBits) != 0 || _utf8 != Utf8.Complete)
                {
                    _utf8 = Utf8.Validate(buffer, offset, count, _utf8);
                }

                if (_utf8 == Utf8.Invalid || (_utf8 != Utf8.Complete && remaining == 0 && Fragments == 0))
                {
                    return Fail(Violation.TextNotUtf8);
                }
            }

            Position = offset + count;
            Remaining = remaining;
            PayloadBuffer = buffer;
            PayloadOffset = offset;
            PayloadCount = count;
            return FrameEvent.Payload;
        }

        private FrameEvent Fail(Violation violation)
        {
            Violation = violation;
            Position = End;
            Remaining = 0;
            return FrameEvent.Error;
        }
    }
}
