using System;
using System.Text;

namespace Nanowire.WebSockets.Portal
{
    /// <summary>
    /// Gives addresses to those who join the device's access point (RFC 2131), without any I/O: a message is handed in, the answer comes out.
    /// It allocates nothing after construction. Relays (RFC 2131 section 4.1) and hardware other than Ethernet and Wi-Fi do not
    /// exist on an access point and get no answer; nor does option overload (RFC 2132 section 9.3), which clients do not use.
    /// </summary>
    public sealed class DhcpServer
    {
        /// <summary>The port of servers.</summary>
        public const int ServerPort = 67;

        /// <summary>The port of clients.</summary>
        public const int ClientPort = 68;

        /// <summary>The most bytes of a message that is sent, which every client takes (RFC 2131 section 2); and of one that is looked at.</summary>
        public const int MessageSize = 548;

        /// <summary>The least bytes of a message, as BOOTP had them; some clients still ask for them (RFC 1542 section 2.1).</summary>
        internal const int LeastSize = 300;

        /// <summary>How long an address is kept for the one it was offered to, and from all after it was found in use.</summary>
        internal const int OfferMs = 10000;
        internal const int DeclineMs = 600000;

        // Fields (RFC 2131 section 2).
        private const int ClientAddressAt = 12;
        private const int YourAddressAt = 16;
        private const int RelayAt = 24;
        private const int MacAt = 28;
        private const int CookieAt = 236;
        private const int OptionsAt = 240;

        // Options (RFC 2132; 114 by RFC 8910).
        private const int PadOption = 0;
        private const int MaskOption = 1;
        private const int RouterOption = 3;
        private const int DnsOption = 6;
        private const int RequestedOption = 50;
        private const int LeaseOption = 51;
        private const int TypeOption = 53;
        private const int ServerOption = 54;
        private const int UrlOption = 114;
        private const int EndOption = 255;

        // Message types (RFC 2132 section 9.6).
        private const int Discover = 1;
        private const int Offer = 2;
        private const int Request = 3;
        private const int Decline = 4;
        private const int Grant = 5;
        private const int Refuse = 6;
        private const int Release = 7;
        private const int Inform = 8;

        private readonly PortalOptions _options;
        private readonly PortalStatistics _statistics;
        private readonly LeaseTable _leases;
        private readonly byte[] _url;
        private byte[] _output;
        private int _position;

        // Of the message's options: where their four bytes are, 0 when they are not there.
        private int _requestedAt;
        private int _serverAt;

        /// <summary>Makes one with all addresses free.</summary>
        /// <param name="options">Addresses and times.</param>
        /// <param name="statistics">Gets the counts.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public DhcpServer(PortalOptions options, PortalStatistics statistics)
        {
            if (options == null || statistics == null)
            {
                throw new ArgumentNullException(options == null ? nameof(options) : nameof(statistics));
            }

            options.Check();
            _options = options;
            _statistics = statistics;
            _leases = new LeaseTable(options.MaxLeases);
            _url = Encoding.UTF8.GetBytes(options.GetUrl());
        }

        /// <summary>Whether the answer that <see cref="Receive"/> wrote goes to all, as its client has no address yet.</summary>
        public bool IsBroadcast;

        /// <summary>How many addresses are leased or offered.</summary>
        /// <param name="nowMs">The time.</param>
        public int GetLeaseCount(long nowMs)
        {
            int count = 0;
            for (int i = 0; i < _leases.Count; i++)
            {
                count += _leases.IsFree(i, nowMs) ? 0 : 1;
            }

            return count;
        }

