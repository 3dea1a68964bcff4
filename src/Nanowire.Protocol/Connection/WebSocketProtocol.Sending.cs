using System;

namespace Nanowire.WebSockets.Protocol
{
    // The sending half: messages, pings and the bytes that go out.
    public sealed partial class WebSocketProtocol
    {
        /// <summary>
        /// Whether there is room for the answers that input may call for; when not, reading should wait for the peer to
        /// read. A server answers with messages, so it is half of the send buffer. A client's own sends wait for room, and
        /// one that stopped reading meanwhile would stand still for ever with a peer that does the same; so it is a Pong.
        /// </summary>
        public bool CanReply => _isServer ? _send.HasRoom : _send.HasRoomForControl;

        /// <summary>Whether a server's answer of that many bytes would be taken now; a client's waits for room by itself.</summary>
        public bool CanReplyWith(int count)
        {
            return !_isServer || _send.HasRoomFor(count);
        }

        /// <summary>Whether a message of that many bytes is copied by a send; a larger one is borrowed.</summary>
        public bool Copies(int count)
        {
            return count <= FrameCapacity - FrameEncoder.GetHeaderSize(count, !_isServer);
        }

        /// <summary>The largest frame that is copied, in bytes, and the most raw bytes that <see cref="Reset"/> takes.</summary>
        public int FrameCapacity => _send.Buffer.Length - SendBufferReserve;

        /// <summary>Whether a borrowed payload is still under way (see <see cref="TrySend"/>).</summary>
        public bool IsBorrowing => _send.HasBulk;

        /// <summary>The bytes that wait to be sent.</summary>
        public int PendingCount => _send.PendingCount;

        /// <summary>Whether bytes wait to be sent; after Abort none do.</summary>
        public bool WantsWrite => !_disconnects && !_send.IsEmpty;

        /// <summary>The array that <see cref="OutputOffset"/> speaks of.</summary>
        public byte[] OutputBuffer => _send.Buffer;

        /// <summary>Where the bytes that <see cref="PrepareOutput"/> counted start.</summary>
        public int OutputOffset => _send.Offset;

        /// <summary>
        /// Queues a whole message as one frame. A message whose frame fits the send buffer (its size less
        /// <see cref="SendBufferReserve"/>) is copied; a larger one is borrowed and must not be changed until
        /// <see cref="IsBorrowing"/> is false. The array is never written to.
        /// </summary>
        /// <param name="messageType">Text (valid UTF-8, which is the caller's duty) or Binary.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when there is no room now, a fragmented message is being sent or the connection is not open; nothing is queued then.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither.</exception>
        public bool TrySend(WebSocketMessageType messageType, byte[] buffer, int offset, int count)
        {
            Opcode opcode = CheckMessage(messageType, buffer, offset, count);
            return _state == WebSocketState.Open
                && _openFragment == 0
                && _send.TryAppend(opcode, true, buffer, offset, count);
        }

        /// <summary>
        /// Queues a further part of a message, so that one larger than any buffer can be sent (RFC 6455 section 5.4). No
        /// other message is taken until the part that ends it; Pings and Pongs pass between. Copied or borrowed as in
        /// <see cref="TrySend"/>.
        /// </summary>
        /// <param name="messageType">The same for all parts.</param>
        /// <param name="buffer">Holds the part.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="endOfMessage">Whether it ends the message.</param>
        /// <returns>False when there is no room now or the connection is not open; nothing is queued then.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither.</exception>
        /// <exception cref="InvalidOperationException">The type is not that of the message's first part.</exception>
        public bool TrySendFragment(WebSocketMessageType messageType, byte[] buffer, int offset, int count, bool endOfMessage)
        {
            Opcode opcode = CheckMessage(messageType, buffer, offset, count);
            int open = _openFragment;
            if (open != 0 && open != (int)opcode)
            {
                throw new InvalidOperationException("the message was begun with another type");
            }

            if (_state != WebSocketState.Open
                || !_send.TryAppend(open == 0 ? opcode : Opcode.Continuation, endOfMessage, buffer, offset, count))
            {
                return false;
            }

            _openFragment = endOfMessage ? 0 : (int)opcode;
            return true;
        }

        /// <summary>
        /// Queues a message that is framed already, in two parts, for a server that sends the same to many. Never
        /// borrows, so a frame larger than the send buffer less <see cref="SendBufferReserve"/> is never taken.
        /// </summary>
        /// <returns>False as in <see cref="TrySend"/>.</returns>
        /// <exception cref="InvalidOperationException">This is a client, whose frames need a mask of their own.</exception>
        public bool TrySendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            if (!_isServer)
            {
                throw new InvalidOperationException("a client's frames cannot be shared");
            }

            return _state == WebSocketState.Open
                && _openFragment == 0
                && _send.TryAppendEncoded(header, headerOffset, headerCount, payload, payloadOffset, payloadCount);
        }

        /// <summary>Queues a Ping of at most 125 bytes (section 5.5.2).</summary>
        /// <returns>False when there is no room now or the connection is not open.</returns>
        /// <exception cref="ArgumentException">The payload is longer than a control frame may be, or not within the buffer.</exception>
        public bool TryPing(byte[] buffer, int offset, int count)
        {
            return TrySendControl(Opcode.Ping, buffer, offset, count);
        }

        /// <summary>Queues a Pong nobody asked for, a one-way heartbeat (section 5.5.3). As <see cref="TryPing"/>.</summary>
        public bool TryPong(byte[] buffer, int offset, int count)
        {
            return TrySendControl(Opcode.Pong, buffer, offset, count);
        }

        /// <summary>
        /// Makes the next bytes to send ready at <see cref="OutputOffset"/> and counts them; 0 when there are none, and
        /// after Abort, when a borrowed payload is not read any more either. They stay in place until the next call of
        /// another member of the sending half, so the lock is held until <see cref="OutputSent"/>.
        /// </summary>
        public int PrepareOutput()
        {
            return _disconnects ? 0 : _send.Prepare();
        }

        /// <summary>Takes note that bytes went out.</summary>
        /// <param name="count">At most what <see cref="PrepareOutput"/> counted; 0 is no progress.</param>
        public void OutputSent(int count)
        {
            if (count > 0)
            {
                _sendingSinceMs = 0;
                _send.Sent(count);
            }
        }

        private bool TrySendControl(Opcode opcode, byte[] buffer, int offset, int count)
        {
            if (count > FrameLimits.MaxControlPayload)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (count != 0)
            {
                CheckRange(buffer, offset, count);
            }

            return _state == WebSocketState.Open && _send.TryAppendControl(opcode, buffer, offset, count);
        }

        /// <summary>Refuses arguments that no send takes.</summary>
        /// <returns>The opcode of the message's first frame.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither text nor binary.</exception>
        public static Opcode CheckMessage(WebSocketMessageType messageType, byte[] buffer, int offset, int count)
        {
            CheckRange(buffer, offset, count);
            if (messageType != WebSocketMessageType.Text && messageType != WebSocketMessageType.Binary)
            {
                throw new ArgumentException("a message is text or binary", nameof(messageType));
            }

            // The numbers of .NET's message types are one below those of the opcodes.
            return (Opcode)((int)messageType + 1);
        }

        private static void CheckRange(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }
    }
}
