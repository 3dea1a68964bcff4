namespace Nanowire.WebSockets.Protocol
{
    // The receiving half: takes input apart and touches nothing of the sending half.
    public sealed partial class WebSocketProtocol
    {
        /// <summary>Takes the frames apart; holds the payload of the last event, borrowed until the next Read.</summary>
        public readonly FrameDecoder Decoder;

        /// <summary>As <see cref="FrameDecoder.PayloadBuffer"/>.</summary>
        public byte[] PayloadBuffer => Decoder.PayloadBuffer;

        /// <summary>As <see cref="FrameDecoder.PayloadOffset"/>.</summary>
        public int PayloadOffset => Decoder.PayloadOffset;

        /// <summary>As <see cref="FrameDecoder.PayloadCount"/>.</summary>
        public int PayloadCount => Decoder.PayloadCount;

        /// <summary>After Data: whether it ends the message.</summary>
        public bool EndOfMessage => Decoder.EndOfMessage;

        /// <summary>After Data: what the message is. The numbers of .NET's message types are one below those of the opcodes.</summary>
        public WebSocketMessageType MessageType => (WebSocketMessageType)(Decoder.MessageOpcode - 1);

        /// <summary>Lends input, to be unmasked in place; borrowed until <see cref="Read"/> returns NeedInput.</summary>
        public void Receive(byte[] buffer, int offset, int count, long nowMs)
        {
            _receivedMs = nowMs;
            _pingSentMs = 0;
            if (State < WebSocketState.Closed)
            {
                Decoder.SetInput(buffer, offset, count);
            }
        }

        /// <summary>The next event. One that demands an answer comes again until <see cref="Reply"/> has given it.</summary>
        public ProtocolEvent Read()
        {
            while (_due == ProtocolEvent.NeedInput && State < WebSocketState.Closed)
            {
                FrameEvent found = Decoder.Read();
                if (found == FrameEvent.Payload)
                {
                    _messageMs = _receivedMs;
                    if (State == WebSocketState.Open)
                    {
                        return ProtocolEvent.Data;
                    }

                    // After this end's Close frame only the peer's is of interest.
                    continue;
                }

                if (found == FrameEvent.NeedInput)
                {
                    return ProtocolEvent.NeedInput;
                }

                if (found == FrameEvent.Error)
                {
                    _due = ProtocolEvent.Violation;
                }
                else if (Decoder.Opcode == Opcode.Pong)
                {
                    return ProtocolEvent.Pong;
                }
                else
                {
                    _due = Decoder.Opcode == Opcode.Ping ? ProtocolEvent.Ping : ProtocolEvent.Close;
                }
            }

            return _due;
        }
    }
}
