using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// The bytes a connection has still to send: whole frames one behind the other in an array of fixed size, and at most
    /// one payload larger than that, which passes through the array piece by piece.
    /// </summary>
    /// <remarks>
    /// <code>
    /// 0      _head         _tail          data limit        length
    /// | sent | frames      | free         | Close only      |        as a rule
    ///
    /// 0      _head         _bulkAt        back      _tail   length
    /// | sent | piece       | unused       | controls |      |        while a large payload passes through the front
    /// </code>
    /// The last <see cref="CloseReserve"/> bytes only ever take a Close frame, so that one always fits. A payload larger
    /// than the array is borrowed: its header is queued like any frame, and when that is out the payload is copied (and
    /// masked) through the front of the array. Control frames queued meanwhile wait in the back, for a frame must not be
    /// interrupted (RFC 6455 section 5.4).
    /// </remarks>
    internal sealed class SendBuffer
    {
        /// <summary>The longest Close frame in bytes: header, mask, 125.</summary>
        internal const int CloseReserve = 2 + 4 + FrameLimits.MaxControlPayload;

        /// <summary>The back of the array in bytes: a Pong and a Close frame of full length.</summary>
        private const int BackSize = 2 * CloseReserve;

        /// <summary>The least capacity in bytes: the back, and as much in front.</summary>
        internal const int MinCapacity = 2 * BackSize;

        private readonly byte[] _buffer;
        private readonly FrameMask _mask;
        private readonly EntropySource _entropy;

        private int _head;
        private int _tail;
        private int _bulkAt;
        private byte[] _bulk;
        private int _bulkOffset;
        private int _bulkCount;
        private uint _bulkKey;

        /// <summary>Takes the array into use. Frames are masked when there is a source of keys, as a client's are.</summary>
        internal SendBuffer(byte[] buffer, FrameMask mask, EntropySource entropy)
        {
            _buffer = buffer;
            _mask = mask;
            _entropy = entropy;
        }

        /// <summary>The array that <see cref="Offset"/> speaks of.</summary>
        internal byte[] Buffer => _buffer;

        /// <summary>Where the bytes that <see cref="Prepare"/> counted start.</summary>
        internal int Offset => _head;

        /// <summary>Whether nothing waits to be sent.</summary>
        internal bool IsEmpty => _tail == 0;

        /// <summary>Whether a borrowed payload is under way.</summary>
        internal bool HasBulk => _bulk != null;

        /// <summary>Whether at least half of the array is free for data and no borrowed payload is under way.</summary>
        internal bool HasRoom => _tail == 0 || (_bulk == null && _tail - _head <= (_buffer.Length - CloseReserve) >> 1);

        /// <summary>Whether a Ping or Pong of full length would be taken now.</summary>
        internal bool HasRoomForControl => (_bulk == null ? _tail - _head : _tail) <= _buffer.Length - BackSize;

        /// <summary>Whether a data frame with that payload would be taken now.</summary>
        internal bool HasRoomFor(int count)
        {
            return _tail == 0
                || (_bulk == null && count <= _buffer.Length - CloseReserve - FrameLimits.MaxHeaderSize - (_tail - _head));
        }

        /// <summary>The bytes that wait to be sent, a borrowed payload included.</summary>
        internal int PendingCount => _bulk == null
            ? _tail - _head
            : _bulkAt - _head + _bulkCount + _tail - (_buffer.Length - BackSize);

        /// <summary>Forgets everything; the first bytes of the array, written there by the caller, are sent next as they are.</summary>
        internal void Reset(int rawCount)
        {
            _head = 0;
            _tail = rawCount;
            _bulk = null;
            _bulkCount = 0;
        }

        /// <summary>
        /// Queues a data frame. A payload that fits into an empty array is copied; a larger one is borrowed until
        /// <see cref="HasBulk"/> is false again. Returns false when there is no room now.
        /// </summary>
        internal bool TryAppend(Opcode opcode, bool isFinal, byte[] payload, int offset, int count)
        {
            if (_bulk != null)
            {
                return false;
            }

            int limit = _buffer.Length - CloseReserve;
            if (count > limit - _tail - FrameLimits.MaxHeaderSize)
            {
                // Not sure to fit: now the header's size counts.
                int size = FrameEncoder.GetHeaderSize(count, _entropy != null);
                if (count > limit - _tail - size && !Compact(size + count))
                {
                    return count > limit - size && TryAppendBulk(opcode, isFinal, size, payload, offset, count);
                }
            }

            AppendFrame(opcode, isFinal, payload, offset, count);
            return true;
        }

        /// <summary>Queues a frame that is encoded already, in two parts. Returns false when there is no room now.</summary>
        internal bool TryAppendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int offset, int count)
        {
            int total = headerCount + count;
            if (_bulk != null || (_tail + total > _buffer.Length - CloseReserve && !Compact(total)))
            {
                return false;
            }

            Array.Copy(header, headerOffset, _buffer, _tail, headerCount);
            Array.Copy(payload, offset, _buffer, _tail + headerCount, count);
            _tail += total;
            return true;
        }

        /// <summary>Queues a Ping or Pong. Returns false when there is no room now.</summary>
        internal bool TryAppendControl(Opcode opcode, byte[] payload, int offset, int count)
        {
            int total = FrameEncoder.GetHeaderSize(count, _entropy != null) + count;
            if (_tail + total > _buffer.Length - CloseReserve && (_bulk != null || !Compact(total)))
            {
                return false;
            }

            AppendFrame(opcode, true, payload, offset, count);
            return true;
        }

        /// <summary>Queues the Close frame, for which there always is room; once a connection.</summary>
        /// <param name="status">The status, or 0 for a Close frame without a body.</param>
        /// <param name="reason">UTF-8 of at most <see cref="CloseStatus.MaxReasonSize"/> bytes, or null.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        internal void AppendClose(int status, byte[] reason, int offset, int count)
        {
            if (status == 0)
            {
                AppendFrame(Opcode.Close, true, null, 0, 0);
                return;
            }

            uint key = WriteHeader(Opcode.Close, true, count + 2);
            int body = _tail;
            _buffer[_tail++] = (byte)(status >> 8);
            _buffer[_tail++] = (byte)status;
            if (count > 0)
            {
                Array.Copy(reason, offset, _buffer, _tail, count);
                _tail += count;
            }

            Mask(body, key);
        }

        /// <summary>Makes the next bytes ready at <see cref="Offset"/> and counts them.</summary>
        internal int Prepare()
        {
            if (_bulk == null)
            {
                return _tail - _head;
            }

            if (_head == _bulkAt)
            {
                int piece = _buffer.Length - BackSize;
                if (piece > _bulkCount)
                {
                    piece = _bulkCount;
                }

                Array.Copy(_bulk, _bulkOffset, _buffer, 0, piece);
                if (_entropy != null)
                {
                    _mask.Apply(_buffer, 0, piece, _bulkKey);
                    _bulkKey = FrameMask.Advance(_bulkKey, piece);
                }

                _bulkOffset += piece;
                _bulkCount -= piece;
                _head = 0;
                _bulkAt = piece;
            }

            return _bulkAt - _head;
        }

        /// <summary>Takes note that bytes went out.</summary>
        internal void Sent(int count)
        {
            _head += count;
            if (_bulk != null)
            {
                if (_head < _bulkAt || _bulkCount > 0)
                {
                    return;
                }

                _bulk = null;
                _head = _buffer.Length - BackSize;
            }

            if (_head == _tail)
            {
                _head = 0;
                _tail = 0;
            }
        }

        private bool TryAppendBulk(Opcode opcode, bool isFinal, int headerSize, byte[] payload, int offset, int count)
        {
            int back = _buffer.Length - BackSize;
            if (_tail + headerSize > back)
            {
                return false;
            }

            _bulkKey = WriteHeader(opcode, isFinal, count);
            _bulk = payload;
            _bulkOffset = offset;
            _bulkCount = count;
            _bulkAt = _tail;
            _tail = back;
            return true;
        }

        private void AppendFrame(Opcode opcode, bool isFinal, byte[] payload, int offset, int count)
        {
            uint key = _entropy == null ? 0 : _entropy.NextUInt32();
            int body = _tail + FrameEncoder.WriteHeader(_buffer, _tail, opcode, isFinal, count, _entropy != null, key);
            _tail = body + count;
            if (count > 0)
            {
                Array.Copy(payload, offset, _buffer, body, count);
                if (_entropy != null)
                {
                    _mask.Apply(_buffer, body, count, key);
                }
            }
        }

        private uint WriteHeader(Opcode opcode, bool isFinal, int payloadCount)
        {
            bool masked = _entropy != null;
            uint key = masked ? _entropy.NextUInt32() : 0;
            _tail += FrameEncoder.WriteHeader(_buffer, _tail, opcode, isFinal, payloadCount, masked, key);
            return key;
        }

        private void Mask(int body, uint key)
        {
            if (_entropy != null)
            {
                _mask.Apply(_buffer, body, _tail - body, key);
            }
        }

        /// <summary>Moves what waits to the front. Returns whether <paramref name="count"/> more bytes of data fit now.</summary>
        private bool Compact(int count)
        {
            if (_head > 0)
            {
                Array.Copy(_buffer, _head, _buffer, 0, _tail - _head);
                _tail -= _head;
                _head = 0;
            }

            return count <= _buffer.Length - CloseReserve - _tail;
        }
    }
}
