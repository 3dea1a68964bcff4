using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// The proxies that may speak for others, by their addresses. Anyone can send X-Forwarded-For, so it counts only when the
    /// connection itself comes from one of these, and of its list only what they have added: read from the right, the first
    /// address that is not a trusted proxy is the client. What stands further left is whatever the client wrote.
    /// </summary>
    /// <remarks>
    /// An entry that is no address ends the reading, and so do more than <see cref="MaxHops"/>: the client then is the proxy
    /// nearest to that entry. Only the one kind of header named is read, since a proxy that writes one passes the other on.
    /// </remarks>
    public sealed partial class TrustedProxies
    {
        /// <summary>Entries of a list that are read.</summary>
        public const int MaxHops = 16;

        /// <summary>Which headers are read.</summary>
        public ForwardingHeaders Headers;

        /// <summary>
        /// Whether the host that the client meant is taken from the headers; for proxies that set it on every request, since
        /// they otherwise pass on what the client wrote. Not by default: Host is used.
        /// </summary>
        public bool UsesHost;

        /// <summary>Whether it is taken from the headers that the client came over TLS; as <see cref="UsesHost"/>.</summary>
        public bool UsesProto;

        private readonly ulong[] _high;
        private readonly ulong[] _low;
        private readonly int[] _bits;
        private readonly IpAddress _address = new IpAddress();
        private readonly HeadReader _reader = new HeadReader();
        private readonly byte[] _forwarded = Ascii.GetBytes("forwarded");
        private readonly byte[] _xFor = Ascii.GetBytes("x-forwarded-for");
        private readonly byte[] _xHost = Ascii.GetBytes("x-forwarded-host");
        private readonly byte[] _xProto = Ascii.GetBytes("x-forwarded-proto");
        private readonly byte[] _for = Ascii.GetBytes("for");
        private readonly byte[] _host = Ascii.GetBytes("host");
        private readonly byte[] _proto = Ascii.GetBytes("proto");
        private readonly byte[] _https = Ascii.GetBytes("https");
        private readonly byte[] _wss = Ascii.GetBytes("wss");

        /// <summary>Names the proxies.</summary>
        /// <param name="networks">Addresses, or networks such as "10.0.0.0/8" and "fd00::/8".</param>
        /// <exception cref="ArgumentNullException"><paramref name="networks"/> is null.</exception>
        /// <exception cref="ArgumentException">One is neither.</exception>
        public TrustedProxies(params string[] networks)
        {
            if (networks == null)
            {
                throw new ArgumentNullException(nameof(networks));
            }

            _high = new ulong[networks.Length];
            _low = new ulong[networks.Length];
            _bits = new int[networks.Length];
            for (int i = 0; i < networks.Length; i++)
            {
                string network = networks[i] ?? string.Empty;
                int slash = network.IndexOf('/');
                bool isValid = _address.TryRead(slash < 0 ? network : network.Substring(0, slash));
                int most = _address.IsIPv4 ? 32 : 128;
                int bits = slash < 0 ? most : ReadBits(network.Substring(slash + 1), most);
                if (!isValid || bits < 0)
                {
                    throw new ArgumentException("not an address or network: " + network, nameof(networks));
                }

                _high[i] = _address.High;
                _low[i] = _address.Low;
                _bits[i] = bits + 128 - most;
            }
        }

        /// <summary>Whether an address is one of them.</summary>
        /// <param name="address">In digits.</param>
        public bool IsTrusted(string address)
        {
            return address != null && _address.TryRead(address) && IsTrusted();
        }

        /// <summary>
        /// Puts what a trusted proxy says of a request into it: the client's address, and host and protocol where they are used.
        /// A request that does not come from a trusted proxy is left as it is.
        /// </summary>
        /// <param name="request">The request, with the address of the peer.</param>
        /// <returns>Whether the address is another now.</returns>
        public bool Apply(ConnectionRequest request)
        {
            if (!IsTrusted(request.Address))
            {
                return false;
            }

            bool isForwarded = Headers == ForwardingHeaders.Forwarded;
            HttpHead head = request.Head;
            if (!isForwarded)
            {
                ApplyLast(request);
            }

            // From the right, over all lines.
            byte[] buffer = head.Buffer;
            int client = 0;
            int clientCount = 0;
            int hops = 0;
            bool isOver = false;
            for (int line = _reader.Find(head, isForwarded ? _forwarded : _xFor) - 1; line >= 0 && !isOver; line--)
            {
                int end = _reader.Ends[line];
                while (!isOver)
                {
                    int start = FindElement(buffer, _reader.Starts[line], end);
                    if (isForwarded)
                    {
                        ReadElement(buffer, start, end);
                        if (hops == 0)
                        {
                            ApplyHost(request, _hostAt, _hostCount);
                            ApplyProto(request, _protoAt, _protoCount);
                        }
                    }
                    else
                    {
                        _forAt = start;
                        _forCount = end - start;
                        Trim(buffer, ref _forAt, ref _forCount);
                    }

                    hops++;
                    if (hops > MaxHops || !TryReadNode(buffer))
                    {
                        isOver = true;
                        break;
                    }

                    client = _forAt;
                    clientCount = _forCount;
                    isOver = !IsTrusted();
                    if (start <= _reader.Starts[line])
                    {
                        break;
                    }

                    end = start - 1;
                }
            }

            if (clientCount == 0)
            {
                return false;
            }

            request.Address = Ascii.GetString(buffer, client, clientCount);
            return true;
        }

        /// <summary>Takes host and protocol from headers of their own; of a list the last, which the nearest proxy added.</summary>
        private void ApplyLast(ConnectionRequest request)
        {
            int start;
            int count;
            if (UsesHost && TryFindLast(request.Head, _xHost, out start, out count))
            {
                ApplyHost(request, start, count);
            }

            if (UsesProto && TryFindLast(request.Head, _xProto, out start, out count))
            {
                ApplyProto(request, start, count);
            }
        }

        private bool TryFindLast(HttpHead head, byte[] name, out int start, out int count)
        {
            int last = _reader.Find(head, name) - 1;
            start = 0;
            count = 0;
            if (last < 0)
            {
                return false;
            }

            start = FindElement(head.Buffer, _reader.Starts[last], _reader.Ends[last]);
            count = _reader.Ends[last] - start;
            Trim(head.Buffer, ref start, ref count);
            return count > 0;
        }

        private void ApplyHost(ConnectionRequest request, int start, int count)
        {
            if (UsesHost && count > 0)
            {
                request.HostOffset = start;
                request.HostCount = count;
            }
        }

        private void ApplyProto(ConnectionRequest request, int start, int count)
        {
            byte[] buffer = request.Head.Buffer;
            request.IsForwardedSecure = UsesProto
                && (Ascii.AreEqualIgnoreCase(buffer, start, count, _https) || Ascii.AreEqualIgnoreCase(buffer, start, count, _wss));
        }

        /// <summary>Whether the address read last is one of the proxies.</summary>
        private bool IsTrusted()
        {
            for (int i = 0; i < _bits.Length; i++)
            {
                if (_address.IsWithin(_high[i], _low[i], _bits[i]))
                {
                    return true;
                }
            }

            return false;
        }

        private static int ReadBits(string text, int most)
        {
            int bits = text.Length == 0 || text.Length > 3 ? -1 : 0;
            for (int i = 0; i < text.Length && bits >= 0; i++)
            {
                int digit = text[i] - '0';
                bits = (uint)digit > 9 ? -1 : (bits * 10) + digit;
            }

            return bits > most ? -1 : bits;
        }
    }
}
