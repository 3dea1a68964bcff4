using System;

namespace Nanowire.WebSockets.Deflate
{
    // Stored blocks (RFC 1951 section 3.2.4), and the window.
    public sealed partial class Inflater
    {
        private InflateStatus ReadLength()
        {
            // Bits hold at most one byte more than is asked for: the two numbers one after the other are 32.
            if (!Need(32))
            {
                return InflateStatus.NeedInput;
            }

            _length = (int)(_bits & 0xFFFF);
            if (_length != (int)(~_bits >> 16))
            {
                return InflateStatus.Invalid;
            }

            _bits = 0;
            _bitCount = 0;
            _state = InflateState.Stored;
            return Proceed;
        }

        private InflateStatus CopyStored(byte[] output, ref int at, int limit)
        {
            int count = _end - _position;
            if (count > limit - at)
            {
                count = limit - at;
            }

            if (count > _length)
            {
                count = _length;
            }

            Array.Copy(_input, _position, output, at, count);
            _position += count;
            at += count;
            _length -= count;
            if (_length != 0)
            {
                return _position == _end ? InflateStatus.NeedInput : InflateStatus.NeedOutput;
            }

            _state = InflateState.Header;
            return Proceed;
        }

        /// <summary>Puts what was written into the window.</summary>
        private void Keep(byte[] output, int offset, int count)
        {
            int size = _window.Length;
            if (count > size)
            {
                offset += count - size;
                count = size;
            }

            int first = size - _next;
            if (first > count)
            {
                first = count;
            }

            Array.Copy(output, offset, _window, _next, first);
            Array.Copy(output, offset + first, _window, 0, count - first);
            _next = (_next + count) & (size - 1);
            _have += count;
            if (_have > size)
            {
                _have = size;
            }
        }
    }
}
