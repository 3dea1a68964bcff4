namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// A payload larger than its connection's send buffer, on its way through the front of it. Made when a connection first
    /// has one and kept for the next, since few ever do.
    /// </summary>
    internal sealed class BorrowedPayload
    {
        /// <summary>The sender's array; null when none is borrowed.</summary>
        internal byte[] Buffer;

        /// <summary>What of it was not copied into the send buffer yet.</summary>
        internal int Offset;
        internal int Count;

        /// <summary>A client's masking key, turned to the next byte.</summary>
        internal uint Key;

        /// <summary>Where it began, and its frame's first byte, where an extension encodes it; else <see cref="First"/> is 0.</summary>
        internal int Start;
        internal int First;

        /// <summary>Where the piece in front of the send buffer ends.</summary>
        internal int PieceEnd;
    }
}
