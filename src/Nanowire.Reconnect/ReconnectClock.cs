using System;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>The time, as a <see cref="ReconnectingClient"/> sees it. Overridden by tests that move it by hand.</summary>
    public class ReconnectClock
    {
        /// <summary>Milliseconds since any moment; never going back.</summary>
        public virtual long NowMs => Environment.TickCount64;

        /// <summary>The date, for a Retry-After that is one. Before 2021 it counts as not known yet.</summary>
        public virtual DateTime UtcNow => DateTime.UtcNow;
    }
}
