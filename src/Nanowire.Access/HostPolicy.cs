using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// Which hosts a request may name: those that the device goes by. A page from elsewhere can have its own name resolve to
    /// the device's address (DNS rebinding); then its Origin and its Host agree, and only that the device does not know the name tells.
    /// </summary>
    /// <remarks>
    /// Any other host is refused with 421: a server must reject a request for an origin that it does not speak for (RFC 9110
    /// section 7.4), and 421 is the status for that (section 15.5.20); 403 would say that the resource exists here. The port
    /// is not compared, as port forwarding changes it. A request of HTTP/1.0 without Host is let in: a browser sends one always.
    /// </remarks>
    public sealed class HostPolicy
    {
        /// <summary>
        /// Whether any address in digits is allowed (the default), besides those that were named: a page whose origin is an address
        /// was loaded from that address, so it cannot have been rebound, and a device often does not know the address that DHCP or
        /// a forwarding router gives it. Without it only the addresses named are.
        /// </summary>
        public bool AllowsAnyAddress = true;

        // Names in small letters, null where an entry is an address.
        private readonly byte[][] _names;
        private readonly ulong[] _high;
        private readonly ulong[] _low;
        private readonly IpAddress _address = new IpAddress();

        /// <summary>Names what the device goes by.</summary>
        /// <param name="hosts">Names such as "nanowire.local" and addresses such as "192.168.4.1" or "fe80::1", without ports.</param>
        /// <exception cref="ArgumentNullException"><paramref name="hosts"/> is null.</exception>
        /// <exception cref="ArgumentException">One is neither an address nor a name of letters, digits, hyphens and dots.</exception>
        public HostPolicy(params string[] hosts)
        {
            if (hosts == null)
            {
                throw new ArgumentNullException(nameof(hosts));
            }

            _names = new byte[hosts.Length][];
            _high = new ulong[hosts.Length];
            _low = new ulong[hosts.Length];
            for (int i = 0; i < hosts.Length; i++)
            {
                Set(i, hosts[i]);
            }
        }

        /// <summary>Puts another host in the place of one, such as a name that had to change. Not while a request is looked at.</summary>
        /// <param name="index">Which, in the order that they were named in.</param>
        /// <param name="host">A name or an address, as at construction.</param>
        /// <exception cref="ArgumentException">It is neither an address nor a name of letters, digits, hyphens and dots.</exception>
        public void Set(int index, string host)
        {
            if (host != null && _address.TryRead(host))
            {
                _high[index] = _address.High;
                _low[index] = _address.Low;
                _names[index] = null;
                return;
            }

            if (!IsName(host))
            {
                throw new ArgumentException("not a host: " + host, nameof(host));
            }

            _names[index] = Ascii.GetBytes(host.ToLower());
        }

        /// <summary>Whether a request may name a host.</summary>
        /// <param name="buffer">Holds it, free of control characters.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Bytes of it, with its port where it has one.</param>
        /// <returns>False for what is no host at all, and for an empty one.</returns>
        public bool IsAllowed(byte[] buffer, int offset, int count)
        {
            if (count == 0)
            {
                return false;
            }

            int end = offset + count;
            bool isIPv6 = buffer[offset] == '[';
            int stop = offset;
            while (stop < end && buffer[stop] != (isIPv6 ? ']' : ':'))
            {
                stop++;
            }

            int port = stop;
            if (isIPv6)
            {
                offset++;
                port++;
            }

            if (port > end || !IsPort(buffer, port, end))
            {
                return false;
            }

            if (_address.TryRead(buffer, offset, stop - offset))
            {
                return isIPv6 != _address.IsIPv4 && (AllowsAnyAddress || IsNamedAddress());
            }

            // "nanowire.local." is the same name, written out (RFC 3986 section 3.2.2).
            if (stop - offset > 1 && buffer[stop - 1] == '.')
            {
                stop--;
            }

            for (int i = 0; i < _names.Length && !isIPv6; i++)
            {
                if (_names[i] != null && Ascii.AreEqualIgnoreCase(buffer, offset, stop - offset, _names[i]))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsNamedAddress()
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_names[i] == null && _high[i] == _address.High && _low[i] == _address.Low)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Nothing, or a colon and at most five digits.</summary>
        private static bool IsPort(byte[] buffer, int from, int end)
        {
            if (from < end && (buffer[from] != ':' || end - from > 6))
            {
                return false;
            }

            for (int i = from + 1; i < end; i++)
            {
                if ((uint)(buffer[i] - '0') > 9)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsName(string text)
        {
            if (text == null || text.Length == 0)
            {
                return false;
            }

            char[] chars = text.ToCharArray();
            for (int i = 0; i < chars.Length; i++)
            {
                int c = chars[i];
                int lower = c | 0x20;
                if ((lower < 'a' || lower > 'z' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.')
                {
                    return false;
                }
            }

            // A dot at the end is taken off what is compared.
            return chars[chars.Length - 1] != '.';
        }
    }
}
