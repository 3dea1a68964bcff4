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
            long deadlineMs = Environment.TickCount64 + _options.SendTimeoutMs;
            while (!(isWhole
                ? _channel.Send(this, messageType, buffer, offset, count)
                : _channel.SendFragment(this, messageType, buffer, offset, count, endOfMessage)))
            {
                WaitForRoom(deadlineMs);
            }

            if (!_channel.Protocol.Copies(count))
            {
                WaitForBorrowed();
            }

            return true;
        }

        /// <summary>Nothing was taken: waits a little, or says why it is of no use.</summary>
        private void WaitForRoom(long deadlineMs)
        {
            if (State != WebSocketState.Open)
            {
                throw new WebSocketException("the connection is not open", WebSocketError.ConnectionClosed, 0);
            }

            if (Environment.TickCount64 >= deadlineMs)
            {
                Abort();
                throw WebSocketException.Late("sending", _options.SendTimeoutMs);
            }

            if (BufferedAmount == 0)
            {
                // Another thread is in the midst of a message.
                Thread.Sleep(1);
            }

            WaitWritable();
            _channel.FlushBorrowed(this);
        }

        /// <summary>The caller's array is free when the payload has passed through; the deadline starts anew with every progress.</summary>
        private void WaitForBorrowed()
        {
            long deadlineMs = 0;
            int pending = -1;
            while (!_channel.FlushBorrowed(this))
            {
                int left = BufferedAmount;
                if (left != pending)
                {
                    pending = left;
                    deadlineMs = Environment.TickCount64 + _options.SendTimeoutMs;
                }

                // Before Abort the array may still be read by another thread's flush; after it never.
                if (_channel.Owner != this || State == WebSocketState.Aborted || Environment.TickCount64 >= deadlineMs)
                {
                    Abort();
                    throw new WebSocketException("a message was only sent in part", WebSocketError.ConnectionClosed, 0);
                }

                WaitWritable();
            }
        }

        private void WaitWritable()
        {
            Transport transport = _channel.Transport;
            if (transport != null)
            {
                transport.WaitWritable(RestWaitMs);
            }
        }
    }
}
