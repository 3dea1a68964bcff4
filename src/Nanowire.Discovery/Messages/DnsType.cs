namespace Nanowire.WebSockets.Discovery
{
    /// <summary>The record types and classes that are spoken here (RFC 1035 section 3.2, RFC 2782, RFC 4034 section 4).</summary>
    internal static class DnsType
    {
        internal const int A = 1;
        internal const int Ptr = 12;
        internal const int Txt = 16;
        internal const int Srv = 33;
        internal const int Nsec = 47;
        internal const int Any = 255;

        /// <summary>The class IN.</summary>
        internal const int Internet = 1;

        /// <summary>In a question's class: a unicast answer will do (RFC 6762 section 5.4). In a record's: older ones are to go (section 10.2).</summary>
        internal const int TopBit = 0x8000;
    }
}