        /// <summary>Takes a message.</summary>
        /// <param name="message">Holds it from its start on; not modified, and not borrowed.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <param name="output">Another array, takes the answer from its start on, at least <see cref="MessageSize"/> bytes.</param>
        /// <param name="nowMs">The time, any clock that does not go back.</param>
        /// <returns>The answer's bytes, for <see cref="ClientPort"/> at 255.255.255.255, or when it is not <see cref="IsBroadcast"/> at the address that is
        /// at byte 12 of it; 0 when there is none.</returns>
        /// <exception cref="ArgumentException">An array is null or too small.</exception>
        public int Receive(byte[] message, int count, byte[] output, long nowMs)
        {
            if (message == null || output == null || output == message || output.Length < MessageSize || count < 0 || count > message.Length)
            {
                throw new ArgumentException("no such message", nameof(message));
            }

            _statistics.DhcpReceived++;
            int type = Parse(message, count);
            IsBroadcast = true;
            _output = output;
            int length = 0;
            switch (type)
            {
                case Discover:
                    length = OnDiscover(message, nowMs);
                    break;
                case Request:
                    length = OnRequest(message, nowMs);
                    break;
                case Decline:
                    OnDecline(message, nowMs);
                    break;
                case Release:
                    OnRelease(message, nowMs);
                    break;
                case Inform when !IsZero(message, ClientAddressAt):
                    IsBroadcast = false;
                    _statistics.Grants++;
                    length = Write(message, Grant, -1, ClientAddressAt);
                    break;
                default:
                    _statistics.DhcpIgnored++;
                    break;
            }

            _output = null;
            return length;
        }

        private int OnDiscover(byte[] message, long nowMs)
        {
            int place = _leases.Find(message, MacAt);
            if (place < 0 && _requestedAt != 0)
            {
                place = GetPlace(message, _requestedAt);
                place = place >= 0 && _leases.IsFree(place, nowMs) ? place : -1;
            }

            if (place < 0)
            {
                place = _leases.FindFree(nowMs);
            }

            if (place < 0)
            {
                _statistics.PoolExhausted++;
                return 0;
            }

            // Asking again does not shorten a lease.
            if (_leases.IsFree(place, nowMs))
            {
                _leases.Hold(place, message, MacAt, nowMs + OfferMs);
            }

            _statistics.Offers++;
            return Write(message, Offer, place, 0);
        }

        private int OnRequest(byte[] message, long nowMs)
        {
            bool isRenewal = !IsZero(message, ClientAddressAt);
            if (_serverAt != 0 && !IsOurs(message, _serverAt))
            {
                // It chose another server.
                int offered = _leases.Find(message, MacAt);
                if (offered >= 0)
                {
                    _leases.Release(offered, nowMs);
                }

                return 0;
            }

            int at = isRenewal ? ClientAddressAt : _requestedAt;
            if (at == 0)
            {
                _statistics.DhcpIgnored++;
                return 0;
            }

            // Also one that this device does not remember since it was restarted, while its address is free: nobody else gives any here.
            int place = GetPlace(message, at);
            if (place < 0 || !_leases.IsFor(place, message, MacAt, nowMs))
            {
                _statistics.Refusals++;
                return Write(message, Refuse, -1, 0);
            }

            _leases.Hold(place, message, MacAt, nowMs + (_options.LeaseSeconds * 1000L));
            _statistics.Grants++;
            IsBroadcast = !isRenewal;
            return Write(message, Grant, place, isRenewal ? ClientAddressAt : 0);
        }

        private void OnDecline(byte[] message, long nowMs)
        {
            int place = _requestedAt == 0 ? -1 : GetPlace(message, _requestedAt);
            if (place >= 0 && place == _leases.Find(message, MacAt))
            {
                _leases.Block(place, nowMs + DeclineMs);
            }
        }

        private void OnRelease(byte[] message, long nowMs)
        {
            int place = GetPlace(message, ClientAddressAt);
            if (place >= 0 && place == _leases.Find(message, MacAt))
            {
                _leases.Release(place, nowMs);
            }
        }

