namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// The connections on their way to TLS, a fixed number. Each costs a socket until its first message is there whole; only then
    /// does its handshake start. Time is told, so that tests move it by hand.
    /// </summary>
    /// <remarks>
    /// States of a place:
    /// <code>
    /// free        _candidates[i] is null          --Add-->                                silent
    /// silent      the first message is awaited    --it is there-->                        handshake
    ///                                             --not TLS, gone, ClientHelloTimeoutMs-->  free
    /// handshake   TLS is being agreed on          --it is over, HandshakeTimeoutMs-->      free
    /// </code>
    /// </remarks>
    internal sealed class TlsAdmission
    {
        private readonly TlsOptions _options;
        private readonly TlsListenerStatistics _statistics;
        private readonly TlsCandidate[] _candidates;
        private readonly long[] _deadlinesMs;
        private readonly bool[] _isInHandshake;
        private readonly byte[] _first = new byte[ClientHello.PeekCount];

        /// <summary>Where the next look starts: behind the place whose handshake was begun last, so that none is always the first.</summary>
        private int _next;

        internal TlsAdmission(TlsOptions options, TlsListenerStatistics statistics)
        {
            _options = options;
            _statistics = statistics;
            _candidates = new TlsCandidate[options.MaxPending];
            _deadlinesMs = new long[options.MaxPending];
            _isInHandshake = new bool[options.MaxPending];
        }

        /// <summary>How many are on their way.</summary>
        internal int Count;

        /// <summary>Whether there is a place for one more.</summary>
        internal bool HasRoom => Count < _candidates.Length;

        /// <summary>Takes a new connection, or closes it when its address has too many here.</summary>
        internal void Add(TlsCandidate candidate, long nowMs)
        {
            string address = candidate.Address;
            int free = -1;
            int same = 0;
            for (int i = 0; i < _candidates.Length; i++)
            {
                TlsCandidate other = _candidates[i];
                if (other == null)
                {
                    free = free < 0 ? i : free;
                }
                else if (other.Address == address)
                {
                    same++;
                }
            }

            if (same >= _options.MaxPendingPerAddress || free < 0)
            {
                _statistics.TooManyOfAddress++;
                candidate.Close();
                return;
            }

            _candidates[free] = candidate;
            _deadlinesMs[free] = nowMs + _options.ClientHelloTimeoutMs;
            _isInHandshake[free] = false;
            Count++;
        }

        /// <summary>
        /// Looks at each once, and starts one handshake at most: on a device the others of the pump wait for it. Returns a connection that
        /// speaks TLS, or null.
        /// </summary>
        internal Transport Work(long nowMs)
        {
            bool mayBegin = true;
            int left = Count;
            int next = _next;
            while (left > 0)
            {
                int place = next;
                next = next + 1 < _candidates.Length ? next + 1 : 0;
                TlsCandidate candidate = _candidates[place];
                if (candidate == null)
                {
                    continue;
                }

                left--;
                if (!_isInHandshake[place])
                {
                    if (!mayBegin || !IsReady(place, candidate, nowMs))
                    {
                        continue;
                    }

                    mayBegin = false;
                    _next = next;
                    _isInHandshake[place] = true;
                    _deadlinesMs[place] = nowMs + _options.HandshakeTimeoutMs;
                    candidate.BeginHandshake();
                }

                if (candidate.IsHandshakeOver)
                {
                    Free(place);
                    Transport transport = candidate.TakeTransport();
                    if (transport != null)
                    {
                        _statistics.HandshakesDone++;
                        return transport;
                    }

                    _statistics.HandshakesFailed++;
                }
                else if (nowMs >= _deadlinesMs[place])
                {
                    _statistics.HandshakesLate++;
                    End(place);
                }
            }

            return null;
        }

        /// <summary>Ends them all.</summary>
        internal void Close()
        {
            for (int i = 0; i < _candidates.Length; i++)
            {
                if (_candidates[i] != null)
                {
                    End(i);
                }
            }
        }

        /// <summary>Whether the first message is there whole; ends those from whom none is to be expected.</summary>
        private bool IsReady(int place, TlsCandidate candidate, long nowMs)
        {
            int available = candidate.GetAvailable();
            if (available > 0)
            {
                int peeked = candidate.Peek(_first);
                int count = peeked < 0 ? ClientHello.Refused : ClientHello.GetCount(_first, peeked, _options.MaxClientHelloSize);
                if (count == ClientHello.Refused)
                {
                    if (peeked < 0)
                    {
                        _statistics.Gone++;
                    }
                    else
                    {
                        _statistics.NotTls++;
                    }

                    End(place);
                    return false;
                }

                if (count != ClientHello.NeedInput && available >= count)
                {
                    return true;
                }
            }
            else if (available < 0)
            {
                _statistics.Gone++;
                End(place);
                return false;
            }

            if (nowMs >= _deadlinesMs[place])
            {
                _statistics.Silent++;
                End(place);
            }

            return false;
        }

        private void End(int place)
        {
            TlsCandidate candidate = _candidates[place];
            Free(place);
            candidate.Close();
        }

        private void Free(int place)
        {
            _candidates[place] = null;
            Count--;
        }
    }
}
