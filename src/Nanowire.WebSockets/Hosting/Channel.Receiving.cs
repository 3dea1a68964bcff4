using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // From the transport to messages; only the pump is here.
    internal abstract partial class Channel
    {
        /// <summary>Where the message, or the part of one, that is being assembled starts in <see cref="Input"/>, and its length.</summary>
        private int _assembledOffset;
        private int _assembledCount;

        /// <summary>Where the piece that <see cref="ReadPiece"/> looks for stands.</summary>
        protected PieceState Piece;

        /// <summary>Whether <see cref="ReadPiece"/> may find something.</summary>
        protected bool HasUnread;

        /// <summary>
        /// Reads the transport once, when the last input is used up and answers would find room. Returns whether there
        /// may be something for <see cref="ReadPiece"/>.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="isReadable">Whether the transport is known to be readable.</param>
        protected bool Receive(long nowMs, bool isReadable)
        {
            if (HasUnread)
            {
                return Piece == PieceState.Held ? HasRoomForAnswer() : CanReply || Flush();
            }

            if (!isReadable && (!IsQuiet || !Transport.IsReadable()))
            {
                return false;
            }

            FrameDecoder decoder = Decoder;
            byte[] input = decoder.Scratch;
            int end = decoder.End;
            int room = input.Length - FrameDecoder.ScratchSize - end;
            if (decoder.Remaining != 0)
            {
                int most = PieceRoom();
                if (room > most)
                {
                    room = most;
                }
            }

            int read = Transport.Read(input, end, room);
            if (read > 0)
            {
                if (PingSentMs != 0)
                {
                    EndPing();
                }

                ReceivedMs = nowMs;
                if (State < WebSocketState.Closed)
                {
                    // As WebSocketProtocol.Receive, for input that lies behind what is there.
                    decoder.End = end + read;
                }

                if (Core != null)
                {
                    Core.Statistics.BytesReceived += read;
                }

                HasUnread = true;
                return true;
            }

            if (read != Transport.Nothing)
            {
                lock (this)
                {
                    WakeMs = 0;
                    ReceiveEnd();
                }
            }

            return false;
        }

        /// <summary>
        /// Looks for the next piece of a message in the input, answering control frames on the way. It is what the decoder's
        /// PayloadOffset and PayloadCount say of <see cref="Input"/>, until more is read.
        /// </summary>
        /// <param name="assembles">
        /// Whether a message is handed over whole where the array has room for it; otherwise pieces come as they arrive.
        /// </param>
        /// <returns>False when there is none: all is used up, or answers find no room.</returns>
        protected bool ReadPiece(bool assembles)
        {
            if (Piece == PieceState.Held)
            {
                if (!HasRoomForAnswer())
                {
                    return false;
                }

                Piece = PieceState.HandedOver;
                if (State == WebSocketState.Open)
                {
                    return true;
                }

                // Closed or given up since: nothing but what ends it is received from there on.
            }

            // The first is no more than a shorter way to know that there is room.
            while (Tail <= FrameCapacity >> 1 || CanReply || Flush())
            {
                switch (Read())
                {
                    case ProtocolEvent.Data:
                        Join();
                        if (!assembles || Decoder.EndOfMessage)
                        {
                            return EndPiece();
                        }

                        break;
                    case ProtocolEvent.NeedInput:
                        return UsedUp();
                    case ProtocolEvent.Pong:
                        // That something arrived is all there is to it, as a rule.
                        if (Core != null && Core.Options.UpgradeHandler != null)
                        {
                            Core.Options.UpgradeHandler.PongReceived(Owner, Decoder.PayloadBuffer, Decoder.PayloadOffset, Decoder.PayloadCount);
                        }

                        break;
                    case ProtocolEvent.Close:
                        if (Decoder.PayloadCount > 2)
                        {
                            Owner.CloseReason = Encoding.UTF8.GetString(Decoder.PayloadBuffer, Decoder.PayloadOffset + 2, Decoder.PayloadCount - 2);
                        }

                        Answer();
                        break;
                    default:
                        if (!Answer())
                        {
                            return false;
                        }

                        break;
                }
            }

            return false;
        }

        /// <summary>
        /// Whether an answer as long as the piece would be taken now. A message waits for that, so that a server which
        /// answers with what it gets loses nothing to a peer that sends faster than it reads.
        /// </summary>
        protected bool HasRoomForAnswer()
        {
            // How long a message is that must be decoded nobody knows before; it may fill the array that it is decoded into.
            int count = Decoder.PayloadCount;
            MessageExtension extension = Decoder.Extension;
            if (extension != null && extension.IsApplied)
            {
                if (IsOutputLent())
                {
                    return false;
                }

                count = extension.Output.Length;
            }

            if (CanReplyWith(count))
            {
                return true;
            }

            Flush();
            return CanReplyWith(count) || State != WebSocketState.Open;
        }

        private bool Answer()
        {
            lock (this)
            {
                // Whatever is answered may change the deadlines.
                WakeMs = 0;
                return Reply();
            }
        }

        /// <summary>The piece is the handler's from now on, and the input is free behind it; where nothing is left, all of it.</summary>
        protected void HandOver()
        {
            Piece = PieceState.HandedOver;
            FrameDecoder decoder = Decoder;
            if (decoder.Position == decoder.End)
            {
                HasUnread = false;
                decoder.Position = 0;
                decoder.End = 0;
            }
        }

        /// <summary>A further payload: it begins a piece, or is moved behind the one that is being assembled.</summary>
        private void Join()
        {
            int offset = Decoder.PayloadOffset;
            int count = Decoder.PayloadCount;
            if (Piece <= PieceState.HandedOver)
            {
                Piece = PieceState.Assembling;
                _assembledOffset = offset;
                _assembledCount = count;
                return;
            }

            int end = _assembledOffset + _assembledCount;
            if (offset != end)
            {
                Array.Copy(Input, offset, Input, end, count);
            }

            _assembledCount += count;
        }

        private bool EndPiece()
        {
            Decoder.PayloadOffset = _assembledOffset;
            Decoder.PayloadCount = _assembledCount;
            return true;
        }

        /// <summary>Makes room for more input. Returns whether a message fills the array and must be handed over in part.</summary>
        private bool UsedUp()
        {
            int end = 0;
            byte[] input = Decoder.Scratch;
            int limit = input.Length - FrameDecoder.ScratchSize;
            bool isFull = false;
            if (Piece == PieceState.Assembling)
            {
                isFull = PieceRoom() < MinReadSize;
                if (!isFull && _assembledOffset > 0 && limit - _assembledOffset - _assembledCount < MinReadSize)
                {
                    Array.Copy(input, _assembledOffset, input, 0, _assembledCount);
                    _assembledOffset = 0;
                }

                end = _assembledOffset + _assembledCount;
            }

            HasUnread = false;
            Decoder.Position = end;
            Decoder.End = end;
            return (isFull || end >= limit) && EndPiece();
        }

        /// <summary>
        /// How much more of a message to receive before it is handed over: no limit where all of its frame will fit the array.
        /// One that will not is handed over in pieces whose echoes are copied by a send buffer of the same size; larger ones
        /// would be borrowed and go out in three parts.
        /// </summary>
        private int PieceRoom()
        {
            FrameDecoder decoder = Decoder;
            int size = decoder.Scratch.Length;
            int assembled = Piece == PieceState.Assembling ? _assembledCount : 0;
            int room = size - FrameDecoder.ScratchSize - assembled;
            if (decoder.Remaining <= room || decoder.Opcode >= Opcode.Close)
            {
                // A control frame is collected elsewhere.
                return int.MaxValue;
            }

            int most = FrameCapacity - FrameLimits.MaxHeaderSize;
            return most > size >> 1 && most - assembled < room ? most - assembled : room;
        }
    }
}
