using Nanowire.WebSockets;

namespace Nanowire.Firmware.Host
{
    /// <summary>Takes connections while the simulated link is up. While it is not, they stand still as those of a lost network do: nobody is told.</summary>
    internal sealed class SimulatedListener : TransportListener
    {
        private readonly SimulatedLink _link;
        private readonly TransportListener _inner;

        internal SimulatedListener(SimulatedLink link, TransportListener inner)
        {
            _link = link;
            _inner = inner;
            Port = inner.Port;
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            return SimulatedTransport.Wait(_link, waitMs) && _inner.WaitPending(waitMs);
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            Transport transport = _inner.Accept();
            return transport == null ? null : new SimulatedTransport(_link, transport);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _inner.Close();
        }
    }
}
