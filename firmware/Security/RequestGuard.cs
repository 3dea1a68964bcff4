using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What the firmware needs of a guard: it refuses requests for another host, and marks who comes from elsewhere. AccessGuard of
    /// Nanowire.Access does so too, and much else that nothing here uses: some 1,250 bytes of a device's heap.
    /// </summary>
    internal sealed class RequestGuard : ConnectionGuard
    {
        private readonly HostPolicy _hosts;
        private readonly bool _hasTrustedOrigins;

        /// <summary>Refuses what the policy does not allow.</summary>
        /// <param name="hosts">The hosts that may be asked for.</param>
        /// <param name="hasTrustedOrigins">Whether there are pages of other origins that may connect.</param>
        internal RequestGuard(HostPolicy hosts, bool hasTrustedOrigins)
        {
            _hosts = hosts;
            _hasTrustedOrigins = hasTrustedOrigins;
        }

        /// <inheritdoc/>
        public override int Admit(string address, long nowMs)
        {
            return 0;
        }

        /// <inheritdoc/>
        public override int Check(ConnectionRequest request, long nowMs)
        {
            if (!_hosts.IsAllowed(request.Head.Buffer, request.HostOffset, request.HostCount)
                && (request.HostCount != 0 || request.Head.Has(HttpHeader.Host)))
            {
                Reason = RefusalReason.Host;
                return HttpStatus.MisdirectedRequest;
            }

            if (_hasTrustedOrigins && request.IsUpgrade)
            {
                TrustedOrigins.Mark(request);
            }

            return 0;
        }

        /// <inheritdoc/>
        public override int Charge(int place, int bytes, int messages, long nowMs)
        {
            return 0;
        }

        /// <inheritdoc/>
        public override void Release(int place)
        {
        }
    }
}
