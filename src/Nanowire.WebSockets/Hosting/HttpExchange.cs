namespace Nanowire.WebSockets
{
    /// <summary>
    /// A request and its answer, which a <see cref="HttpHandler"/> gives in the course of time while it has the connection's slot. What it
    /// writes goes out as it is, head and framing included, and must say Connection: close. Only the pump calls it.
    /// </summary>
    public abstract class HttpExchange
    {
        /// <summary>What <see cref="Write"/> returns when the answer is whole.</summary>
        public const int End = -1;

        /// <summary>
        /// Whether the request's body is still to come: while it is, the RequestTimeoutMs of the server's options runs, at whose end
        /// the request is refused with 408.
        /// </summary>
        public bool WantsBody;

        /// <summary>Whether there was a <see cref="Wake"/> since the last Write; under the slot's lock.</summary>
        internal bool IsWoken;

        /// <summary>The connection; null before and after.</summary>
        internal ConnectionSlot Slot;

        /// <summary>
        /// Takes what came behind the head. What is not used up yet is moved to the buffer's start, and comes again with what follows it.
        /// </summary>
        /// <param name="buffer">Holds it, from 0 on; may be written to.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="capacity">Bytes that the buffer ever has room for.</param>
        /// <param name="nowMs">The time on the pump's clock, in milliseconds.</param>
        /// <returns>The bytes to keep, less than <paramref name="capacity"/>; with as many the connection ends.</returns>
        public virtual int Receive(byte[] buffer, int count, int capacity, long nowMs)
        {
            return 0;
        }

        /// <summary>Writes what is to be sent next; called when what was written before is on its way.</summary>
        /// <param name="buffer">Takes it, from 0 on.</param>
        /// <param name="capacity">Bytes there is room for: the server's <see cref="WebSocketServer.MaxFrameSize"/>.</param>
        /// <param name="nowMs">The time on the pump's clock, in milliseconds.</param>
        /// <returns>The bytes written; 0 for nothing now, until <see cref="Wake"/>; <see cref="End"/>.</returns>
        public abstract int Write(byte[] buffer, int capacity, long nowMs);

        /// <summary>The connection ended before Write had returned <see cref="End"/>.</summary>
        public virtual void Lost()
        {
        }

        /// <summary>There is something to write; from any thread.</summary>
        public void Wake()
        {
            ConnectionSlot slot = Slot;
            if (slot != null)
            {
                slot.Wake(this);
            }
        }

        /// <summary>Charges the client with messages that it sent; see <see cref="ConnectionGuard.Charge"/>. Bytes are charged as they come.</summary>
        /// <returns>0 to go on, or the status to close with.</returns>
        public int Charge(int messages, long nowMs)
        {
            ConnectionWatch watch = Slot.Watch;
            return watch == null ? 0 : watch.Charge(0, messages, nowMs);
        }
    }
}
