using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// JSON that is composed as it is sent, in parts of which each fits <see cref="DynamicContent.MinRoom"/>: as many at a
    /// time as there is room for.
    /// </summary>
    public abstract class JsonContent : DynamicContent
    {
        /// <summary>What the last part returns.</summary>
        protected const int End = -1;

        /// <inheritdoc/>
        public override string ContentType => "application/json";

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            // The lowest bit of a position is whether a comma comes next, the rest the part; one behind the end has all bits.
            // Made for a piece and dropped: such content is asked for now and then, and there is a lot of it.
            JsonWriter json = new JsonWriter();
            int written = 0;
            while (position != int.MaxValue - 1)
            {
                json.Begin(buffer, offset + written, capacity - written);
                json.NeedsComma = (position & 1) != 0;
                int next = WritePart(position >> 1, json);
                if (json.IsOverflowed)
                {
                    // A part that does not fit all the room would be asked for again for ever.
                    return written == 0 ? -1 : written;
                }

                written += json.Count;
                position = next == End ? int.MaxValue - 1 : (next << 1) | (json.NeedsComma ? 1 : 0);
            }

            return written;
        }

        /// <summary>Writes a part, which may be nothing.</summary>
        /// <param name="part">Which; 0 is the first.</param>
        /// <param name="json">Gets it; brackets may be opened in one part and closed in another.</param>
        /// <returns>The next part, or <see cref="End"/>.</returns>
        protected abstract int WritePart(int part, JsonWriter json);
    }
}
