using System;

namespace Nanowire.Tests
{
    /// <summary>One direction of a connection in memory: a ring of fixed size, so that a writer meets a reader that does not read.</summary>
    internal sealed class MemoryPipe
    {
        private readonly byte[] _ring;
        private int _start;
        private int _count;
        private bool _isEnded;
        private bool _isLost;

        public MemoryPipe(int capacity)
        {
            _ring = new byte[capacity];
        }

        /// <summary>Bytes written and not read yet.</summary>
        public int Count
        {
            get
            {
                lock (_ring)
                {
                    return _count;
                }
            }
        }

        /// <summary>Whether Read has something to say.</summary>
        public bool IsReadable
        {
            get
            {
                lock (_ring)
                {
                    return _count > 0 || _isEnded || _isLost;
                }
            }
        }

        /// <summary>Whether Write has something to say.</summary>
        public bool IsWritable
        {
            get
            {
                lock (_ring)
                {
                    return _count < _ring.Length || _isEnded || _isLost;
                }
            }
        }

        /// <summary>The bytes read; 0 at the end; -1 when the connection is lost; -2 when there is nothing now.</summary>
        public int Read(byte[] buffer, int offset, int count)
        {
            lock (_ring)
            {
                if (_isLost)
                {
                    return -1;
                }

                if (_count == 0)
                {
                    return _isEnded ? 0 : -2;
                }

                int taken = count < _count ? count : _count;
                int first = _ring.Length - _start;
                first = first < taken ? first : taken;
                Array.Copy(_ring, _start, buffer, offset, first);
                Array.Copy(_ring, 0, buffer, offset + first, taken - first);
                _start = (_start + taken) % _ring.Length;
                _count -= taken;
                return taken;
            }
        }

        /// <summary>The bytes taken, 0 when the ring is full; -1 when nobody will ever read them.</summary>
        public int Write(byte[] buffer, int offset, int count)
        {
            lock (_ring)
            {
                if (_isLost || _isEnded)
                {
                    return -1;
                }

                int room = _ring.Length - _count;
                int taken = count < room ? count : room;
                int at = (_start + _count) % _ring.Length;
                int first = _ring.Length - at;
                first = first < taken ? first : taken;
                Array.Copy(buffer, offset, _ring, at, first);
                Array.Copy(buffer, offset + first, _ring, 0, taken - first);
                _count += taken;
                return taken;
            }
        }

        /// <summary>No more is written; what was written can still be read.</summary>
        public void End()
        {
            lock (_ring)
            {
                _isEnded = true;
            }
        }

        /// <summary>The connection is gone, with what was on its way.</summary>
        public void Lose()
        {
            lock (_ring)
            {
                _isLost = true;
            }
        }
    }
}
