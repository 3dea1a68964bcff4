using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Takes frames apart (RFC 6455 section 5): bytes are pushed in by <see cref="SetInput"/>, events are pulled out by
    /// <see cref="Read"/>. Payload is handed out where it lies, unmasked in place; nothing is allocated and nothing of a
    /// message is stored. The verdict on a stream does not depend on how it is cut.
    /// </summary>
    /// <remarks>
    /// States:
    /// <code>
    /// Header   the first byte of a frame, or some of its header, is awaited  -> Payload, Control, Failed
    /// Payload  inside a data frame                                           -> Header, Failed
    /// Control  inside a control frame                                        -> Header
    /// Failed   a rule was broken; input is ignored until Reset
    /// </code>
    /// A header and a control payload that arrive in pieces are collected in the last <see cref="ScratchSize"/> bytes of
    /// an array that the caller lends; all rules see them as one contiguous range.
    /// </remarks>
    public sealed partial class FrameDecoder
    {
        /// <summary>The bytes of the scratch array, counted from its end, that belong to a decoder.</summary>
        public const int ScratchSize = FrameLimits.MaxHeaderSize + FrameLimits.MaxControlPayload;

        private const int StateHeader = 0;
        private const int StatePayload = 1;
        private const int StateControl = 2;
        private const int StateFailed = 3;

        private const int FinalBit = 0x80;
        private const int ReservedBits = 0x70;
        private const int ControlBit = 0x08;
        private const int MaskBit = 0x80;

        private readonly bool _isServer;
        private readonly FrameLimits _limits;
        private readonly FrameMask _mask;
        private readonly byte[] _scratch;

        private int _state;
        private byte[] _buffer;
        private int _position;
        private int _end;

        private int _collected;
        private int _firstByte;
        private int _messageOpcode;
        private int _fragments;
        private int _utf8;
        private uint _maskKey;
        private long _remaining;
        private long _messageCount;

        private byte[] _payloadBuffer;
        private int _payloadOffset;
        private int _payloadCount;
        private Violation _violation;

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
            if (limits == null)
            {
                throw new ArgumentNullException(nameof(limits));
            }

            if (mask == null)
            {
                throw new ArgumentNullException(nameof(mask));
            }

            if (scratch == null)
            {
                throw new ArgumentNullException(nameof(scratch));
            }

            if (scratch.Length < ScratchSize)
            {
                throw new ArgumentException("the scratch array is below ScratchSize", nameof(scratch));
            }

            _isServer = isServer;
            _limits = limits;
            _mask = mask;
            _scratch = scratch;
        }

        /// <summary>Where the payload of the last event starts in <see cref="PayloadBuffer"/>.</summary>
        public int PayloadOffset => _payloadOffset;

        /// <summary>The bytes of payload of the last event.</summary>
        public int PayloadCount => _payloadCount;

        /// <summary>
        /// What holds the payload of the last event: the input buffer, or the scratch array for a control frame that
        /// arrived in pieces. Borrowed until the next call of <see cref="Read"/> or <see cref="SetInput"/>.
        /// </summary>
        public byte[] PayloadBuffer => _payloadBuffer;

        /// <summary>What the frame of the last event carries.</summary>
        public Opcode Opcode => (Opcode)(_firstByte & 0x0F);

        /// <summary>What the message of the last payload is: <see cref="Opcode.Text"/> or <see cref="Opcode.Binary"/>.</summary>
        public Opcode MessageOpcode => (Opcode)_messageOpcode;

        /// <summary>After a payload: whether it ends its frame.</summary>
        public bool EndOfFrame => _remaining == 0;

        /// <summary>After a payload: whether it ends its message. A frame's end and a message's end are two facts.</summary>
        public bool EndOfMessage => _fragments == 0;

        /// <summary>The bytes of input that were not looked at yet.</summary>
        public int Unread => _end - _position;

        /// <summary>The rule that was broken.</summary>
        public Violation Violation => _violation;

        /// <summary>Starts over for another connection.</summary>
        public void Reset()
        {
            _state = StateHeader;
            _buffer = null;
            _payloadBuffer = null;
            _position = 0;
            _end = 0;
            _collected = 0;
            _fragments = 0;
            _remaining = 0;
            _violation = Violation.None;
        }

        /// <summary>
        /// Lends the next input, to be unmasked in place; it stays borrowed until <see cref="Read"/> returns
        /// <see cref="FrameEvent.NeedInput"/>. Seven readable bytes behind it in the array make unmasking faster.
        /// </summary>
        /// <exception cref="InvalidOperationException">The last input is not used up.</exception>
        public void SetInput(byte[] buffer, int offset, int count)
        {
            if (_position != _end && _state != StateFailed)
            {
                throw new InvalidOperationException("the last input is not used up");
            }

            _buffer = buffer;
            _position = offset;
            _end = offset + count;
        }

        /// <summary>The next event of the input.</summary>
        public FrameEvent Read()
        {
            if (_state == StateHeader)
            {
                int found = ReadHeader();
                if (found <= 0)
                {
                    return found == 0 ? FrameEvent.NeedInput : FrameEvent.Error;
                }
            }

            if (_state == StatePayload)
            {
                return ReadPayload();
            }

            return _state == StateControl ? ReadControl() : FrameEvent.Error;
        }

        private FrameEvent ReadPayload()
        {
            byte[] buffer = _buffer;
            int offset = _position;
            int count = _end - offset;
            if (count >= _remaining)
            {
                // Also the empty frame, which yields its one event here.
                count = (int)_remaining;
            }
            else if (count == 0)
            {
                return FrameEvent.NeedInput;
            }

            bool mayBeNonAscii = true;
            if (_isServer)
            {
                ulong all = _mask.Apply(buffer, offset, count, _maskKey);
                mayBeNonAscii = (all & Utf8.NonAsciiBits) != 0;
                if (count < _remaining)
                {
                    _maskKey = FrameMask.Advance(_maskKey, count);
                }
            }

            bool isText = _messageOpcode == (int)Opcode.Text;
            if (isText && (mayBeNonAscii || _utf8 != Utf8.Complete))
            {
                _utf8 = Utf8.Validate(buffer, offset, count, _utf8);
                if (_utf8 == Utf8.Invalid)
                {
                    return Fail(Violation.TextNotUtf8);
                }
            }

            _position = offset + count;
            _remaining -= count;
            if (_remaining == 0)
            {
                _state = StateHeader;
                if ((_firstByte & FinalBit) != 0)
                {
                    if (isText && _utf8 != Utf8.Complete)
                    {
                        return Fail(Violation.TextNotUtf8);
                    }

                    _fragments = 0;
                }
            }

            _payloadBuffer = buffer;
            _payloadOffset = offset;
            _payloadCount = count;
            return FrameEvent.Payload;
        }

        private FrameEvent ReadControl()
        {
            int count = (int)_remaining;
            int piece = count - _collected;
            bool inPieces = _collected != 0;
            if (_end - _position < piece)
            {
                piece = _end - _position;
                inPieces = true;
            }

            byte[] buffer = _buffer;
            int offset = _position;
            if (inPieces)
            {
                buffer = _scratch;
                offset = _scratch.Length - FrameLimits.MaxControlPayload;
                Array.Copy(_buffer, _position, buffer, offset + _collected, piece);
            }

            if (_isServer)
            {
                _mask.Apply(buffer, offset + _collected, piece, _maskKey);
                _maskKey = FrameMask.Advance(_maskKey, piece);
            }

            _position += piece;
            _collected += piece;
            if (Opcode == Opcode.Close)
            {
                Violation violation = CheckCloseBody(buffer, offset, _collected, _collected == count);
                if (violation != Violation.None)
                {
                    return Fail(violation);
                }
            }

            if (_collected < count)
            {
                return FrameEvent.NeedInput;
            }

            _collected = 0;
            _remaining = 0;
            _state = StateHeader;
            _payloadBuffer = buffer;
            _payloadOffset = offset;
            _payloadCount = count;
            return FrameEvent.Control;
        }

        /// <summary>Section 5.5.1 and 7.4, for as much of the body as there is.</summary>
        private static Violation CheckCloseBody(byte[] buffer, int offset, int count, bool isWhole)
        {
            if (count == 0)
            {
                return Violation.None;
            }

            bool mayBeSent = count == 1
                ? CloseStatus.MayStartWith(buffer[offset])
                : CloseStatus.MayBeSent((buffer[offset] << 8) | buffer[offset + 1]);
            if (!mayBeSent)
            {
                return Violation.CloseStatusInvalid;
            }

            if (count > 2)
            {
                int utf8 = Utf8.Validate(buffer, offset + 2, count - 2, Utf8.Complete);
                if (utf8 == Utf8.Invalid || (isWhole && utf8 != Utf8.Complete))
                {
                    return Violation.CloseReasonNotUtf8;
                }
            }

            return Violation.None;
        }

        private FrameEvent Fail(Violation violation)
        {
            _violation = violation;
            _state = StateFailed;
            _position = _end;
            return FrameEvent.Error;
        }
    }
}
