namespace Nanowire.WebSockets.Protocol
{
    // Keep-alive and deadlines, by the time that is passed in.
    public sealed partial class WebSocketProtocol
    {
        /// <summary>The longest time that <see cref="Tick"/> asks for, in milliseconds.</summary>
        public const int MaxTickMs = 60000;

        /// <summary>
        /// Sends a Ping that is due and gives up what took too long. The deadline for sending, and that for a Pong where
        /// its Ping had to wait, are met to a quarter of their length, since the time of progress is taken at the next tick.
        /// </summary>
        /// <param name="nowMs">The same monotonic clock as that of <see cref="Receive"/>; above 0.</param>
        /// <returns>The milliseconds until the next call is wanted; earlier ones do no harm. When bytes begin to wait one is wanted at once.</returns>
        public int Tick(long nowMs)
        {
            long wait = MaxTickMs;
            if (_state == WebSocketState.Open)
            {
                wait = TickOpen(nowMs, wait);
            }
            else if (_state != WebSocketState.None)
            {
                wait = TickClosing(nowMs, wait);
            }

            if (_send.IsEmpty)
            {
                _sendingSinceMs = 0;
                return wait < 1 ? 1 : (int)wait;
            }

            if (_sendingSinceMs == 0)
            {
                _sendingSinceMs = nowMs;
            }

            long left = _sendingSinceMs + _options.SendTimeoutMs - nowMs;
            if (left <= 0)
            {
                Abort();
            }

            wait = Earlier(wait, Earlier(left, (_options.SendTimeoutMs >> 2) + 1));
            return wait < 1 ? 1 : (int)wait;
        }

        private long TickOpen(long nowMs, long wait)
        {
            int interval = _options.PingIntervalMs;
            int toOutput = (_options.PongTimeoutMs >> 2) + 1;
            if (_pingSentMs != 0)
            {
                // While bytes wait, the Ping may be one of them, behind a large payload, and the Pong may be unread
                // (WantsRead). So the peer's time begins when they are out; until then the deadline for sending judges.
                long left = toOutput;
                if (!_send.IsEmpty)
                {
                    _pingSentMs = nowMs;
                }
                else
                {
                    left = _pingSentMs + _options.PongTimeoutMs - nowMs;
                    if (left <= 0)
                    {
                        Abort();
                        return 0;
                    }
                }

                wait = Earlier(wait, Earlier(left, interval));
            }
            else if (interval > 0)
            {
                long left = _receivedMs + interval - nowMs;
                if (left <= 0)
                {
                    // The Pong makes the next Ping due, which may be sooner than the deadline for the Pong.
                    left = Earlier(toOutput, interval);
                    if (TryPing(null, 0, 0))
                    {
                        _pingSentMs = nowMs;
                    }
                }

                wait = Earlier(wait, left);
            }

            if (_options.IdleTimeoutMs > 0)
            {
                long left = _messageMs + _options.IdleTimeoutMs - nowMs;
                if (left <= 0)
                {
                    TryClose(WebSocketCloseStatus.EndpointUnavailable, null, 0, 0);
                    left = TickClosing(nowMs, wait);
                }

                wait = Earlier(wait, left);
            }

            return wait;
        }

        private long TickClosing(long nowMs, long wait)
        {
            if (_closingSinceMs == 0 || (_sendingSinceMs == 0 && !_send.IsEmpty))
            {
                // The peer's time begins anew with everything that it still takes, such as the rest of a large message.
                _closingSinceMs = nowMs;
            }

            long left = _closingSinceMs + _options.CloseTimeoutMs - nowMs;
            if (_state == WebSocketState.Aborted)
            {
                if (_send.IsEmpty)
                {
                    long quietSince = _receivedMs > _closingSinceMs ? _receivedMs : _closingSinceMs;
                    left = Earlier(left, quietSince + ProtocolOptions.LingerMs - nowMs);
                }

                // The Close frame may be out long before the deadline for it.
                wait = Earlier(wait, ProtocolOptions.LingerMs);
            }

            if (left <= 0)
            {
                Abort();
            }

            return Earlier(wait, left);
        }

        private static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }
    }
}
