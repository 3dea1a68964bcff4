namespace Nanowire.WebSockets.Protocol
{
    // The receiving half: takes input apart and touches nothing of the sending half.
    public sealed partial class WebSocketProtocol
    {
        /// <summary>Holds the payload of the last event; borrowed until the next Read.</summary>
        public byte[] PayloadBuffer => _decoder.PayloadBuffer;

        /// <summary>Where the payload of the last event starts.</summary>
        public int PayloadOffset => _decoder.PayloadOffset;

        /// <summary>The bytes of payload of the last event.</summary>
        public int PayloadCount => _decoder.PayloadCount;

        /// <summary>After Data: whether it ends the message.</summary>
        public bool EndOfMessage => _decoder.EndOfMessage;

        /// <summary>After Data: what the message is.</summary>
        public WebSocketMessageType MessageType =>
            _decoder.MessageOpcode == Opcode.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;

        /// <summary>Lends input, to be unmasked in place; borrowed until <see cref="Read"/> returns NeedInput.</summary>
        public void Receive(byte[] buffer, int offset, int count, long nowMs)
        {
            _receivedMs = nowMs;
            _pingSentMs = 0;
            if (!_dropsInput)
            {
                _decoder.SetInput(buffer, offset, count);
            }
        }

        /// <summary>Whether <see cref="Read"/> has anything to look at: an answer that is due, or input. Cheaper than asking it.</summary>
        public bool HasInput => _decoder.Unread > 0 || _due != ProtocolEvent.NeedInput;

        /// <summary>The next event. One that demands an answer comes again until <see cref="Reply"/> has given it.</summary>
        public ProtocolEvent Read()
        {
            while (_due == ProtocolEvent.NeedInput && !_dropsInput)
            {
                switch (_decoder.Read())
                {
                    case FrameEvent.Payload:
                        _messageMs = _receivedMs;
                        if (_state == WebSocketState.Open)
                        {
                            return ProtocolEvent.Data;
                        }

                        // After this end's Close frame only the peer's is of interest.
                        break;
                    case FrameEvent.NeedInput:
                        return ProtocolEvent.NeedInput;
                    case FrameEvent.Error:
                        _due = ProtocolEvent.Violation;
                        break;
                    default:
                        switch (_decoder.Opcode)
                        {
                            case Opcode.Pong:
                                return ProtocolEvent.Pong;
                            case Opcode.Ping:
                                _due = ProtocolEvent.Ping;
                                break;
                            default:
                                _due = ProtocolEvent.Close;
                                break;
                        }

                        break;
                }
            }

            return _due;
        }
    }
}
