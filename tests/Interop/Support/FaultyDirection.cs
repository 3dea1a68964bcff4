using System;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop
{
    /// <summary>
    /// What passes one way through a <see cref="FaultyLink"/>. The cues are given from any thread; only the link's own thread
    /// moves bytes.
    /// </summary>
    internal sealed class FaultyDirection
    {
        private readonly Socket _from;
        private readonly Socket _to;
        private readonly byte[] _buffer = new byte[16 * 1024];
        private int _start;
        private int _end;
        private bool _hasEnded;
        private bool _isEndPassedOn;
        private long _notBeforeMs;
        private long _passed;
        private long _cutAt = long.MaxValue;
        private long _corruptAt = -1;
        private int _corruptBits;

        /// <summary>The most bytes of one write: 1 for a sender of single bytes.</summary>
        internal volatile int PieceSize = int.MaxValue;

        /// <summary>The pause in front of each piece, in milliseconds; with <see cref="PieceSize"/> a throttle.</summary>
        internal volatile int PauseMs;

        /// <summary>Whether nothing is read, so that the sender meets a window of zero.</summary>
        internal volatile bool IsStalled;

        /// <summary>Whether what arrives is dropped, its end included: the sender's peer has gone without a word.</summary>
        internal volatile bool IsSwallowing;

        private volatile LinkFault _cutWith;

        internal FaultyDirection(Socket from, Socket to)
        {
            _from = from;
            _to = to;
        }

        /// <summary>The bytes that have passed.</summary>
        internal long Passed => Interlocked.Read(ref _passed);

        /// <summary>Whether the link is to end now.</summary>
        internal LinkFault Due => Passed >= Interlocked.Read(ref _cutAt) ? _cutWith : LinkFault.None;

        /// <summary>Whether a byte from the sender would be taken.</summary>
        internal bool WantsRead => !_hasEnded && !IsStalled && _start == _end;

        /// <summary>Whether a byte to the receiver waits and is due.</summary>
        internal bool WantsWrite(long nowMs)
        {
            return _start < _end && nowMs >= _notBeforeMs;
        }

        /// <summary>Whether something may still pass: its end has not been passed on, or swallowed.</summary>
        internal bool IsOpen => !_isEndPassedOn && !(_hasEnded && IsSwallowing);

        internal Socket From => _from;

        internal Socket To => _to;

        /// <summary>Ends the link when that many bytes have passed here since it began.</summary>
        internal void CutAt(long position, LinkFault fault)
        {
            // Here first, so that a place that has passed is never met with the fault of the cue before.
            Interlocked.Exchange(ref _cutAt, long.MaxValue);
            _cutWith = fault;
            Interlocked.Exchange(ref _cutAt, position);
        }

        /// <summary>Inverts bits of one byte that is still to pass.</summary>
        /// <param name="position">Its number since the link began.</param>
        /// <param name="bits">Which.</param>
        internal void CorruptAt(long position, int bits)
        {
            _corruptBits = bits;
            Interlocked.Exchange(ref _corruptAt, position);
        }

        /// <summary>Moves what can be moved without waiting. Returns whether something was.</summary>
        internal bool Step(long nowMs)
        {
            bool moved = false;
            if (WantsRead && _from.Poll(0, SelectMode.SelectRead))
            {
                int read = FaultyLink.Try(() => _from.Receive(_buffer, 0, _buffer.Length, SocketFlags.None));
                if (read == 0)
                {
                    _hasEnded = true;
                }
                else if (read > 0)
                {
                    _start = 0;
                    _end = IsSwallowing ? 0 : read;
                    _notBeforeMs = nowMs + PauseMs;
                    moved = true;
                }
            }

            if (WantsWrite(nowMs))
            {
                moved |= Write(nowMs);
            }

            if (_hasEnded && _start == _end && !_isEndPassedOn && !IsSwallowing)
            {
                _isEndPassedOn = true;
                _to.Shutdown(SocketShutdown.Send);
                moved = true;
            }

            return moved;
        }

        private bool Write(long nowMs)
        {
            long position = Passed;
            int count = Math.Min(_end - _start, PieceSize);
            long left = Interlocked.Read(ref _cutAt) - position;
            if (left < count)
            {
                count = (int)Math.Max(0, left);
            }

            if (count == 0)
            {
                return false;
            }

            long at = Interlocked.Read(ref _corruptAt) - position;
            if (at >= 0 && at < _end - _start)
            {
                _buffer[_start + at] ^= (byte)_corruptBits;
                Interlocked.Exchange(ref _corruptAt, -1);
            }

            int sent = FaultyLink.Try(() => _to.Send(_buffer, _start, count, SocketFlags.None));
            if (sent <= 0)
            {
                return false;
            }

            _start += sent;
            _notBeforeMs = nowMs + PauseMs;
            Interlocked.Add(ref _passed, sent);
            return true;
        }
    }
}
