using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// Reads STOMP 1.2 and 1.1 frames from input in pieces of any size, which are none of its business: frames may lie across them or
    /// share one. Sans-I/O; all memory is reserved at construction, and nothing is allocated after it.
    /// </summary>
    /// <remarks>
    /// <code>
    /// state    byte                                   to
    /// between  end of line                            between, a heart-beat
    /// between  another                                command
    /// command  LF                                     name
    /// name     colon / LF as the first / escape       value / body / escape
    /// value    LF / escape                            name / escape
    /// body     its last, by length / NUL without one  end / between, a frame
    /// end      NUL                                    between, a frame
    /// any      CR, but in a body and in 1.1           the same, with LF as the only next
    /// any      what is not allowed                    failed
    /// </code>
    /// A colon in a value is taken as it is, as brokers and browsers' clients do; so is a NUL in a header, as the grammar has it. Whether
    /// headers are UTF-8 is not looked at.
    /// </remarks>
    public sealed class StompDecoder
    {
        private const int Between = 0;
        private const int Command = 1;
        private const int Name = 2;
        private const int Value = 3;
        private const int Body = 4;
        private const int End = 5;
        private const int Failed = 6;

        private const byte Lf = (byte)'\n';
        private const byte Cr = (byte)'\r';

        /// <summary>The frame last read, valid until the next Read.</summary>
        public readonly StompFrame Frame;

        /// <summary>What was wrong, once Read said so.</summary>
        public StompViolation Violation;

        /// <summary>Whether 1.1 is spoken, in which a carriage return is like any other byte and has no escape. To be set between two frames.</summary>
        public bool IsVersion11;

        private readonly StompWords _words = StompWords.Get();
        private readonly int _maxLineLength;
        private readonly int _maxBodySize;

        private byte[] _input;
        private int _at;
        private int _end;

        private int _state;
        private bool _isPlain;

        /// <summary>The byte before was a CR, or a backslash.</summary>
        private bool _isAfterCr;
        private bool _isAfterEscape;

        /// <summary>How much of the frame's buffer is used; what of it is the header that is being read; and the bytes of its line.</summary>
        private int _used;
        private int _nameStart;
        private int _valueStart;
        private int _lineLength;

        /// <summary>Bytes of the body that are missing; -1 where NUL ends it.</summary>
        private int _left;

        /// <summary>Reserves the memory.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
        /// <exception cref="ArgumentException">A limit is out of range; the message names the numbers.</exception>
        public StompDecoder(StompLimits limits)
            : this(limits, null)
        {
        }

        /// <summary>Frames are put together in a buffer of the caller's.</summary>
        /// <param name="limits">What frames may look like.</param>
        /// <param name="buffer">The decoder's from here on; its length is what counts in place of MaxFrameSize. Null: one is reserved.</param>
        /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
        /// <exception cref="ArgumentException">A limit is out of range, or the buffer too short; the message names the numbers.</exception>
        public StompDecoder(StompLimits limits, byte[] buffer)
        {
            if (limits == null)
            {
                throw new ArgumentNullException(nameof(limits));
            }

            limits.Validate();
            if (buffer == null)
            {
                buffer = new byte[limits.MaxFrameSize];
            }

            StompLimits.Require(nameof(buffer), buffer.Length, StompLimits.MinFrameSize, int.MaxValue);
            _maxLineLength = limits.MaxLineLength;
            _maxBodySize = limits.MaxBodySize;
            Frame = new StompFrame(buffer, limits.MaxHeaders);
        }

        /// <summary>Begins anew, for another connection.</summary>
        public void Reset()
        {
            _state = Between;
            _isAfterCr = false;
            _isAfterEscape = false;
            _at = _end;
            IsVersion11 = false;
            Violation = StompViolation.None;
        }

        /// <summary>Gives it the next piece of input; what was not read of the one before is dropped.</summary>
        /// <param name="buffer">Borrowed until Read returns NeedInput; never written to.</param>
        /// <param name="offset">Where the piece starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <exception cref="ArgumentException">The range is not within the buffer.</exception>
        public void SetInput(byte[] buffer, int offset, int count)
        {
            if (buffer == null || offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentException("no such range");
            }

            _input = buffer;
            _at = offset;
            _end = offset + count;
        }

        /// <summary>Reads on, up to the next event.</summary>
        public StompEvent Read()
        {
            if (_state == Failed)
            {
                return StompEvent.Violation;
            }

            while (_at < _end)
            {
                if (_state == Body)
                {
                    if (ReadBody())
                    {
                        return StompEvent.Frame;
                    }
                }
                else
                {
                    byte b = _input[_at++];
                    if (_state == End)
                    {
                        if (b == 0)
                        {
                            _state = Between;
                            return StompEvent.Frame;
                        }

                        Fail(StompViolation.NoTerminator);
                    }
                    else if (_isAfterCr && b != Lf)
                    {
                        Fail(StompViolation.BadLineEnd);
                    }
                    else if (b == Cr && !_isAfterEscape && (!IsVersion11 || _state == Between))
                    {
                        _isAfterCr = true;
                    }
                    else if (ReadHead(b))
                    {
                        return StompEvent.HeartBeat;
                    }
                }

                if (_state == Failed)
                {
                    return StompEvent.Violation;
                }
            }

            return StompEvent.NeedInput;
        }

        /// <summary>Takes one byte in front of the body. Returns whether it was a heart-beat.</summary>
        private bool ReadHead(byte b)
        {
            _isAfterCr = false;
            switch (_state)
            {
                case Between:
                    if (b == Lf)
                    {
                        return true;
                    }

                    _state = Command;
                    _used = 0;
                    Frame.HeaderCount = 0;
                    ReadCommand(b);
                    return false;
                case Command:
                    ReadCommand(b);
                    return false;
                default:
                    ReadHeader(b);
                    return false;
            }
        }

        private void ReadCommand(byte b)
        {
            if (b != Lf)
            {
                if (_used == StompCommands.LongestName)
                {
                    Fail(StompViolation.UnknownCommand);
                    return;
                }

                Frame.Buffer[_used++] = b;
                return;
            }

            StompCommand command = _words.Find(Frame.Buffer, 0, _used);
            if (command == StompCommand.None)
            {
                Fail(StompViolation.UnknownCommand);
                return;
            }

            Frame.Command = command;
            _isPlain = StompCommands.IsPlain(command);
            _used = 0;
            BeginLine();
        }

        private void BeginLine()
        {
            _state = Name;
            _nameStart = _used;
            _lineLength = 0;
        }

        private void ReadHeader(byte b)
        {
            if (_isAfterEscape)
            {
                _isAfterEscape = false;
                b = Unescape(b);
                if (b == 0)
                {
                    Fail(StompViolation.BadEscape);
                    return;
                }
            }
            else if (b == Lf)
            {
                EndLine();
                return;
            }
            else if (b == '\\' && !_isPlain)
            {
                _isAfterEscape = true;
                CountByte();
                return;
            }
            else if (b == ':' && _state == Name)
            {
                if (_used == _nameStart)
                {
                    Fail(StompViolation.BadHeader);
                    return;
                }

                _valueStart = _used;
                _state = Value;
                CountByte();
                return;
            }

            if (CountByte())
            {
                if (_used == Frame.Buffer.Length)
                {
                    Fail(StompViolation.HeadersTooLarge);
                    return;
                }

                Frame.Buffer[_used++] = b;
            }
        }

        /// <summary>Counts a byte of the line. Returns false when it is one too many.</summary>
        private bool CountByte()
        {
            if (_lineLength == _maxLineLength)
            {
                Fail(StompViolation.LineTooLong);
                return false;
            }

            _lineLength++;
            return true;
        }

        /// <summary>What the byte behind a backslash stands for; 0 when it is not defined.</summary>
        private byte Unescape(byte b)
        {
            switch (b)
            {
                case (byte)'\\': return b;
                case (byte)'n': return Lf;
                case (byte)'c': return (byte)':';
                case (byte)'r': return IsVersion11 ? (byte)0 : Cr;
                default: return 0;
            }
        }

        private void EndLine()
        {
            if (_state == Value)
            {
                if (!Frame.HasRoom)
                {
                    Fail(StompViolation.TooManyHeaders);
                    return;
                }

                Frame.AddHeader(_nameStart, _valueStart, _used);
                BeginLine();
            }
            else if (_lineLength != 0)
            {
                Fail(StompViolation.BadHeader);
            }
            else
            {
                BeginBody();
            }
        }

        private void BeginBody()
        {
            Frame.BodyOffset = _used;
            Frame.BodyCount = 0;
            _left = -1;
            _state = Body;
            int header = Frame.Find(_words.ContentLength);
            if (header < 0)
            {
                return;
            }

            int count = Frame.ParseNumber(Frame.GetValueOffset(header), Frame.GetValueCount(header));
            if (count < 0)
            {
                Fail(StompViolation.BadContentLength);
            }
            else if (count > 0 && !StompCommands.HasBody(Frame.Command))
            {
                Fail(StompViolation.UnexpectedBody);
            }
            else if (count > _maxBodySize || count > Frame.Buffer.Length - _used)
            {
                Fail(StompViolation.BodyTooLarge);
            }
            else
            {
                _left = count;
                _state = count == 0 ? End : Body;
            }
        }

        /// <summary>Takes what there is of the body. Returns whether the frame is complete.</summary>
        private bool ReadBody()
        {
            int count = _end - _at;
            bool isEnd = false;
            if (_left < 0)
            {
                int end = _at;
                while (end < _end && _input[end] != 0)
                {
                    end++;
                }

                isEnd = end < _end;
                count = end - _at;
                if (count > 0 && !StompCommands.HasBody(Frame.Command))
                {
                    Fail(StompViolation.UnexpectedBody);
                    return false;
                }

                if (count > _maxBodySize - Frame.BodyCount || count > Frame.Buffer.Length - _used)
                {
                    Fail(StompViolation.BodyTooLarge);
                    return false;
                }
            }
            else if (count >= _left)
            {
                count = _left;
                _state = End;
            }

            Array.Copy(_input, _at, Frame.Buffer, _used, count);
            _at += count;
            _used += count;
            Frame.BodyCount += count;
            if (_left >= 0)
            {
                _left -= count;
                return false;
            }

            if (isEnd)
            {
                _at++;
                _state = Between;
            }

            return isEnd;
        }

        private void Fail(StompViolation violation)
        {
            Violation = violation;
            _state = Failed;
        }
    }
}
