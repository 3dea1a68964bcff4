using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // Messages that an extension has to decode before the application gets them.
    internal sealed partial class ClientChannel
    {
        /// <summary>Raises MessageReceived for what the piece that was found stands for.</summary>
        private void RaiseDecoded(ClientWebSocket client, bool allowsPartialMessages)
        {
            MessageExtension extension = Decoder.Extension;
            bool isWhole = Decoder.EndOfMessage;
            do
            {
                if (!Decode())
                {
                    break;
                }

                if (!extension.EndsMessage && !allowsPartialMessages && (extension.HasMore || !isWhole))
                {
                    FailNow(WebSocketCloseStatus.MessageTooBig);
                    break;
                }

                if (extension.OutputCount != 0 || extension.EndsMessage)
                {
                    Raise(client, extension.Output, 0, extension.OutputCount, extension.EndsMessage);
                }
            }
            while (extension.HasMore && State == WebSocketState.Open);

            HandOver();
        }

        /// <summary>
        /// Takes what there is of the piece that was found into the caller's buffer. Returns false when it has no more, and another
        /// is to be looked for.
        /// </summary>
        private bool TryTakeDecoded(byte[] buffer, int offset, int count, WebSocketReceiveResult result)
        {
            MessageExtension extension = Decoder.Extension;
            if (_taken == extension.OutputCount)
            {
                _taken = 0;
                extension.OutputCount = 0;
                if (!Decode())
                {
                    EndDecoded();
                    return false;
                }
            }

            int left = extension.OutputCount - _taken;
            if (count > left)
            {
                count = left;
            }

            Array.Copy(extension.Output, _taken, buffer, offset, count);
            _taken += count;
            result.Count = count;
            result.MessageType = MessageType;
            result.EndOfMessage = extension.EndsMessage && count == left;
            if (count == left && !extension.HasMore)
            {
                EndDecoded();
            }

            return count != 0 || result.EndOfMessage;
        }

        private void EndDecoded()
        {
            _hasPiece = false;
            _isDecoding = false;
            HandOver();
        }
    }
}
