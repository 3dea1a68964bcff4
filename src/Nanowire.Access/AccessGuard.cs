using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// A guard made of parts, for <see cref="WebSocketServerOptions.Guard"/>. A connection meets them in this order: the limits of
    /// its address before it has a slot; then, with its request, for whom a proxy speaks, the host it names, its origin, and
    /// who it is; then the limits of messages and bytes. One guard is for one server.
    /// </summary>
    /// <remarks>What a connection allocates is its address as bytes and, behind a proxy, as text; a message allocates nothing.</remarks>
    public sealed class AccessGuard : ConnectionGuard
    {
        private const int SecondMs = 1000;
        private const int MinuteMs = 60000;

        // One more than the last reason.
        private const int ReasonCount = (int)RefusalReason.Error + 1;

        private readonly AccessGuardOptions _options;
        private readonly AddressLimits _limits;
        private readonly Authenticator[] _authenticators;
        private readonly AddressTable _table;
        private readonly TokenBuckets _connectionRate;
        private readonly TokenBuckets _messageRate;
        private readonly TokenBuckets _byteRate;
        private readonly IpAddress _address = new IpAddress();
        private readonly HttpHeadWriter _writer = new HttpHeadWriter();
        private readonly int[] _counts = new int[ReasonCount];
        private int _retryAfterSeconds;

        /// <summary>Reserves all memory.</summary>
        /// <param name="options">The parts; read now, and not to be changed afterwards.</param>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        /// <exception cref="ArgumentException">A number is out of range; the message names it.</exception>
        public AccessGuard(AccessGuardOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            options.Validate();
            _options = options;
            _limits = options.Limits;
            _authenticators = options.Authenticators ?? new Authenticator[0];
            if (_limits != null)
            {
                _connectionRate = MakeBuckets(_limits.ConnectionsPerMinute, MinuteMs, _limits.ConnectionsPerMinute);
                _messageRate = MakeBuckets(_limits.MessagesPerSecond, SecondMs, _limits.MessagesPerSecond * _limits.BurstSeconds);
                _byteRate = MakeBuckets(_limits.BytesPerSecond, SecondMs, _limits.BytesPerSecond * _limits.BurstSeconds);
            }

            _table = new AddressTable(options.MaxAddresses, new[] { _connectionRate, _messageRate, _byteRate });
        }

        /// <summary>Addresses that lost their place in the table to another.</summary>
        public int AddressesEvicted => _table.Evicted;

        /// <summary>How often this guard refused or closed for a reason.</summary>
        public int GetCount(RefusalReason reason)
        {
            return _counts[(int)reason];
        }

        /// <inheritdoc/>
        public override int Admit(string address, long nowMs)
        {
            int place = _table.Enter(GetKey(address), nowMs);
            if (place < 0)
            {
                return -Refuse(RefusalReason.Table, HttpStatus.ServiceUnavailable, SecondMs);
            }

            // Whom a proxy speaks for is not known before its request is there.
            if (_options.Proxies == null || !_options.Proxies.IsTrusted(address))
            {
                if (_limits != null && _limits.MaxConnections != 0 && _table.Connections[place] >= _limits.MaxConnections)
                {
                    return -Refuse(RefusalReason.Connections, HttpStatus.TooManyRequests, SecondMs);
                }

                int status = TakeConnection(place, nowMs);
                if (status != 0)
                {
                    return -status;
                }
            }

            _table.Connections[place]++;
            return place;
        }

        /// <inheritdoc/>
        public override int Check(ConnectionRequest request, long nowMs)
        {
            int status = _options.Proxies == null ? 0 : CheckForwarded(request, nowMs);
            if (status != 0)
            {
                return status;
            }

            HostPolicy hosts = _options.Hosts;
            if (hosts != null && !hosts.IsAllowed(request.Head.Buffer, request.HostOffset, request.HostCount)
                && (request.HostCount != 0 || request.Head.Has(HttpHeader.Host)))
            {
                return Refuse(RefusalReason.Host, HttpStatus.MisdirectedRequest, 0);
            }

            if (_authenticators.Length == 0 || (_options.IsContentPublic && !request.IsUpgrade))
            {
                return 0;
            }

            // A page of another origin is turned away as such, and does not use up the attempts of whom it visits.
            if (request.IsUpgrade && !request.IsOriginAllowed())
            {
                return Refuse(RefusalReason.Origin, HttpStatus.Forbidden, 0);
            }

            return Authenticate(request, nowMs);
        }

        /// <inheritdoc/>
        public override int WriteRefusal(int status, HttpMethod method, byte[] output, int offset, int capacity)
        {
            string reason = HttpStatus.GetReason(status);
            HttpHeadWriter writer = _writer;
            writer.Start(status, output, offset, capacity);
            for (int i = 0; status == HttpStatus.Unauthorized && i < _authenticators.Length; i++)
            {
                string challenge = _authenticators[i].Challenge;
                if (challenge != null)
                {
                    writer.Add("WWW-Authenticate", challenge);
                }
            }

            if (_retryAfterSeconds != 0)
            {
                writer.Add("Retry-After", _retryAfterSeconds);
            }

            writer.Add("Connection", "close");
            writer.Add("Content-Type", "text/plain");
            writer.Add("Content-Length", reason.Length + 1);
            int count = writer.End();
            if (count == 0 || count + reason.Length + 1 > capacity)
            {
                return 0;
            }

            if (method != HttpMethod.Head)
            {
                for (int i = 0; i < reason.Length; i++)
                {
                    output[offset + count] = (byte)reason[i];
                    count++;
                }

                output[offset + count] = (byte)'\n';
                count++;
            }

            return count;
        }

        /// <inheritdoc/>
        public override int Charge(int place, int bytes, int messages, long nowMs)
        {
            if (bytes != 0 && _byteRate != null && !_byteRate.Take(place, bytes, nowMs))
            {
                return Refuse(RefusalReason.ByteRate, (int)_limits.CloseStatus, 0);
            }

            if (messages != 0 && _messageRate != null && !_messageRate.Take(place, messages, nowMs))
            {
                return Refuse(RefusalReason.MessageRate, (int)_limits.CloseStatus, 0);
            }

            return 0;
        }

        /// <inheritdoc/>
        public override void Release(int place)
        {
            _table.Connections[place]--;
        }

        /// <summary>Finds out whom a proxy speaks for, and moves the connection to that address, whose limits it then meets.</summary>
        private int CheckForwarded(ConnectionRequest request, long nowMs)
        {
            if (!_options.Proxies.IsTrusted(request.Address))
            {
                return 0;
            }

            int place = request.Place;
            if (_options.Proxies.Apply(request))
            {
                place = _table.Enter(GetKey(request.Address), nowMs);
                if (place < 0)
                {
                    return Refuse(RefusalReason.Table, HttpStatus.ServiceUnavailable, SecondMs);
                }

                _table.Connections[request.Place]--;
                _table.Connections[place]++;
                request.Place = place;
            }

            // It is counted already.
            if (_limits != null && _limits.MaxConnections != 0 && _table.Connections[place] > _limits.MaxConnections)
            {
                return Refuse(RefusalReason.Connections, HttpStatus.TooManyRequests, SecondMs);
            }

            return TakeConnection(place, nowMs);
        }

        private int TakeConnection(int place, long nowMs)
        {
            return _connectionRate == null || _connectionRate.Take(place, 1, nowMs)
                ? 0
                : Refuse(RefusalReason.ConnectionRate, HttpStatus.TooManyRequests, _connectionRate.GetWaitMs(place, nowMs));
        }

        private int Authenticate(ConnectionRequest request, long nowMs)
        {
            int place = request.Place;
            FailureDelay delay = _options.Delay;
            long untilMs = _table.WaitUntilMs[place];
            if (delay != null && untilMs > nowMs)
            {
                return Refuse(RefusalReason.Delay, HttpStatus.TooManyRequests, untilMs - nowMs);
            }

            if (delay != null && nowMs - untilMs > delay.ForgetAfterMs)
            {
                _table.Failures[place] = 0;
            }

            bool isRejected = false;
            bool isForbidden = false;
            bool hasChallenge = false;
            for (int i = 0; i < _authenticators.Length; i++)
            {
                Authenticator authenticator = _authenticators[i];
                switch (authenticator.Authenticate(request, nowMs))
                {
                    case Authentication.Accepted:
                        _table.Failures[place] = 0;
                        return 0;
                    case Authentication.Forbidden:
                        isForbidden = true;
                        break;
                    case Authentication.Rejected:
                        isRejected = true;
                        break;
                }

                hasChallenge |= authenticator.Challenge != null;
            }

            if (isForbidden)
            {
                return Refuse(RefusalReason.Permission, HttpStatus.Forbidden, 0);
            }

            if (isRejected && delay != null)
            {
                int failures = _table.Failures[place] + 1;
                _table.Failures[place] = failures;
                _table.WaitUntilMs[place] = nowMs + delay.GetDelayMs(failures);
            }

            // A 401 must say what would help (RFC 9110 section 15.5.2).
            return Refuse(RefusalReason.Credentials, hasChallenge ? HttpStatus.Unauthorized : HttpStatus.Forbidden, 0);
        }

        private int Refuse(RefusalReason reason, int status, long retryAfterMs)
        {
            Reason = reason;
            _counts[(int)reason]++;
            _retryAfterSeconds = (int)((retryAfterMs + SecondMs - 1) / SecondMs);
            return status;
        }

        private TokenBuckets MakeBuckets(int rate, int periodMs, int burst)
        {
            return rate == 0 ? null : new TokenBuckets(rate, periodMs, burst, _options.MaxAddresses);
        }

        /// <summary>What an address is known by; all that are none share 0.</summary>
        private ulong GetKey(string address)
        {
            return _address.TryRead(address) ? _address.Key : 0;
        }
    }
}
