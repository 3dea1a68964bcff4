using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A server's place for one connection, made at start with all its memory and used for one connection after another.
    /// Here is what it does once it is a WebSocket; its life as an HTTP connection is in ConnectionSlot.Http.cs.
    /// </summary>
    /// <remarks>
    /// Phases:
    /// <code>
    /// Free      Transport is null               --Accept-->             Request
    /// Request   a request's head is collected   --upgrade-->            Open
    ///                                           --a handler's-->        Exchange
    ///                                           --anything else-->      Answer
    /// Exchange  a handler answers               --all written-->        Answer
    /// Answer    an answer goes out              --all sent-->           Linger
    /// Linger    the peer's end is awaited       --end, deadline-->      Free
    /// Open      a WebSocket                     --WantsDisconnect-->    Free
    /// any       --the transport is lost, a deadline passes-->           Free
    /// </code>
    /// </remarks>
    internal sealed partial class ConnectionSlot : Channel
    {
        private SlotPhase _phase;

        /// <summary>For the server's guard and observer; null when it has neither.</summary>
        private readonly ConnectionWatch _watch;

        internal ConnectionSlot(ServerCore core)
            : base(core.ProtocolOptions, core.Mask, null, core.Options.ReceiveBufferSize, core.Options.SendBufferSize, core)
        {
            _watch = core.CreateWatch();
            Extend(core.Options.Extension);
        }

        /// <summary>Takes a new connection into this free slot.</summary>
        internal void Accept(Transport transport, long nowMs)
        {
            Attach(transport);
            _phase = SlotPhase.Request;
            _scanned = 0;
            WakeMs = nowMs + Core.Options.RequestTimeoutMs;
        }

        /// <summary>
        /// Does everything that can be done now without waiting. Returns whether something happened or is likely to
        /// happen soon.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="isReadable">Whether the transport is known to be readable.</param>
        internal bool Work(long nowMs, bool isReadable)
        {
            if (_phase != SlotPhase.Open)
            {
                return WorkHttp(nowMs);
            }

            bool isActive = _watch == null ? Receive(nowMs, isReadable) : ReceiveWatched(nowMs, isReadable);
            if (isActive)
            {
                DeliverMessages();
            }
            else if (nowMs < WakeMs)
            {
                return false;
            }

            if (Settle(nowMs))
            {
                if (WantsDisconnect)
                {
                    Free();
                }
                else if (Refusal == RefusalState.None)
                {
                    RaiseDrained();
                }
                else if (_watch != null)
                {
                    _watch.Tell(ServerEventKind.Slow, 0, RefusalReason.Request);
                }

                return true;
            }

            if (IsQuiet)
            {
                return isActive || Tail != 0;
            }

            // There is more to do as soon as something can be sent.
            WakeMs = 0;
            return true;
        }

        /// <summary>Waits until something can be sent. Returns false, as whether there is something to read is not known.</summary>
        internal bool WaitWritable(int waitMs)
        {
            Transport.WaitWritable(waitMs);
            return false;
        }

        /// <summary>The server stops: WebSockets are closed with 1001, all else is ended; when it is late, at once.</summary>
        internal void Stop(bool isLate)
        {
            if (_phase != SlotPhase.Open || isLate)
            {
                Free();
            }
            else if (State == WebSocketState.Open)
            {
                Owner.Close(WebSocketCloseStatus.EndpointUnavailable, null);
            }
        }

        /// <summary>Hands over all messages that lie in the input.</summary>
        private void DeliverMessages()
        {
            FrameDecoder decoder = Decoder;
            MessageReceivedHandler handler = Core.MessageReceived;
            IsInHandler = true;
            try
            {
                do
                {
                    bool endsMessage = true;
                    if (Piece != PieceState.None
                        || (Tail != 0 && Tail > FrameCapacity >> 1)
                        || State != WebSocketState.Open
                        || decoder.ReadWhole() != FrameEvent.Payload)
                    {
                        // Anything but a whole message that lies in the input.
                        if (!ReadPiece(true))
                        {
                            NotePiece();
                            break;
                        }

                        if (decoder.Extension != null && decoder.Extension.IsApplied)
                        {
                            if (!DeliverDecoded(handler))
                            {
                                break;
                            }

                            NotePiece();
                            continue;
                        }

                        endsMessage = decoder.EndOfMessage;
                        Piece = PieceState.HandedOver;
                        NotePiece();
                    }

                    if (decoder.PayloadCount > CopyLimit - Tail && !HasRoomForAnswer())
                    {
                        // Until then nothing may be read into the array.
                        Piece = PieceState.Held;
                        HasUnread = true;
                        break;
                    }

                    if (decoder.Position == decoder.End)
                    {
                        // As HandOver, without its call: nothing is behind it, so the array is free again as soon as the handler
                        // has returned.
                        HasUnread = false;
                        decoder.Position = 0;
                        decoder.End = 0;
                    }

                    MessageMs = ReceivedMs;
                    if (_watch != null && endsMessage && !Charge(0, 1))
                    {
                        // One too many; the connection is failed.
                        continue;
                    }

                    Core.Statistics.MessagesReceived++;
                    if (handler != null)
                    {
                        handler(
                            Owner,
                            decoder.Scratch,
                            decoder.PayloadOffset,
                            decoder.PayloadCount,
                            (WebSocketMessageType)(decoder.MessageOpcode - 1),
                            endsMessage);
                    }
                }
                while (HasUnread);
            }
            catch (Exception)
            {
                FailHandler();
            }

            IsInHandler = false;
        }

        /// <summary>After the long way: whether the next message may take the short one.</summary>
        private void NotePiece()
        {
            if (Piece <= PieceState.HandedOver)
            {
                Piece = Due == ProtocolEvent.NeedInput && Decoder.IsBetweenMessages ? PieceState.None : PieceState.HandedOver;
            }
        }

        private void RaiseDrained()
        {
            // What the handler sends goes out in the next round.
            WakeMs = 0;
            WebSocketHandler handler = Core.Drained;
            if (handler == null)
            {
                return;
            }

            IsInHandler = true;
            try
            {
                handler(Owner);
            }
            catch (Exception)
            {
                FailHandler();
            }

            IsInHandler = false;
        }

        /// <summary>A handler threw: its connection is closed with 1011, the server lives on.</summary>
        private void FailHandler()
        {
            Core.Statistics.HandlerErrors++;
            FailNow(WebSocketCloseStatus.InternalServerError);
        }

        /// <summary>The connection is over, whatever it was.</summary>
        private void Free()
        {
            if (_phase == SlotPhase.Free)
            {
                // A handler disposed of the server meanwhile.
                return;
            }

            ServerWebSocket socket = (ServerWebSocket)Owner;
            lock (this)
            {
                Abort();
                if (socket != null)
                {
                    socket.Detach(State, CloseStatus);
                    if (Decoder.Violation != Violation.None)
                    {
                        socket.CloseReason = ViolationInfo.Describe(Decoder.Violation);
                    }
                }

                // Last: a thread that asks for the state meanwhile is told one or the other.
                Owner = null;
            }

            Transport.Close();
            Transport = null;
            WakeMs = 0;
            IsQuiet = true;
            _phase = SlotPhase.Free;
            DropExchange();
            if (_watch != null)
            {
                _watch.Leave(socket, Decoder.Violation);
            }

            if (socket == null)
            {
                return;
            }

            if (socket.State == WebSocketState.Closed)
            {
                Core.Statistics.WebSocketsClosedCleanly++;
            }
            else
            {
                Core.Statistics.WebSocketsAborted++;
            }

            try
            {
                if (Core.Closed != null)
                {
                    Core.Closed(socket);
                }
            }
            catch (Exception)
            {
                Core.Statistics.HandlerErrors++;
            }
        }
    }
}
