using System;

namespace Nanowire.Firmware
{
    /// <summary>How long a <see cref="NetworkSupervisor"/> waits for what. All times are in milliseconds.</summary>
    public sealed class NetworkOptions
    {
        /// <summary>Default of <see cref="AccessPointAfterMs"/>.</summary>
        public const int DefaultAccessPointAfterMs = 300000;

        /// <summary>How long an attempt to join may take, from its start to an address.</summary>
        public int JoinTimeoutMs = 30000;

        /// <summary>How long the first wait after a failed attempt is; each one doubles it.</summary>
        public int RetryMinMs = 1000;

        /// <summary>How long such a wait is at most. Up to half of each is left out by chance, so that devices do not come in step.</summary>
        public int RetryMaxMs = 60000;

        /// <summary>How long a network may be gone before the device joins anew; the hardware often is back by itself.</summary>
        public int LostAfterMs = 5000;

        /// <summary>How long joining may fail before the device opens its access point; 0 for never.</summary>
        public int AccessPointAfterMs = DefaultAccessPointAfterMs;

        /// <summary>The same for a network that the device was never in, since its name or password may be mistyped.</summary>
        public int UnprovenAfterMs = 45000;

        /// <summary>How long the access point may take to open.</summary>
        public int AccessPointStartMs = 20000;

        /// <summary>How long until the hardware is asked again to open an access point, when it could not store that.</summary>
        public int AccessPointRetryMs = 10000;

        /// <summary>How long the portal waits, without visitors, between attempts to join the stored network.</summary>
        public int PortalRetryMs = 180000;

        /// <summary>How long until a part of the network that failed is started again.</summary>
        public int PartRetryMs = 10000;

        /// <summary>How long a scan may take.</summary>
        public int ScanTimeoutMs = 20000;

        /// <summary>How long a restart is put off, so that the answer that announces it goes out.</summary>
        public int RestartDelayMs = 1500;

        /// <summary>Checks the ranges.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A time is not positive, or the least wait is above the greatest.</exception>
        public void Validate()
        {
            Require(nameof(JoinTimeoutMs), JoinTimeoutMs, 1);
            Require(nameof(RetryMinMs), RetryMinMs, 1);
            Require(nameof(RetryMaxMs), RetryMaxMs, RetryMinMs);
            Require(nameof(LostAfterMs), LostAfterMs, 0);
            Require(nameof(AccessPointAfterMs), AccessPointAfterMs, 0);
            Require(nameof(UnprovenAfterMs), UnprovenAfterMs, 1);
            Require(nameof(AccessPointStartMs), AccessPointStartMs, 1);
            Require(nameof(AccessPointRetryMs), AccessPointRetryMs, 1);
            Require(nameof(PortalRetryMs), PortalRetryMs, 1);
            Require(nameof(PartRetryMs), PartRetryMs, 1);
            Require(nameof(ScanTimeoutMs), ScanTimeoutMs, 1);
            Require(nameof(RestartDelayMs), RestartDelayMs, 0);
        }

        private static void Require(string name, int value, int least)
        {
            if (value < least)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
