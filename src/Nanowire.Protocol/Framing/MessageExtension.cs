namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// What changes the payloads of one connection's messages by an extension that was agreed on (RFC 6455 section 9), and marks
    /// them by RSV1. The core knows this much of extensions; the one there is, permessage-deflate, is the library Nanowire.Deflate.
    /// One object serves the connections of a slot one after the other. What it reports are fields, to be read only.
    /// </summary>
    public abstract class MessageExtension
    {
        /// <summary>Whether the connection has agreed on the extension.</summary>
        public bool IsAgreed;

        /// <summary>Whether the message that is being received has RSV1 set, and is to be decoded.</summary>
        public bool IsApplied;

        /// <summary>Whole messages of fewer bytes, and messages in parts whose first has fewer, are sent as they are.</summary>
        public int MinSize;

        /// <summary>What the last decoding wrote, from its start on; one array may serve all connections of a pump.</summary>
        public byte[] Output;

        /// <summary>The bytes in <see cref="Output"/>.</summary>
        public int OutputCount;

        /// <summary>After decoding: whether the same input has more, for which there was no room.</summary>
        public bool HasMore;

        /// <summary>After decoding: whether the output ends its message.</summary>
        public bool EndsMessage;

        /// <summary>Bytes of the last input that were encoded or decoded.</summary>
        public int Used;

        /// <summary>Whether the message in parts that is being sent is encoded.</summary>
        internal bool IsEncoding;

        private int _utf8;

        /// <summary>
        /// Judges an offer, on a server, or an answer, on a client: a line of Sec-WebSocket-Extensions.
        /// </summary>
        /// <param name="buffer">Holds the line's value.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <returns>Whether one in it is taken; a client fails the connection when not.</returns>
        public abstract bool Accept(byte[] buffer, int offset, int count);

        /// <summary>Writes the value of Sec-WebSocket-Extensions: a server's answer to what it accepted last, or a client's offer.</summary>
        /// <returns>Where it ends.</returns>
        public abstract int WriteParameters(byte[] output, int offset);

        /// <summary>
        /// Encodes a message, a part of it, or as much of that as there is room for. Sets <see cref="Used"/>; the output ends at a
        /// byte, so that it can be the payload of a frame.
        /// </summary>
        /// <param name="input">Holds it; only read.</param>
        /// <param name="low">Where what was encoded before, of the same part, starts.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="output">Gets the payload.</param>
        /// <param name="outputOffset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for.</param>
        /// <param name="endsMessage">Whether it ends the message.</param>
        /// <returns>Bytes written.</returns>
        public abstract int Encode(byte[] input, int low, int offset, int count, byte[] output, int outputOffset, int capacity, bool endsMessage);

        /// <summary>What <see cref="Encode"/> wrote last is not sent.</summary>
        public abstract void Forget();

        /// <summary>
        /// Decodes a piece of a message, as far as there is room in <see cref="Output"/>; sets OutputCount, HasMore, EndsMessage and Used.
        /// </summary>
        /// <param name="input">Holds the piece, or what is left of it.</param>
        /// <param name="offset">Where that starts.</param>
        /// <param name="count">Bytes of it; 0 when the output was full at the end of the input.</param>
        /// <param name="endsMessage">Whether the piece ends its message.</param>
        /// <returns>The rule that was broken; None when all is well.</returns>
        protected abstract Violation Decode(byte[] input, int offset, int count, bool endsMessage);

        /// <summary>Makes ready for another connection, which has agreed on nothing yet.</summary>
        public virtual void Reset()
        {
            IsAgreed = false;
            IsApplied = false;
            IsEncoding = false;
        }

        /// <summary>A message begins to arrive.</summary>
        public virtual void Begin(bool isApplied)
        {
            IsApplied = isApplied;
            _utf8 = Utf8.Complete;
            OutputCount = 0;
        }

        /// <summary>
        /// Decodes what a decoder's last payload event has, and leaves in the event what was not decoded yet. A text is validated
        /// after that (RFC 7692 section 6). The message is over with <see cref="EndsMessage"/>.
        /// </summary>
        /// <param name="decoder">What reported the payload.</param>
        /// <param name="buffer">What holds the payload.</param>
        /// <returns>The rule that was broken, for which the connection must be failed; None when all is well.</returns>
        public Violation DecodeNext(FrameDecoder decoder, byte[] buffer)
        {
            EndsMessage = false;
            Violation violation = Decode(buffer, decoder.PayloadOffset, decoder.PayloadCount, decoder.EndOfMessage);
            decoder.PayloadOffset += Used;
            decoder.PayloadCount -= Used;
            if (violation == Violation.None && decoder.MessageOpcode == Opcode.Text)
            {
                _utf8 = Utf8.Validate(Output, 0, OutputCount, _utf8);
                if (_utf8 == Utf8.Invalid || (EndsMessage && _utf8 != Utf8.Complete))
                {
                    violation = Violation.TextNotUtf8;
                }
            }

            IsApplied = !EndsMessage;
            return violation;
        }
    }
}
