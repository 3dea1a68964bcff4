namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// Makes what a server's or a client's connections need for an extension, at the start and once. The library
    /// Nanowire.Deflate has one; without one no extension is offered or taken.
    /// </summary>
    public abstract class ExtensionFactory
    {
        /// <summary>A broadcast's frame, encoded for all connections that take it; null where none would.</summary>
        public byte[] Shared;

        /// <summary>Reserves what all connections share.</summary>
        /// <param name="isServer">Whether for a server.</param>
        /// <param name="maxMessageSize">The largest message, in bytes after decoding.</param>
        /// <param name="bufferSize">The most bytes of a message that are handed over at once.</param>
        /// <param name="frameSize">The largest frame of a broadcast in bytes.</param>
        /// <param name="allowsPieces">Whether a message may be handed over in pieces.</param>
        /// <exception cref="System.ArgumentException">An option of the extension is out of range.</exception>
        /// <exception cref="System.InvalidOperationException">It is in use by another server or client.</exception>
        public abstract void Reserve(bool isServer, long maxMessageSize, int bufferSize, int frameSize, bool allowsPieces);

        /// <summary>Makes what one connection after the other uses.</summary>
        public abstract MessageExtension Create();

        /// <summary>The most bytes of a line Sec-WebSocket-Extensions, offer or answer, with its end.</summary>
        public abstract int MaxLineCount { get; }

        /// <summary>Makes the frame of a broadcast in <see cref="Shared"/>.</summary>
        /// <returns>Bytes of it; 0 when it would be no smaller, or none is shared.</returns>
        public abstract int EncodeShared(Opcode opcode, byte[] payload, int offset, int count);

        /// <summary>Whether a connection takes what <see cref="EncodeShared"/> made last.</summary>
        public abstract bool TakesShared(MessageExtension extension);
    }
}
