using System;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>A clock that a test moves.</summary>
    internal sealed class HandMovedClock : ReconnectClock
    {
        /// <summary>The milliseconds.</summary>
        internal long Ms = 1000000;

        /// <summary>The date; not known by default, as on a device before its first contact to a time server.</summary>
        internal DateTime Date = new DateTime(1970, 1, 1);

        public override long NowMs => Ms;

        public override DateTime UtcNow => Date;
    }
}
