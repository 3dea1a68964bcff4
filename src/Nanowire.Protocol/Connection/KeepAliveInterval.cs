namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// How long a path may be silent: what stands in between (NAT, proxies) drops connections that are silent for too long,
    /// and nobody says how long that is. So the silence before a Ping grows by a quarter with every one that was survived, up
    /// to a ceiling, and falls back to what is proven when one was not. One object for all connections that share
    /// their options; their pump alone uses it.
    /// </summary>
    internal sealed class KeepAliveInterval
    {
        /// <summary>
        /// After so many silences survived in a row beside one that was not, longer ones are tried again: the peer
        /// may have been switched off then, or the path be another by now.
        /// </summary>
        internal const int SilencesBeforeRetry = 32;

        private int _provenMs;
        private int _brokenMs = int.MaxValue;
        private int _steady;

        /// <summary>The silence after which a Ping is sent, in milliseconds, between the options' two; 0 for none.</summary>
        internal int Get(ProtocolOptions options)
        {
            int least = options.PingIntervalMs;
            int most = options.MaxPingIntervalMs;
            if (least == 0 || most <= least || _provenMs < least)
            {
                return least;
            }

            int next = _provenMs + (_provenMs >> 2);
            if (next > most || next < 0)
            {
                next = most;
            }

            return next < _brokenMs ? next : _provenMs < most ? _provenMs : most;
        }

        /// <summary>The peer was heard after a Ping that came after this silence.</summary>
        internal void Survived(long silenceMs)
        {
            if (silenceMs > _provenMs)
            {
                _provenMs = silenceMs < int.MaxValue ? (int)silenceMs : int.MaxValue;
            }

            _steady++;
            if (_steady >= SilencesBeforeRetry)
            {
                _steady = 0;
                _brokenMs = int.MaxValue;
            }
        }

        /// <summary>The peer was not heard after a Ping that came after this silence.</summary>
        internal void Broke(long silenceMs)
        {
            _steady = 0;
            _brokenMs = silenceMs < int.MaxValue ? (int)silenceMs : int.MaxValue;
            if (_provenMs >= _brokenMs)
            {
                // What was proven is so no more.
                _provenMs = 0;
            }
        }
    }
}
