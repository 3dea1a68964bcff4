using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <content>One element of a list: what a proxy says of the hop in front of it.</content>
    public sealed partial class TrustedProxies
    {
        // The element read last: what it names, each as a start and a count.
        private int _forAt;
        private int _forCount;
        private int _hostAt;
        private int _hostCount;
        private int _protoAt;
        private int _protoCount;

        /// <summary>Where the last element of a list starts that ends at <paramref name="end"/>.</summary>
        private static int FindElement(byte[] buffer, int start, int end)
        {
            while (end > start && buffer[end - 1] != ',')
            {
                end--;
            }

            return end;
        }

        /// <summary>Reads name=value pairs divided by semicolons (RFC 7239 section 4); a name that comes twice counts for nothing.</summary>
        private void ReadElement(byte[] buffer, int start, int end)
        {
            _forCount = 0;
            _hostCount = 0;
            _protoCount = 0;
            int seen = 0;
            while (start < end)
            {
                int stop = start;
                while (stop < end && buffer[stop] != ';')
                {
                    stop++;
                }

                int equals = start;
                while (equals < stop && buffer[equals] != '=')
                {
                    equals++;
                }

                int name = start;
                int nameCount = equals - start;
                Trim(buffer, ref name, ref nameCount);
                int value = equals + 1;
                int count = stop - value;
                start = stop + 1;
                if (count <= 0)
                {
                    continue;
                }

                Trim(buffer, ref value, ref count);
                if (count >= 2 && buffer[value] == '"' && buffer[value + count - 1] == '"')
                {
                    value++;
                    count -= 2;
                }

                int bit = 0;
                if (Ascii.AreEqualIgnoreCase(buffer, name, nameCount, _for))
                {
                    bit = 1;
                    _forAt = value;
                    _forCount = (seen & bit) != 0 ? 0 : count;
                }
                else if (Ascii.AreEqualIgnoreCase(buffer, name, nameCount, _host))
                {
                    bit = 2;
                    _hostAt = value;
                    _hostCount = (seen & bit) != 0 ? 0 : count;
                }
                else if (Ascii.AreEqualIgnoreCase(buffer, name, nameCount, _proto))
                {
                    bit = 4;
                    _protoAt = value;
                    _protoCount = (seen & bit) != 0 ? 0 : count;
                }

                seen |= bit;
            }
        }

        /// <summary>Reads the address of the element, without brackets and port (RFC 7239 section 6); what is left is its range.</summary>
        private bool TryReadNode(byte[] buffer)
        {
            int end = _forAt + _forCount;
            int stop = _forAt;
            if (_forCount > 0 && buffer[_forAt] == '[')
            {
                _forAt++;
                while (stop < end && buffer[stop] != ']')
                {
                    stop++;
                }

                if (stop == end || (stop + 1 < end && buffer[stop + 1] != ':'))
                {
                    return false;
                }
            }
            else
            {
                // One colon is in front of a port, several are an IPv6 address.
                int colons = 0;
                stop = end;
                for (int i = end - 1; i >= _forAt; i--)
                {
                    if (buffer[i] == ':')
                    {
                        colons++;
                        stop = i;
                    }
                }

                stop = colons == 1 ? stop : end;
            }

            _forCount = stop - _forAt;
            return _address.TryRead(buffer, _forAt, _forCount);
        }

        private static void Trim(byte[] buffer, ref int start, ref int count)
        {
            while (count > 0 && buffer[start] <= ' ')
            {
                start++;
                count--;
            }

            while (count > 0 && buffer[start + count - 1] <= ' ')
            {
                count--;
            }
        }
    }
}
