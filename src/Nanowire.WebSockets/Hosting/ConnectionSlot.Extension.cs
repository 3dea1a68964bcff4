using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // Messages that an extension has to decode before they are handed over.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>Answers the client's offer behind the 101 that lies in the send buffer, where one is taken.</summary>
        private void AgreeExtension(HttpHead head)
        {
            if (Agree(head, false))
            {
                Tail = WriteExtension(Tail);
            }
        }

        /// <summary>Hands over what the piece that was found stands for. Returns false when it waits for room to answer.</summary>
        private bool DeliverDecoded(MessageReceivedHandler handler)
        {
            FrameDecoder decoder = Decoder;
            MessageExtension extension = decoder.Extension;
            Piece = PieceState.HandedOver;
            do
            {
                if (!HasRoomForAnswer())
                {
                    Piece = PieceState.Held;
                    HasUnread = true;
                    return false;
                }

                if (!Decode())
                {
                    break;
                }

                MessageMs = ReceivedMs;
                if (_watch != null && extension.EndsMessage && !Charge(0, 1))
                {
                    break;
                }

                if (extension.OutputCount != 0 || extension.EndsMessage)
                {
                    Core.Statistics.MessagesReceived++;
                    if (handler != null)
                    {
                        handler(
                            Owner, extension.Output, 0, extension.OutputCount, (WebSocketMessageType)(decoder.MessageOpcode - 1), extension.EndsMessage);
                        Core.OutputBorrower = this;
                    }
                }
            }
            while (extension.HasMore && State == WebSocketState.Open);

            if (decoder.Position == decoder.End)
            {
                HasUnread = false;
                decoder.Position = 0;
                decoder.End = 0;
            }

            return true;
        }
    }
}
