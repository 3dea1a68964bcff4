using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>A client's connection.</summary>
    internal sealed class ClientChannel : Channel
    {
        /// <summary>While bytes wait to be sent the pump looks again this soon.</summary>
        private const int RetryMs = 5;

        private const int MaxWaitMs = 1000;

        private bool _hasPiece;
        private int _taken;

        internal ClientChannel(ProtocolOptions options, EntropySource entropy, ClientWebSocketOptions sizes)
            : base(options, new FrameMask(), entropy, sizes.ReceiveBufferSize, sizes.SendBufferSize, null)
        {
        }

        /// <summary>Whether the transport should be closed; then the client ends the connection.</summary>
        internal bool IsOver { get; private set; }

        /// <summary>The reason the server gave for closing; empty when it gave none.</summary>
        internal string ReasonForClose => CloseDescription;

        /// <summary>Goes through the opening handshake and opens the connection for its owner.</summary>
        /// <exception cref="WebSocketException">It failed; the transport is closed.</exception>
        internal void Open(Transport transport, ClientOpening opening, WebSocket owner, int timeoutMs)
        {
            Attach(transport);
            _hasPiece = false;
            IsOver = false;
            try
            {
                long deadlineMs = Environment.TickCount64 + timeoutMs;
                opening.Exchange(transport, Protocol.OutputBuffer, Input, Input.Length - FrameDecoder.ScratchSize, deadlineMs);
                End = opening.ReceivedCount;
                Owner = owner;
                OpenProtocol(opening.HeadCount, Environment.TickCount64);
            }
            catch (Exception)
            {
                transport.Close();
                Transport = null;
                throw;
            }
        }

        /// <summary>Takes what there is of a message into the caller's buffer.</summary>
        /// <returns>False when there is nothing now.</returns>
        internal bool TryTake(byte[] buffer, int offset, int count, WebSocketReceiveResult result)
        {
            if (!_hasPiece)
            {
                _taken = 0;
                _hasPiece = Receive(Environment.TickCount64, false) && ReadMessage(false);
                if (_hasPiece && Protocol.WantsWrite)
                {
                    // A Pong must not wait until the server pauses.
                    Flush();
                }
            }

            if (!_hasPiece)
            {
                IsOver = Settle(Environment.TickCount64);
                return false;
            }

            int left = PieceCount - _taken;
            int taken = left < count ? left : count;
            Array.Copy(Input, PieceOffset + _taken, buffer, offset, taken);
            _taken += taken;
            _hasPiece = taken < left;
            result.Count = taken;
            result.MessageType = Protocol.MessageType;
            result.EndOfMessage = PieceEndsMessage && !_hasPiece;
            return true;
        }

        /// <summary>Does everything that can be done now and hands messages over. Returns whether something happened.</summary>
        internal bool Work(ClientWebSocket client, bool allowsPartialMessages)
        {
            long nowMs = Environment.TickCount64;
            bool isActive = Receive(nowMs, false);
            if (isActive)
            {
                while (HasUnread && ReadMessage(true))
                {
                    if (!PieceEndsMessage && !allowsPartialMessages)
                    {
                        Fail(WebSocketCloseStatus.MessageTooBig);
                        continue;
                    }

                    IsInHandler = true;
                    try
                    {
                        client.RaiseMessageReceived(Input, PieceOffset, PieceCount, Protocol.MessageType, PieceEndsMessage);
                    }
                    catch (Exception)
                    {
                        Fail(WebSocketCloseStatus.InternalServerError);
                    }

                    IsInHandler = false;
                }
            }

            IsOver = Settle(nowMs);
            return isActive;
        }

        /// <summary>Waits until something can be done, a deadline is due, or the time is up.</summary>
        internal void Wait(int waitMs)
        {
            Transport transport = Transport;
            if (transport == null)
            {
                return;
            }

            long untilDueMs = WakeMs - Environment.TickCount64;
            if (untilDueMs < waitMs)
            {
                waitMs = untilDueMs < 1 ? 1 : (int)untilDueMs;
            }

            if (!IsQuiet)
            {
                transport.WaitWritable(waitMs);
            }
            else
            {
                transport.WaitReadable(Protocol.WantsWrite && waitMs > RetryMs ? RetryMs : waitMs);
            }
        }

        /// <summary>Waits as <see cref="Wait(int)"/>, until a deadline at most. Returns false when that has passed.</summary>
        internal bool WaitUntil(long deadlineMs)
        {
            long leftMs = deadlineMs - Environment.TickCount64;
            if (leftMs <= 0)
            {
                return false;
            }

            Wait(leftMs < MaxWaitMs ? (int)leftMs : MaxWaitMs);
            return true;
        }

        /// <summary>Tries to send more. Returns whether the payload borrowed last is out; false also when it never will be, since the connection is over.</summary>
        internal bool FlushBorrowed(WebSocket owner)
        {
            lock (Protocol)
            {
                if (Owner == owner)
                {
                    FlushLocked();
                }

                return !Protocol.IsBorrowing;
            }
        }

        /// <summary>Ends the connection: nothing is sent or received after this.</summary>
        internal void Shut()
        {
            lock (Protocol)
            {
                Protocol.Abort();
                Owner = null;
            }

            Transport.Close();
            Transport = null;
        }
    }
}
