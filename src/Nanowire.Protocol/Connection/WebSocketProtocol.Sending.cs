using System;

namespace Nanowire.WebSockets.Protocol
{
    // The sending half: messages, pings and the bytes that go out.
    public partial class WebSocketProtocol
    {
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
            return TrySendPart(messageType, buffer, offset, count, true, true);
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
            return TrySendPart(messageType, buffer, offset, count, endOfMessage, false);
        }

        /// <summary>
        /// Queues a message that is framed already, in two parts, for a server that sends the same to many. Never
        /// borrows, so a frame larger than the send buffer less <see cref="SendBufferReserve"/> is never taken.
        /// </summary>
        /// <returns>False as in <see cref="TrySend"/>.</returns>
        /// <exception cref="InvalidOperationException">This is a client, whose frames need a mask of their own.</exception>
        public bool TrySendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            if (Entropy != null)
            {
                throw new InvalidOperationException("a client's frames cannot be shared");
            }

            int total = headerCount + payloadCount;
            if (_openFragment != 0 || State != WebSocketState.Open || !TryReserve(total))
            {
                return false;
            }

            Array.Copy(header, headerOffset, OutputBuffer, Tail, headerCount);
            Array.Copy(payload, payloadOffset, OutputBuffer, Tail + headerCount, payloadCount);
            Tail += total;
            return true;
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

        /// <summary>Whether a message in parts was begun and not ended, so that no other is taken.</summary>
        internal bool IsInMessage => _openFragment != 0;

        internal bool TrySendPart(WebSocketMessageType messageType, byte[] buffer, int offset, int count, bool endOfMessage, bool isWhole)
        {
            if (buffer == null || (offset | count) < 0 || offset > buffer.Length - count || (uint)messageType > (uint)WebSocketMessageType.Binary)
            {
                CheckMessage(messageType, buffer, offset, count);
            }

            int at = Tail;
            if (count > CopyLimit - at)
            {
                return TrySendUnusual((int)messageType + 1, buffer, offset, count, endOfMessage, isWhole);
            }

            // Copied, as most are: the long way costs some hundred instructions more.
            int first = (int)messageType + (FrameDecoder.FinalBit | (int)Opcode.Text);
            if (!endOfMessage || _openFragment != 0)
            {
                first = PartOf((int)messageType + 1, endOfMessage, isWhole);
                if (first < 0)
                {
                    return false;
                }

                _openFragment = endOfMessage ? 0 : (int)messageType + 1;
            }

            byte[] output = OutputBuffer;
            output[at] = (byte)first;
            if (count < 126)
            {
                output[at + 1] = (byte)count;
                at += 2;
            }
            else
            {
                output[at + 1] = 126;
                output[at + 2] = (byte)(count >> 8);
                output[at + 3] = (byte)count;
                at += 4;
            }

            Array.Copy(buffer, offset, output, at, count);
            Tail = at + count;
            return true;
        }

        /// <summary>Masked, borrowed, or refused.</summary>
        private bool TrySendUnusual(int opcode, byte[] buffer, int offset, int count, bool endOfMessage, bool isWhole)
        {
            int first = PartOf(opcode, endOfMessage, isWhole);
            if (first < 0 || State != WebSocketState.Open
                || !(Decoder.Extension == null ? TryAppend(first, buffer, offset, count) : TryAppendExtended(first, buffer, offset, count)))
            {
                return false;
            }

            _openFragment = endOfMessage ? 0 : opcode;
            return true;
        }

        /// <summary>The first byte of a frame that begins a message or goes on with it; below 0 where another message is open.</summary>
        private int PartOf(int opcode, bool endOfMessage, bool isWhole)
        {
            if (_openFragment != 0)
            {
                if (isWhole)
                {
                    return -1;
                }

                if (_openFragment != opcode)
                {
                    throw new InvalidOperationException("the message has another type");
                }

                opcode = (int)Opcode.Continuation;
            }

            return endOfMessage ? opcode | FrameDecoder.FinalBit : opcode;
        }

        private bool TrySendControl(Opcode opcode, byte[] buffer, int offset, int count)
        {
            if (count > FrameLimits.MaxControlPayload)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (count != 0)
            {
                Ascii.CheckRange(buffer, offset, count);
            }

            return State == WebSocketState.Open && TryAppendControl(opcode, buffer, offset, count);
        }

        /// <summary>Refuses arguments that no send takes.</summary>
        /// <returns>The opcode of the message's first frame.</returns>
        /// <exception cref="ArgumentException">The range is not within the buffer, or the type is neither text nor binary.</exception>
        public static Opcode CheckMessage(WebSocketMessageType messageType, byte[] buffer, int offset, int count)
        {
            Ascii.CheckRange(buffer, offset, count);
            if ((uint)messageType > (uint)WebSocketMessageType.Binary)
            {
                throw new ArgumentException("a message is text or binary");
            }

            // The numbers of .NET's message types are one below those of the opcodes.
            return (Opcode)((int)messageType + 1);
        }
    }
}