        /// <summary>Checks a message and finds its options.</summary>
        /// <returns>Its type; 0 when it breaks a rule or is none of ours.</returns>
        private int Parse(byte[] message, int count)
        {
            _requestedAt = 0;
            _serverAt = 0;

            // A request (1) of Ethernet (1) with its six bytes, not by a relay, with options and their cookie.
            if (count < OptionsAt || count > MessageSize + 1024 || message[0] != 1 || message[1] != 1 || message[2] != LeaseTable.MacSize
                || !IsZero(message, RelayAt)
                || message[CookieAt] != 99 || message[CookieAt + 1] != 130 || message[CookieAt + 2] != 83 || message[CookieAt + 3] != 99)
            {
                return 0;
            }

            int type = 0;
            int position = OptionsAt;
            while (position < count && message[position] != EndOption)
            {
                int option = message[position++];
                if (option == PadOption)
                {
                    continue;
                }

                int length = position < count ? message[position] : 0;
                position++;
                if (position + length > count)
                {
                    return 0;
                }

                switch (option)
                {
                    case TypeOption:
                        type = length == 1 ? message[position] : 0;
                        break;
                    case RequestedOption:
                        _requestedAt = length == 4 ? position : 0;
                        break;
                    case ServerOption:
                        _serverAt = length == 4 ? position : 0;
                        break;
                }

                position += length;
            }

            return type;
        }

        private int Write(byte[] message, int type, int place, int clientAddressAt)
        {
            byte[] output = _output;
            Array.Clear(output, 0, LeastSize);

            // Number, flags and MAC are repeated; what is not of this client stays 0 (RFC 2131 section 4.3.1, table 3).
            Array.Copy(message, 0, output, 0, 8);
            output[0] = 2;
            output[3] = 0;
            Array.Copy(message, 10, output, 10, 2);
            Array.Copy(message, MacAt, output, MacAt, LeaseTable.MacSize);
            if (clientAddressAt != 0)
            {
                Array.Copy(message, clientAddressAt, output, ClientAddressAt, 4);
            }

            Array.Copy(message, CookieAt, output, CookieAt, 4);
            _position = OptionsAt;
            Put(TypeOption, 1);
            output[_position++] = (byte)type;
            PutAddress(ServerOption);
            if (type != Refuse)
            {
                if (place >= 0)
                {
                    Array.Copy(_options.Address, 0, output, YourAddressAt, 3);
                    output[YourAddressAt + 3] = (byte)(_options.FirstLease + place);
                    Put(LeaseOption, 4);
                    Put32(_options.LeaseSeconds);
                }

                Put(MaskOption, 4);
                Put32(unchecked((int)0xFFFFFF00));
                PutAddress(RouterOption);
                PutAddress(DnsOption);
                Put(UrlOption, _url.Length);
                Array.Copy(_url, 0, output, _position, _url.Length);
                _position += _url.Length;
            }
            else
            {
                // So that it arrives whatever address the client believes to have (section 4.3.2).
                output[10] |= 0x80;
            }

            output[_position++] = EndOption;
            return _position < LeastSize ? LeastSize : _position;
        }

        private void Put(int option, int count)
        {
            _output[_position++] = (byte)option;
            _output[_position++] = (byte)count;
        }

        private void PutAddress(int option)
        {
            Put(option, 4);
            Array.Copy(_options.Address, 0, _output, _position, 4);
            _position += 4;
        }

        private void Put32(int value)
        {
            _output[_position++] = (byte)(value >> 24);
            _output[_position++] = (byte)(value >> 16);
            _output[_position++] = (byte)(value >> 8);
            _output[_position++] = (byte)value;
        }

        private int GetPlace(byte[] message, int at)
        {
            byte[] own = _options.Address;
            int place = message[at + 3] - _options.FirstLease;
            return message[at] == own[0] && message[at + 1] == own[1] && message[at + 2] == own[2] && place >= 0 && place < _leases.Count ? place : -1;
        }

        private bool IsOurs(byte[] message, int at)
        {
            byte[] own = _options.Address;
            return message[at] == own[0] && message[at + 1] == own[1] && message[at + 2] == own[2] && message[at + 3] == own[3];
        }

        private static bool IsZero(byte[] message, int at)
        {
            return (message[at] | message[at + 1] | message[at + 2] | message[at + 3]) == 0;
        }
    }
}
