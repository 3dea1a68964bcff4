namespace Nanowire.WebSockets.Portal
{
    /// <summary>What the access point's servers did so far. They go round after 2^31.</summary>
    public sealed class PortalStatistics
    {
        /// <summary>Messages of DHCP received, bad ones included.</summary>
        public int DhcpReceived;

        /// <summary>Of those, the ones that broke a rule or were none of ours; they had no other effect.</summary>
        public int DhcpIgnored;

        /// <summary>Addresses offered.</summary>
        public int Offers;

        /// <summary>Addresses granted, renewals included, and answers to those who have one of their own (DHCPACK).</summary>
        public int Grants;

        /// <summary>Addresses refused (DHCPNAK).</summary>
        public int Refusals;

        /// <summary>Clients that found all addresses taken; they ask again by themselves.</summary>
        public int PoolExhausted;

        /// <summary>Questions of DNS received, bad ones included.</summary>
        public int DnsReceived;

        /// <summary>Of those, the ones that broke a rule; they had no other effect.</summary>
        public int DnsIgnored;

        /// <summary>Answers that the network did not take; whoever asked asks again.</summary>
        public int SendErrors;
    }
}
