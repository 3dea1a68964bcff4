using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>A client's connection; its opening handshake is in ClientChannel.Opening.cs.</summary>
    internal sealed partial class ClientChannel : Channel
    {
        private const int MaxWaitMs = 1000;

        /// <summary>Whether the transport should be closed; then the client ends the connection.</summary>
        internal bool IsOver;

        /// <summary>How many borrowed payloads were not out when their connection ended.</summary>
        internal int PayloadsLost;

        private readonly ClientWebSocketOptions _options;
        private bool _hasPiece;
        private int _taken;

        /// <summary>Whether the piece at hand is one that an extension decodes.</summary>
        private bool _isDecoding;

        /// <summary>The most bytes that the extension's offer takes; 0 without one.</summary>
        private readonly int _offerCount;

        internal ClientChannel(ClientWebSocketOptions options, EntropySource entropy)
            : base(options.CreateProtocolOptions(long.MaxValue), new FrameMask(), entropy, options.ReceiveBufferSize, options.SendBufferSize, null)
        {
            _options = options;
            _offerCount = options.ReserveExtension(false, options.MaxMessageSize == 0 ? long.MaxValue : options.MaxMessageSize);
            Extend(options.Extension);
        }

        /// <summary>Takes what there is of a message into the caller's buffer.</summary>
        /// <returns>False when there is nothing now.</returns>
        internal bool TryTake(byte[] buffer, int offset, int count, WebSocketReceiveResult result)
        {
            while (!_hasPiece || _isDecoding)
            {
                if (_isDecoding && TryTakeDecoded(buffer, offset, count, result))
                {
                    return true;
                }

                _taken = 0;
                _hasPiece = Receive(Environment.TickCount64, false) && ReadPiece(false);
                if (!_hasPiece)
                {
                    IsOver = Settle(Environment.TickCount64) && WantsDisconnect;
                    return false;
                }

                _isDecoding = IsApplied;
                if (_isDecoding)
                {
                    Decoder.Extension.OutputCount = 0;
                }
                else
                {
                    HandOver();
                }

                if (WantsWrite)
                {
                    // A Pong must not wait until the server pauses.
                    Flush();
                }
            }

            int left = Decoder.PayloadCount - _taken;
            if (count > left)
            {
                count = left;
            }

            Array.Copy(Input, Decoder.PayloadOffset + _taken, buffer, offset, count);
            _taken += count;
            _hasPiece = count < left;
            result.Count = count;
            result.MessageType = MessageType;
            result.EndOfMessage = Decoder.EndOfMessage && !_hasPiece;
            return true;
        }

        /// <summary>Does everything that can be done now and hands messages over. Returns whether something happened.</summary>
        internal bool Work(ClientWebSocket client, bool allowsPartialMessages)
        {
            long nowMs = Environment.TickCount64;
            bool isActive = Receive(nowMs, false);
            while (isActive && HasUnread && ReadPiece(true))
            {
                if (IsApplied)
                {
                    RaiseDecoded(client, allowsPartialMessages);
                    continue;
                }

                HandOver();
                if (!Decoder.EndOfMessage && !allowsPartialMessages)
                {
                    FailNow(WebSocketCloseStatus.MessageTooBig);
                    continue;
                }

                Raise(client, Input, Decoder.PayloadOffset, Decoder.PayloadCount, Decoder.EndOfMessage);
            }

            IsOver = Settle(nowMs) && WantsDisconnect;
            return isActive;
        }

        private void Raise(ClientWebSocket client, byte[] buffer, int offset, int count, bool endOfMessage)
        {
            IsInHandler = true;
            try
            {
                client.RaiseMessageReceived(buffer, offset, count, MessageType, endOfMessage);
            }
            catch (Exception)
            {
                FailNow(WebSocketCloseStatus.InternalServerError);
            }

            IsInHandler = false;
        }

        /// <summary>
        /// Waits until something can be done, a deadline is due, or the time has come, a second at most. Returns false when
        /// the time had come before.
        /// </summary>
        internal bool Wait(long untilMs)
        {
            long nowMs = Environment.TickCount64;
            if (nowMs >= untilMs)
            {
                return false;
            }

            bool isQuiet = IsQuiet;
            if (untilMs > WakeMs)
            {
                untilMs = WakeMs;
            }

            // Which is 0 while bytes wait to be sent.
            int waitMs = MaxWaitMs;
            if (untilMs < nowMs + waitMs)
            {
                waitMs = untilMs > nowMs ? (int)(untilMs - nowMs) : 1;
            }

            Transport transport = Transport;
            if (isQuiet)
            {
                transport.WaitReadable(waitMs);
            }
            else
            {
                transport.WaitWritable(waitMs);
            }

            return true;
        }

        /// <summary>Tries to send more. Returns whether the payload borrowed last is out; false also when it never will be, since the connection is over.</summary>
        internal bool FlushBorrowed(WebSocket owner)
        {
            lock (this)
            {
                if (Owner == owner)
                {
                    FlushLocked();
                }

                return !IsBorrowing;
            }
        }

        /// <summary>
        /// Ends the connection: nothing is sent or received after this. The transport stays, closed, for a thread that waits
        /// on it. Returns false when there is no connection.
        /// </summary>
        internal bool Shut()
        {
            lock (this)
            {
                if (Owner == null)
                {
                    return false;
                }

                Abort();
                if (IsBorrowing)
                {
                    PayloadsLost++;
                }

                Owner.Detach(State, CloseStatus);
                Owner = null;
            }

            Transport.Close();
            return true;
        }
    }
}
