using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // What an extension adds to a channel; it is lent to the decoder, so that a connection without one pays no field more.
    internal abstract partial class Channel
    {
        /// <summary>Reserves what the connections need for the extension of the options, if any.</summary>
        protected void Extend(ExtensionFactory factory)
        {
            if (factory != null)
            {
                Extend(factory.Create());
            }
        }

        /// <summary>Whether the piece that <see cref="ReadPiece"/> found is to be decoded.</summary>
        protected bool IsApplied => Decoder.Extension != null && Decoder.Extension.IsApplied;

        /// <summary>
        /// Shows the lines of a handshake's Sec-WebSocket-Extensions to the extension. Returns whether one of them was taken.
        /// </summary>
        /// <param name="head">The handshake of the peer; the array that it was parsed in is as it was.</param>
        /// <param name="mustBeOnly">Whether there must be one line at most, as in an answer.</param>
        protected bool Agree(HttpHead head, bool mustBeOnly)
        {
            MessageExtension extension = Decoder.Extension;
            int line = head.First[(int)HttpHeader.SecWebSocketExtensions];
            if (mustBeOnly && head.Lines[line + 2] != 0)
            {
                return false;
            }

            while (line != 0 && !extension.IsAgreed)
            {
                extension.IsAgreed = extension.Accept(head.Buffer, head.Lines[line], head.Lines[line + 1]);
                line = head.Lines[line + 2];
            }

            return extension.IsAgreed;
        }

        /// <summary>Adds the line for the peer to a head in the send buffer. Returns where the head ends then.</summary>
        /// <param name="end">Where it ends now, with its empty line.</param>
        protected int WriteExtension(int end)
        {
            end = Ascii.Put("Sec-WebSocket-Extensions: ", OutputBuffer, end - 2);
            return Ascii.Put("\r\n\r\n", OutputBuffer, Decoder.Extension.WriteParameters(OutputBuffer, end));
        }

        /// <summary>
        /// Decodes what is left of the piece that <see cref="ReadPiece"/> found, as far as there is room for. Where that cannot be
        /// done it fails the connection and returns false.
        /// </summary>
        protected bool Decode()
        {
            FrameDecoder decoder = Decoder;
            Violation violation = decoder.Extension.DecodeNext(decoder, decoder.Scratch);
            if (violation == Violation.None)
            {
                return true;
            }

            decoder.Violation = violation;
            FailNow(ViolationInfo.GetCloseStatus(violation));
            return false;
        }

        /// <summary>
        /// Whether another connection is still sending what lies in the array that messages are decoded into: an answer larger than its
        /// send buffer, borrowed from its handler's message.
        /// </summary>
        private bool IsOutputLent()
        {
            Channel borrower = Core == null ? null : Core.OutputBorrower;
            return borrower != null && borrower != this && borrower.WantsWrite && borrower.IsBorrowing
                && borrower.Borrowed.Buffer == Decoder.Extension.Output;
        }

        /// <summary>As <see cref="SendEncoded"/>, with the frame that was made for all where this connection takes it.</summary>
        internal bool SendShared(
            ExtensionFactory factory, int sharedCount, byte[] header, int headerOffset, int headerCount, byte[] payload, int offset, int count)
        {
            lock (this)
            {
                MessageExtension extension = Decoder.Extension;
                bool takesShared = extension.IsAgreed && factory.TakesShared(extension);
                if (takesShared && sharedCount != 0)
                {
                    return SendEncoded(factory.Shared, 0, sharedCount, factory.Shared, 0, 0);
                }

                if (extension.IsAgreed && !takesShared && count >= extension.MinSize && Copies(count) && Owner != null)
                {
                    // One that keeps its context, or has a small window, has its own.
                    WebSocketMessageType type = (WebSocketMessageType)((header[headerOffset] & FrameDecoder.OpcodeBits) - 1);
                    return FlushIf(TrySendPart(type, payload, offset, count, true, true));
                }

                return SendEncoded(header, headerOffset, headerCount, payload, offset, count);
            }
        }
    }
}
