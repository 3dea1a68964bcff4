using System;
using System.Threading;

namespace Nanowire.WebSockets
{
    // Sends wait until the message is in the send buffer, or throw.
    public sealed partial class ClientWebSocket
    {
        /// <summary>Sends a whole message, waiting for room where there is none, and for a message larger than the send buffer to go out.</summary>
        /// <returns>True; a client's send throws where it cannot be done.</returns>
        /// <inheritdoc/>
        /// <exception cref="WebSocketException">The connection is closed, or the message could not be sent in time and the connection was given up.</exception>
        public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            return SendAll(buffer, offset, count, messageType, true, true);
        }

        /// <inheritdoc/>
        /// <exception cref="WebSocketException">As <see cref="Send"/>.</exception>
        public override bool SendFragment(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            return SendAll(buffer, offset, count, messageType, endOfMessage, false);
        }

        private bool SendAll(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage, bool isWhole)
        {
            ClientChannel channel = _channel;
            bool isTaken = false;
            int pending = 0;
            int lost = channel.PayloadsLost;
            long deadlineMs = Environment.TickCount64 + _options.SendTimeoutMs;
            while (true)
            {
                if (!isTaken)
                {
                    isTaken = isWhole
                        ? base.Send(buffer, offset, count, messageType)
                        : base.SendFragment(buffer, offset, count, messageType, endOfMessage);
                    if (isTaken && channel.Copies(count))
                    {
                        return true;
                    }
                }

                // The caller's array is free when the payload has passed through, and also when its connection was replaced.
                bool isFree = channel.FlushBorrowed(this) && isTaken;
                bool isLost = isTaken && channel.PayloadsLost != lost;
                if (isFree && !isLost)
                {
                    return true;
                }

                int left = BufferedAmount;
                if (isTaken && left != pending)
                {
                    // The deadline starts anew with every progress of this message.
                    pending = left;
                    deadlineMs = Environment.TickCount64 + _options.SendTimeoutMs;
                }

                WebSocketState state = State;
                if (!isTaken && state != WebSocketState.Open)
                {
                    throw new WebSocketException("the client is not connected", WebSocketError.ConnectionClosed, 0);
                }

                if (isLost || state >= WebSocketState.Closed || Environment.TickCount64 >= deadlineMs)
                {
                    if (!isLost)
                    {
                        // Before this the array may still be read by another thread's flush; after it never.
                        Abort();
                    }

                    throw isTaken
                        ? new WebSocketException("a message was only sent in part", WebSocketError.ConnectionClosed, 0)
                        : WebSocketException.Late("sending", _options.SendTimeoutMs);
                }

                if (left == 0)
                {
                    // Another thread is in the midst of a message, or sees to the end of the connection.
                    Thread.Sleep(1);
                }
                else
                {
                    channel.Transport.WaitWritable(RestWaitMs);
                }
            }
        }
    }
}
