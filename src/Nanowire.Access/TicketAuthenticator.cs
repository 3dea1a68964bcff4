using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// A ticket in the query, good for one connection and a short time: <c>/ws?ticket=…</c>. A URL ends up in histories and logs,
    /// so what is in it must be worth nothing afterwards. The application issues a ticket to whom it knows, in a page that asked
    /// for a password, on a display, or over another connection.
    /// </summary>
    /// <remarks>Tickets outstanding are kept in a fixed number of places; one more takes that of the oldest. Issue may be called from any thread.</remarks>
    public sealed class TicketAuthenticator : Authenticator
    {
        /// <summary>Characters of a ticket: 128 random bits in hexadecimal digits.</summary>
        public const int TicketLength = 32;

        /// <summary>Default of the tickets outstanding at once.</summary>
        public const int DefaultMaxTickets = 8;

        /// <summary>Default of how long a ticket is good, in milliseconds.</summary>
        public const int DefaultLifetimeMs = 30000;

        private readonly EntropySource _entropy;
        private readonly byte[] _name;
        private readonly int _lifetimeMs;
        private readonly Secret[] _tickets;
        private readonly string[] _users;
        private readonly long[] _issuedMs;

        /// <summary>Sets up the places.</summary>
        /// <param name="entropy">What tickets are made of, such as <see cref="RandomEntropy"/>.</param>
        /// <param name="parameter">The name in the query, such as "ticket"; letters, digits and hyphens.</param>
        /// <param name="maxTickets">Tickets outstanding at once, 1 to 256.</param>
        /// <param name="lifetimeMs">How long a ticket is good, in milliseconds, at least 1.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An argument is out of range; the message names the numbers.</exception>
        public TicketAuthenticator(EntropySource entropy, string parameter, int maxTickets, int lifetimeMs)
        {
            if (entropy == null)
            {
                throw new ArgumentNullException(nameof(entropy));
            }

            AddressLimits.Require(nameof(maxTickets), maxTickets, 1, 256);
            AddressLimits.Require(nameof(lifetimeMs), lifetimeMs, 1, int.MaxValue);
            _entropy = entropy;
            _name = Ascii.GetBytes(parameter);
            if (!Ascii.IsToken(parameter))
            {
                throw new ArgumentException("not a name", nameof(parameter));
            }

            _lifetimeMs = lifetimeMs;
            _tickets = new Secret[maxTickets];
            _users = new string[maxTickets];
            _issuedMs = new long[maxTickets];
        }

        /// <summary>Makes a ticket.</summary>
        /// <param name="user">Who gets it, for <see cref="ServerWebSocket.User"/>; may be null.</param>
        /// <param name="nowMs">The time of the pump's clock, Environment.TickCount64.</param>
        /// <returns>The ticket, <see cref="TicketLength"/> characters for the query.</returns>
        public string Issue(string user, long nowMs)
        {
            byte[] digits = new byte[TicketLength];
            lock (_tickets)
            {
                for (int i = 0; i < TicketLength; i += 8)
                {
                    uint bits = _entropy.NextUInt32();
                    for (int j = i; j < i + 8; j++)
                    {
                        int digit = (int)(bits & 15);
                        digits[j] = (byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
                        bits >>= 4;
                    }
                }

                int place = 0;
                for (int i = 0; i < _tickets.Length; i++)
                {
                    if (_tickets[i] == null)
                    {
                        place = i;
                        break;
                    }

                    place = _issuedMs[i] < _issuedMs[place] ? i : place;
                }

                _tickets[place] = new Secret(digits);
                _users[place] = user;
                _issuedMs[place] = nowMs;
            }

            return Ascii.GetString(digits, 0, TicketLength);
        }

        /// <inheritdoc/>
        public override Authentication Authenticate(ConnectionRequest request, long nowMs)
        {
            int offset;
            int count;
            if (!TryFind(request.Head, out offset, out count))
            {
                return Authentication.Missing;
            }

            Authentication result = Authentication.Rejected;
            lock (_tickets)
            {
                // All of them, so that the time does not tell which are outstanding.
                for (int i = 0; i < _tickets.Length; i++)
                {
                    Secret ticket = _tickets[i];
                    if (ticket != null && ticket.Matches(request.Head.Buffer, offset, count))
                    {
                        _tickets[i] = null;
                        if (nowMs - _issuedMs[i] <= _lifetimeMs)
                        {
                            request.User = _users[i];
                            result = Authentication.Accepted;
                        }
                    }
                }
            }

            return result;
        }

        /// <summary>Finds the value of the parameter in the query; the first counts.</summary>
        private bool TryFind(HttpHead head, out int offset, out int count)
        {
            byte[] buffer = head.Buffer;
            int end = head.TargetOffset + head.TargetCount;
            int at = head.TargetOffset + head.PathCount;
            while (at < end)
            {
                int start = at + 1;
                int equals = start;
                while (equals < end && buffer[equals] != '=' && buffer[equals] != '&')
                {
                    equals++;
                }

                at = equals;
                while (at < end && buffer[at] != '&')
                {
                    at++;
                }

                if (equals < at && Ascii.AreEqual(buffer, start, equals - start, _name))
                {
                    offset = equals + 1;
                    count = at - offset;
                    return true;
                }
            }

            offset = 0;
            count = 0;
            return false;
        }
    }
}
