using Nanowire.WebSockets;

namespace Nanowire.Samples
{
    /// <summary>
    /// Two blocks: one is filled by the sampler while the other is sent by the pump, so neither waits for the other. When the pump is
    /// late the newest block is dropped, and counted.
    /// </summary>
    internal sealed class Blocks
    {
        private readonly object _lock = new object();
        private readonly int _headerSize;
        private readonly int _end;
        private MessageFrame _filling;
        private MessageFrame _other;
        private bool _isOtherFull;
        private int _at;
        private int _number;
        private int _dropped;

        internal Blocks(int headerSize, int samples)
        {
            _headerSize = headerSize;
            _filling = new MessageFrame(headerSize + (2 * samples));
            _other = new MessageFrame(headerSize + (2 * samples));
            _end = MessageFrame.PayloadOffset + _filling.Capacity;
            _at = MessageFrame.PayloadOffset + headerSize;
        }

        /// <summary>Adds a sample; by the sampler's thread alone.</summary>
        internal void Add(int sample)
        {
            byte[] buffer = _filling.Buffer;
            buffer[_at] = (byte)sample;
            buffer[_at + 1] = (byte)(sample >> 8);
            _at += 2;
            if (_at < _end)
            {
                return;
            }

            _at = MessageFrame.PayloadOffset + _headerSize;
            lock (_lock)
            {
                if (_isOtherFull)
                {
                    _number++;
                    _dropped++;
                    return;
                }

                Put(buffer, MessageFrame.PayloadOffset, _number++);
                Put(buffer, MessageFrame.PayloadOffset + 4, _dropped);
                MessageFrame full = _filling;
                _filling = _other;
                _other = full;
                _isOtherFull = true;
            }
        }

        /// <summary>The block that is full, until <see cref="GiveBack"/>; null when none is. By the pump's thread alone.</summary>
        internal MessageFrame TakeFull()
        {
            lock (_lock)
            {
                return _isOtherFull ? _other : null;
            }
        }

        /// <summary>The block that was taken may be filled again.</summary>
        internal void GiveBack()
        {
            lock (_lock)
            {
                _isOtherFull = false;
            }
        }

        private static void Put(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
            buffer[at + 2] = (byte)(value >> 16);
            buffer[at + 3] = (byte)(value >> 24);
        }
    }
}
