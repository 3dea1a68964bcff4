using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Diagnostics
{
    /// <summary>A log with a clock that the test moves.</summary>
    internal sealed class HandLog : EventLog
    {
        private long _nowMs = 5000;

        internal HandLog(int capacity)
            : base(capacity)
        {
        }

        public override long NowMs => _nowMs;

        internal void Move(long byMs)
        {
            _nowMs += byMs;
        }

        internal void Accepted(string address)
        {
            Happened(ServerEventKind.Accepted, address, 0, RefusalReason.Request);
        }

        internal void Refused(string address, int status, RefusalReason reason)
        {
            Happened(ServerEventKind.Refused, address, status, reason);
        }

        internal void Opened(string address)
        {
            Happened(ServerEventKind.Opened, address, 0, RefusalReason.Request);
        }

        internal void Violated(string address, Violation violation)
        {
            Happened(ServerEventKind.Violated, address, (int)violation, RefusalReason.Request);
        }

        internal void Closed(string address, WebSocketCloseStatus status, bool wasClean)
        {
            Happened(wasClean ? ServerEventKind.Closed : ServerEventKind.Lost, address, (int)status, RefusalReason.Request);
        }

        internal void Limited(string address, RefusalReason reason)
        {
            Happened(ServerEventKind.Limited, address, 1008, reason);
        }

        internal void Slow(string address)
        {
            Happened(ServerEventKind.Slow, address, 0, RefusalReason.Request);
        }

        internal void Dropped(string address, int count)
        {
            Happened(ServerEventKind.Dropped, address, count, RefusalReason.Request);
        }

        internal ServerEvent Get(int number)
        {
            ServerEvent entry = new ServerEvent();
            return TryGet(number, entry) ? entry : null;
        }
    }
}
