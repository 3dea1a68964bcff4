using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// A transport and a protocol joined by two arrays: what one connection is, in a server's slot and in a client. One
    /// thread, the pump, receives; any thread sends, under a lock on <see cref="Protocol"/>.
    /// </summary>
    /// <remarks>
    /// The receive array, while a message is being assembled:
    /// <code>
    /// 0        PieceOffset      piece end           End           limit            length
    /// | free   | message so far | headers and control | read next   | FrameDecoder's |
    /// </code>
    /// A message that arrived in one frame is handed over where it lies; fragments are moved together over the headers
    /// between them. Only when all input is used up is anything read again, so a handler may keep what it was given
    /// until it returns.
    /// </remarks>
    internal abstract partial class Channel
    {
        /// <summary>
        /// The bytes of a receive array that a message cannot have: the decoder's scratch, and one so that a frame can
        /// follow a message that fills the rest.
        /// </summary>
        internal const int ReceiveReserve = FrameDecoder.ScratchSize + 1;

        /// <summary>Less than this at the end of the array and a message begun is moved to its start.</summary>
        private const int MinReadSize = 64;

        internal readonly WebSocketProtocol Protocol;
        protected readonly byte[] Input;

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

        protected int End;

        /// <summary>A message is ready, but an answer to it would find no room yet.</summary>
        private bool _isHeld;

        /// <summary>All memory that the connection will need.</summary>
        protected Channel(
            ProtocolOptions options, FrameMask mask, EntropySource entropy, int receiveBufferSize, int sendBufferSize, ServerCore core)
        {
            Core = core;
            Input = new byte[receiveBufferSize];
            Protocol = new WebSocketProtocol(options, mask, entropy, Input, new byte[sendBufferSize]);
        }

        /// <summary>Takes a connection; its first bytes may be in the array already.</summary>
        protected void Attach(Transport transport)
        {
            Transport = transport;
            Protocol.Reset(0);
            End = 0;
            _isHandedOver = true;
            HasUnread = false;
            _isHeld = false;
            IsQuiet = true;
            WakeMs = 0;
        }

        /// <summary>Switches to WebSocket: input from <paramref name="offset"/> to <see cref="End"/> came behind the handshake.</summary>
        protected void OpenProtocol(int offset, long nowMs)
        {
            Protocol.Open(nowMs);
            if (offset < End)
            {
                Protocol.Receive(Input, offset, End - offset, nowMs);
                HasUnread = true;
            }
            else
            {
                End = 0;
            }
        }

        /// <summary>Writes what waits and runs the deadlines that are due. Returns whether the transport should be closed.</summary>
        protected bool Settle(long nowMs)
        {
            WebSocketProtocol protocol = Protocol;
            lock (protocol)
            {
                FlushLocked();
                if (nowMs >= WakeMs)
                {
                    WakeMs = nowMs + protocol.Tick(nowMs);
                    FlushLocked();
                }

                if (protocol.Tail == 0 && protocol.State == WebSocketState.Open)
                {
                    // As it is nearly always, known without asking further.
                    IsQuiet = !HasUnread;
                    return false;
                }

                IsQuiet = !HasUnread && protocol.WantsRead;
                return protocol.WantsDisconnect;
            }
        }
    }
}
