using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A connection with its transport and its receive array: what is common to a server's slot and a client. One thread, the
    /// pump, receives; any thread sends, under a lock on this object.
    /// </summary>
    /// <remarks>
    /// It is the protocol, and does not have one: an object and a reference fewer for each connection, and every state at
    /// hand where the pump asks for it. The receive array, while a message is being assembled:
    /// <code>
    /// 0        assembled        assembled end       Decoder.End   limit            length
    /// | free   | message so far | headers and control | read next   | FrameDecoder's |
    /// </code>
    /// A message that arrived in one frame is handed over where it lies; fragments are moved together over the headers
    /// between them. Only when all input is used up is anything read again, so a handler may keep what it was given
    /// until it returns.
    /// </remarks>
    internal abstract partial class Channel : WebSocketProtocol
    {
        /// <summary>
        /// The bytes of a receive array that a message cannot have: the decoder's scratch, and one so that a frame can
        /// follow a message that fills the rest.
        /// </summary>
        internal const int ReceiveReserve = FrameDecoder.ScratchSize + 1;

        /// <summary>Less than this at the end of the array and a message begun is moved to its start.</summary>
        private const int MinReadSize = 64;

        /// <summary>The receive array; its end is the decoder's.</summary>
        protected byte[] Input => Decoder.Scratch;

        /// <summary>What the slots of a server share; null for a client.</summary>
        protected readonly ServerCore Core;

        /// <summary>The connection, or null.</summary>
        internal Transport Transport;

        /// <summary>
        /// The application's view of the connection while there is one. Sends name the owner they are meant for, under
        /// the lock, so that none goes to the next connection in the same slot.
        /// </summary>
        internal WebSocket Owner;

        /// <summary>When <see cref="Settle"/> is wanted without anything to read; 0 for at once.</summary>
        internal long WakeMs;

        /// <summary>While a handler runs: what it sends goes out when it returns, so that many answers share a segment.</summary>
        internal bool IsInHandler;

        /// <summary>
        /// Whether there is nothing to do before the transport is readable or <see cref="WakeMs"/> has come, as
        /// <see cref="Settle"/> found last; so an idle connection costs a round of the pump next to nothing.
        /// </summary>
        internal bool IsQuiet;

        /// <summary>What became of a send that was refused; in the sending half.</summary>
        protected RefusalState Refusal;

        /// <summary>All memory that the connection will need.</summary>
        protected Channel(
            ProtocolOptions options, FrameMask mask, EntropySource entropy, int receiveBufferSize, int sendBufferSize, ServerCore core)
            : base(options, mask, entropy, new byte[receiveBufferSize], new byte[sendBufferSize])
        {
            Core = core;
        }

        /// <summary>Takes a connection; its first bytes may be in the array already.</summary>
        protected void Attach(Transport transport)
        {
            Transport = transport;
            Reset(0);
            Piece = PieceState.None;
            HasUnread = false;
            IsQuiet = true;
            Refusal = RefusalState.None;
            WakeMs = 0;
        }

        /// <summary>Switches to WebSocket: what lies in the array from <paramref name="offset"/> on came behind the handshake.</summary>
        protected void OpenChannel(int offset, int end, long nowMs)
        {
            Open(nowMs);
            HasUnread = offset != end;
            if (!HasUnread)
            {
                // As nearly always; all of the array is free.
                offset = 0;
                end = 0;
            }

            Decoder.End = Decoder.Position;
            Decoder.SetInput(Input, offset, end - offset);
        }

        /// <summary>Writes what waits and runs the deadlines that are due.</summary>
        /// <returns>
        /// Whether the owner has something to do: the transport should be closed (WantsDisconnect), a send was refused
        /// (<see cref="Refusal"/> is Told), or all that waited is out after one had been (it is None).
        /// </returns>
        protected bool Settle(long nowMs)
        {
            lock (this)
            {
                FlushLocked();
                if (nowMs < WakeMs && Tail == 0 && State == WebSocketState.Open)
                {
                    // As it is nearly always, known without asking further.
                    IsQuiet = !HasUnread;
                    return false;
                }

                bool hasNews = false;
                if (nowMs >= WakeMs)
                {
                    WakeMs = nowMs + Tick(nowMs);
                    FlushLocked();
                    if (Refusal != RefusalState.None)
                    {
                        hasNews = NoteRefusal();
                    }
                }

                IsQuiet = !HasUnread && WantsRead;
                return hasNews || WantsDisconnect;
            }
        }

        /// <summary>Whether the owner is to be told that a send was refused, or that the next will be taken.</summary>
        private bool NoteRefusal()
        {
            if (Tail != 0)
            {
                bool isNew = Refusal == RefusalState.Noted;
                Refusal = RefusalState.Told;
                return isNew;
            }

            if (IsInMessage)
            {
                // There is room, but none for other messages before this one's end, of which FlushIf tells.
                return false;
            }

            Refusal = RefusalState.None;
            return true;
        }
    }
}
