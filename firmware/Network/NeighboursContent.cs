using Nanowire.WebSockets.Discovery;

namespace Nanowire.Firmware
{
    /// <summary>The other devices in the network, at /api/neighbours: a JSON array, a part for each place of the table.</summary>
    internal sealed class NeighboursContent : JsonContent
    {
        private readonly MdnsBrowser _browser;

        internal NeighboursContent(MdnsBrowser browser)
        {
            _browser = browser;
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part == 0)
            {
                json.BeginArray();
            }

            if (part >= _browser.Capacity)
            {
                json.EndArray();
                return End;
            }

            Neighbour neighbour = _browser.GetAt(part);
            if (neighbour != null && neighbour.IsResolved)
            {
                json.BeginObject();
                json.Name("name");
                json.Value(neighbour.Name, 0, neighbour.NameCount);
                json.Member("address", neighbour.GetAddress());
                json.Member("port", neighbour.Port);
                json.EndObject();
            }

            return part + 1;
        }
    }
}
