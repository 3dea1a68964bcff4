namespace Nanowire.WebSockets.Protocol
{
    // Keep-alive and deadlines, by the time that is passed in.
    public partial class WebSocketProtocol
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
            int wait = MaxTickMs;
            if (State == WebSocketState.Open)
            {
                wait = TickOpen(nowMs);
            }

            if (State > WebSocketState.Open)
            {
                wait = Earlier(wait, TickClosing(nowMs));
            }

            if (Tail != 0)
            {
                if (SendingSinceMs == 0)
                {
                    SendingSinceMs = nowMs;
                }

                wait = Earlier(wait, (_options.SendTimeoutMs >> 2) + 1);
                wait = Earlier(wait, AbortAt(SendingSinceMs, _options.SendTimeoutMs, nowMs));
            }

            return wait < 1 ? 1 : wait;
        }

        private int TickOpen(long nowMs)
        {
            int wait = MaxTickMs;
            int interval = _options.CurrentPingIntervalMs;
            int toOutput = (_options.PongTimeoutMs >> 2) + 1;
            if (PingSentMs != 0)
            {
                // The Pong makes the next Ping due, which may be sooner than the deadline for the Pong.
                wait = Earlier(wait, interval);

                // While bytes wait, the Ping may be one of them, behind a large payload, and the Pong may be unread
                // (WantsRead). So the peer's time begins when they are out; until then the deadline for sending judges.
                if (Tail != 0)
                {
                    PingSentMs = nowMs;
                    wait = Earlier(wait, toOutput);
                }
                else
                {
                    int left = AbortAt(PingSentMs, _options.PongTimeoutMs, nowMs);
                    if (left <= 0)
                    {
                        _options.KeepAliveInterval.Broke(PingSentMs - ReceivedMs);
                    }

                    wait = Earlier(wait, left);
                }
            }
            else if (interval > 0)
            {
                int left = Left(ReceivedMs, interval, nowMs);
                if (left <= 0)
                {
                    left = Earlier(toOutput, interval);
                    if (TryPing(null, 0, 0))
                    {
                        PingSentMs = nowMs;
                    }
                }

                wait = Earlier(wait, left);
            }

            if (_options.IdleTimeoutMs > 0)
            {
                int left = Left(MessageMs, _options.IdleTimeoutMs, nowMs);
                wait = Earlier(wait, left);
                if (left <= 0)
                {
                    TryClose(WebSocketCloseStatus.EndpointUnavailable, null, 0, 0);
                    wait = MaxTickMs;
                }
            }

            return wait;
        }

        private int TickClosing(long nowMs)
        {
            if (_closingSinceMs == 0 || (SendingSinceMs == 0 && Tail != 0))
            {
                // The peer's time begins anew with everything that it still takes, such as the rest of a large message.
                _closingSinceMs = nowMs;
            }

            int wait = AbortAt(_closingSinceMs, _options.CloseTimeoutMs, nowMs);
            if (State == WebSocketState.Aborted)
            {
                if (Tail == 0)
                {
                    long quietSince = ReceivedMs > _closingSinceMs ? ReceivedMs : _closingSinceMs;
                    wait = Earlier(wait, AbortAt(quietSince, ProtocolOptions.LingerMs, nowMs));
                }

                // The Close frame may be out long before the deadline for it.
                wait = Earlier(wait, ProtocolOptions.LingerMs);
            }

            return wait;
        }

        /// <summary>The milliseconds until a deadline; the connection is given up when it has passed.</summary>
        private int AbortAt(long sinceMs, int timeoutMs, long nowMs)
        {
            int left = Left(sinceMs, timeoutMs, nowMs);
            if (left <= 0)
            {
                Abort();
            }

            return left;
        }

        private static int Left(long sinceMs, int timeoutMs, long nowMs)
        {
            long left = sinceMs + timeoutMs - nowMs;
            return left < 0 ? 0 : (int)left;
        }

        private static int Earlier(int a, int b)
        {
            return a < b ? a : b;
        }
    }
}
