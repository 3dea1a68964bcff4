namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>Content that is composed of parts, each short enough for the smallest room; as many are written at a time as fit.</summary>
    public abstract class PartedContent : DynamicContent
    {
        /// <summary>What a part returns for that there is none.</summary>
        internal const int None = -1;

        // Used within one call only, and all calls are the pump's.
        private readonly PieceWriter _writer = new PieceWriter();

        private protected PartedContent()
        {
        }

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            PieceWriter writer = _writer;
            writer.Begin(buffer, offset, capacity);
            while (true)
            {
                int start = writer.Position;
                int next = WritePart(position, writer);
                if (writer.IsFull)
                {
                    // A part that does not fit an empty buffer would be asked for again for ever.
                    return start == offset ? -1 : start - offset;
                }

                if (next == None)
                {
                    return start - offset;
                }

                position = next;
            }
        }

        /// <summary>Writes a part, or nothing.</summary>
        /// <param name="position">Which.</param>
        /// <param name="writer">Gets it.</param>
        /// <returns>The next, or <see cref="None"/> when there is none at this position.</returns>
        internal abstract int WritePart(int position, PieceWriter writer);
    }
}
