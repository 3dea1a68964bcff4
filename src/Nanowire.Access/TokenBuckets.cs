namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// A token bucket for each place of a table, in integers: a level counts tokens times the milliseconds of the period, so that
    /// what flows in each millisecond is the rate itself and nothing is rounded.
    /// </summary>
    internal sealed class TokenBuckets
    {
        private readonly int _rate;
        private readonly int _periodMs;
        private readonly long _capacity;
        private readonly long[] _levels;
        private readonly long[] _lastMs;

        /// <param name="rate">Tokens a period, at least 1.</param>
        /// <param name="periodMs">The period in milliseconds, at most 60,000.</param>
        /// <param name="burst">Tokens that a full bucket holds, at least 1.</param>
        /// <param name="count">Buckets.</param>
        internal TokenBuckets(int rate, int periodMs, int burst, int count)
        {
            _rate = rate;
            _periodMs = periodMs;
            _capacity = (long)burst * periodMs;
            _levels = new long[count];
            _lastMs = new long[count];
        }

        /// <summary>Fills a bucket.</summary>
        internal void Fill(int place, long nowMs)
        {
            _levels[place] = _capacity;
            _lastMs[place] = nowMs;
        }

        /// <summary>
        /// Takes tokens, all or none. More than a bucket holds may be taken of a full one; what is missing then is a debt.
        /// </summary>
        internal bool Take(int place, int tokens, long nowMs)
        {
            long cost = (long)tokens * _periodMs;
            long level = Flow(place, nowMs);
            if (level < (cost < _capacity ? cost : _capacity))
            {
                return false;
            }

            _levels[place] = level - cost;
            return true;
        }

        /// <summary>The milliseconds until a token can be taken; 0 for now.</summary>
        internal long GetWaitMs(int place, long nowMs)
        {
            long missing = _periodMs - Flow(place, nowMs);
            return missing <= 0 ? 0 : (missing + _rate - 1) / _rate;
        }

        /// <summary>Lets in what has come since the last time; a clock that went back lets in nothing. Returns the level.</summary>
        private long Flow(int place, long nowMs)
        {
            long elapsedMs = nowMs - _lastMs[place];
            _lastMs[place] = nowMs;
            long level = _levels[place];
            if (elapsedMs > 0)
            {
                // Whoever was away for long enough to fill it has a full one; that also keeps the product small.
                long missing = _capacity - level;
                level = elapsedMs > missing / _rate ? _capacity : level + (elapsedMs * _rate);
                _levels[place] = level;
            }

            return level;
        }
    }
}
