using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>Writes frame headers (RFC 6455 section 5.2). Lengths always take their shortest form.</summary>
    public static class FrameEncoder
    {
        /// <summary>The size in bytes of the header of a frame: 2 to 10, and 4 more with a mask.</summary>
        public static int GetHeaderSize(int payloadCount, bool masked)
        {
            int size = payloadCount < 126 ? 2 : payloadCount < 65536 ? 4 : 10;
            return masked ? size + 4 : size;
        }

        /// <summary>Writes the header of a frame whose payload follows; the caller masks that payload itself.</summary>
        /// <param name="buffer">Gets the header.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="opcode">What the frame carries.</param>
        /// <param name="isFinal">Whether it ends its message.</param>
        /// <param name="payloadCount">The length of the payload in bytes.</param>
        /// <param name="masked">Whether the frame is a client's (section 5.1).</param>
        /// <param name="maskKey">A fresh unpredictable key when it is (section 5.3).</param>
        /// <returns>The size of the header in bytes.</returns>
        public static int WriteHeader(byte[] buffer, int offset, Opcode opcode, bool isFinal, int payloadCount, bool masked, uint maskKey)
        {
            int at = offset + 2;
            int maskBit = masked ? 0x80 : 0;
            buffer[offset] = (byte)(isFinal ? (int)opcode | 0x80 : (int)opcode);
            if (payloadCount < 126)
            {
                buffer[offset + 1] = (byte)(payloadCount | maskBit);
            }
            else if (payloadCount < 65536)
            {
                buffer[offset + 1] = (byte)(126 | maskBit);
                buffer[at++] = (byte)(payloadCount >> 8);
                buffer[at++] = (byte)payloadCount;
            }
            else
            {
                buffer[offset + 1] = (byte)(127 | maskBit);
                Array.Clear(buffer, at, 4);
                buffer[at + 4] = (byte)(payloadCount >> 24);
                buffer[at + 5] = (byte)(payloadCount >> 16);
                buffer[at + 6] = (byte)(payloadCount >> 8);
                buffer[at + 7] = (byte)payloadCount;
                at += 8;
            }

            if (masked)
            {
                buffer[at++] = (byte)maskKey;
                buffer[at++] = (byte)(maskKey >> 8);
                buffer[at++] = (byte)(maskKey >> 16);
                buffer[at++] = (byte)(maskKey >> 24);
            }

            return at - offset;
        }

        /// <summary>
        /// Writes a server's header right-aligned in front of a payload that already lies in the buffer, so that nothing
        /// is moved: a message composed in place becomes a frame.
        /// </summary>
        /// <param name="buffer">Holds the payload.</param>
        /// <param name="payloadOffset">Where the payload starts; at least the size of the header.</param>
        /// <param name="payloadCount">The length of the payload in bytes.</param>
        /// <param name="opcode">What the frame carries.</param>
        /// <param name="isFinal">Whether it ends its message.</param>
        /// <returns>Where the frame starts.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The header does not fit in front of the payload.</exception>
        public static int Prepend(byte[] buffer, int payloadOffset, int payloadCount, Opcode opcode, bool isFinal)
        {
            int start = payloadOffset - GetHeaderSize(payloadCount, false);
            if (start < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(payloadOffset));
            }

            WriteHeader(buffer, start, opcode, isFinal, payloadCount, false, 0);
            return start;
        }
    }
}
