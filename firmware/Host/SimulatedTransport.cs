using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Firmware.Host
{
    /// <summary>A connection through the simulated link.</summary>
    internal sealed class SimulatedTransport : Transport
    {
        private readonly SimulatedLink _link;
        private readonly Transport _inner;

        internal SimulatedTransport(SimulatedLink link, Transport inner)
        {
            _link = link;
            _inner = inner;
        }

        /// <inheritdoc/>
        public override string RemoteAddress => _inner.RemoteAddress;

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            return Wait(_link, waitMs) && _inner.WaitReadable(waitMs);
        }

        /// <inheritdoc/>
        public override bool IsReadable()
        {
            return _link.IsReachable && _inner.IsReadable();
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            return Wait(_link, waitMs) && _inner.WaitWritable(waitMs);
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            return _link.IsReachable ? _inner.Read(buffer, offset, count) : Nothing;
        }

        /// <inheritdoc/>
        public override int Write(byte[] buffer, int offset, int count)
        {
            return _link.IsReachable ? _inner.Write(buffer, offset, count) : 0;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _inner.Close();
        }

        /// <summary>Whether the link is up; sleeps for the time that a wait on it would take when not.</summary>
        internal static bool Wait(SimulatedLink link, int waitMs)
        {
            if (!link.IsReachable && waitMs > 0)
            {
                Thread.Sleep(waitMs);
            }

            return link.IsReachable;
        }
    }
}
