using System.Text;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// A device that offers the service that is browsed for. The objects are the browser's own and are used again: what is to be
    /// kept is copied.
    /// </summary>
    public sealed class Neighbour
    {
        // What is known of one comes in three records, each with a time of its own.
        internal const int Pointer = 0;
        internal const int Location = 1;
        internal const int Host = 2;
        internal const int Records = 3;

        /// <summary>Bytes of a host's name: a label and "local", with their lengths. Others are not of this network.</summary>
        internal const int MaxHostSize = 71;

        /// <summary>The name in UTF-8, <see cref="NameCount"/> bytes.</summary>
        public readonly byte[] Name = new byte[DnsName.MaxLabel];

        /// <summary>Bytes of the name; 0: there is no neighbour here.</summary>
        public int NameCount;

        /// <summary>The four bytes of its address, when <see cref="IsResolved"/>.</summary>
        public readonly byte[] Address = new byte[4];

        /// <summary>Its port, when <see cref="IsResolved"/>.</summary>
        public int Port;

        internal readonly byte[] HostName = new byte[MaxHostSize];
        internal readonly long[] ReceivedMs = new long[Records];
        internal readonly int[] TtlMs = new int[Records];
        internal readonly long[] AskMs = new long[Records];
        internal readonly int[] Asked = new int[Records];

        /// <summary>Whether its address and port are known.</summary>
        public bool IsResolved => TtlMs[Location] > 0 && TtlMs[Host] > 0;

        /// <summary>When it is forgotten unless it is heard of again, by the clock that the browser is told.</summary>
        public long ExpiresMs => ReceivedMs[Pointer] + TtlMs[Pointer];

        /// <summary>The name as a string of its own.</summary>
        public string GetName()
        {
            return Encoding.UTF8.GetString(Name, 0, NameCount);
        }

        /// <summary>The address as a string of its own, such as "192.168.1.20".</summary>
        public string GetAddress()
        {
            return Address[0].ToString() + "." + Address[1].ToString() + "." + Address[2].ToString() + "." + Address[3].ToString();
        }
    }
}
