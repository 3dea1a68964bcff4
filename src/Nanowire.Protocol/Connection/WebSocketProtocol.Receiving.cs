namespace Nanowire.WebSockets.Protocol
{
    // The receiving half: takes input apart and touches nothing of the sending half.
    public partial class WebSocketProtocol
    {
        /// <summary>
        /// Takes the frames apart. Here is what the last event carries, borrowed until the next Read: the payload, whether it
        /// ends its message, and the rule that was broken.
        /// </summary>
        public readonly FrameDecoder Decoder;

        /// <summary>After Data: what the message is. The numbers of .NET's message types are one below those of the opcodes.</summary>
        public WebSocketMessageType MessageType => (WebSocketMessageType)(Decoder.MessageOpcode - 1);

        /// <summary>Lends input, to be unmasked in place; borrowed until <see cref="Read"/> returns NeedInput.</summary>
        public void Receive(byte[] buffer, int offset, int count, long nowMs)
        {
            if (PingSentMs != 0)
            {
                EndPing();
            }

            ReceivedMs = nowMs;
            if (State < WebSocketState.Closed)
            {
                Decoder.SetInput(buffer, offset, count);
            }
        }

        /// <summary>The peer was heard after a Ping, whether with its Pong or anything else.</summary>
        internal void EndPing()
        {
            _options.KeepAliveInterval.Survived(PingSentMs - ReceivedMs);
            PingSentMs = 0;
        }

        /// <summary>The next event. One that demands an answer comes again until <see cref="Reply"/> has given it.</summary>
        public ProtocolEvent Read()
        {
            while (Due == ProtocolEvent.NeedInput && State < WebSocketState.Closed)
            {
                FrameEvent found = Decoder.Read();
                if (found == FrameEvent.Payload)
                {
                    MessageMs = ReceivedMs;
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
                    Due = ProtocolEvent.Violation;
                }
                else if (Decoder.Opcode == Opcode.Pong)
                {
                    return ProtocolEvent.Pong;
                }
                else
                {
                    Due = Decoder.Opcode == Opcode.Ping ? ProtocolEvent.Ping : ProtocolEvent.Close;
                }
            }

            return Due;
        }
    }
}
