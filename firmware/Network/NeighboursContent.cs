using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Firmware
{
    /// <summary>The other devices in the network, at /api/neighbours: a JSON array, a piece for each.</summary>
    internal sealed class NeighboursContent : DynamicContent
    {
        private readonly MdnsBrowser _browser;
        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _name = Encoding.UTF8.GetBytes("name");
        private readonly byte[] _address = Encoding.UTF8.GetBytes("address");
        private readonly byte[] _port = Encoding.UTF8.GetBytes("port");

        internal NeighboursContent(MdnsBrowser browser)
        {
            _browser = browser;
        }

        /// <inheritdoc/>
        public override string ContentType => "application/json";

        /// <summary>The position is the place in the table that comes next, and one bit that says whether anything was written.</summary>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            int place = position >> 1;
            if (place > _browser.Capacity)
            {
                return 0;
            }

            bool isFirst = (position & 1) == 0;
            Neighbour neighbour = null;
            while (neighbour == null && place < _browser.Capacity)
            {
                neighbour = _browser.GetAt(place++);
                if (neighbour != null && !neighbour.IsResolved)
                {
                    neighbour = null;
                }
            }

            int count = 0;
            if (isFirst || neighbour != null)
            {
                buffer[offset] = (byte)(isFirst ? '[' : ',');
                count = 1;
            }

            if (neighbour == null)
            {
                position = (_browser.Capacity + 1) << 1;
                buffer[offset + count] = (byte)']';
                return count + 1;
            }

            position = (place << 1) | 1;
            JsonWriter json = _json;
            json.Begin(buffer, offset + count, capacity - count);
            json.BeginObject();
            json.Name(_name);
            json.Value(neighbour.Name, 0, neighbour.NameCount);
            json.Name(_address);
            json.Value(neighbour.GetAddress());
            json.Name(_port);
            json.Value((long)neighbour.Port);
            json.EndObject();
            return count + json.Count;
        }
    }
}
