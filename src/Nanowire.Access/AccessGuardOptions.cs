using System;

namespace Nanowire.WebSockets.Access
{
    /// <summary>The parts of an <see cref="AccessGuard"/>; what is null is not asked.</summary>
    public sealed class AccessGuardOptions
    {
        /// <summary>Default of <see cref="MaxAddresses"/>.</summary>
        public const int DefaultMaxAddresses = 32;

        /// <summary>The proxies that may say for whom they speak; null (the default) for none.</summary>
        public TrustedProxies Proxies;

        /// <summary>The hosts that a request may name; null (the default) for any.</summary>
        public HostPolicy Hosts;

        /// <summary>How much an address may have; null (the default) for no limit.</summary>
        public AddressLimits Limits;

        /// <summary>Those of which one has to accept a request; null or empty (the default) to let everybody in.</summary>
        public Authenticator[] Authenticators;

        /// <summary>How long an address waits that keeps failing to be accepted; null for no wait.</summary>
        public FailureDelay Delay = new FailureDelay();

        /// <summary>
        /// Whether pages and other content are for everybody, and only WebSockets ask who it is. Not by default; where a page has to
        /// be loaded to know the token that its WebSocket offers, it is.
        /// </summary>
        public bool IsContentPublic;

        /// <summary>
        /// Addresses whose use and failures are remembered, 1 to 4096; at least as many as the server has connections, so that a
        /// connection always finds a place. A new address takes the place of the one seen longest ago without a connection, one
        /// that has to wait for its failures last of all.
        /// </summary>
        public int MaxAddresses = DefaultMaxAddresses;

        internal void Validate()
        {
            AddressLimits.Require(nameof(MaxAddresses), MaxAddresses, 1, 4096);
            if (Limits != null)
            {
                Limits.Validate();
            }

            if (Delay != null)
            {
                Delay.Validate();
            }

            for (int i = 0; Authenticators != null && i < Authenticators.Length; i++)
            {
                if (Authenticators[i] == null)
                {
                    throw new ArgumentException("an authenticator is null");
                }
            }
        }
    }
}
