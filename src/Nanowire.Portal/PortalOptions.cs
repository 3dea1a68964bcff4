using System;

namespace Nanowire.WebSockets.Portal
{
    /// <summary>What a setup access point goes by. Read at construction.</summary>
    public sealed class PortalOptions
    {
        /// <summary>The most leases, which is more stations than an ESP32's access point takes by default.</summary>
        public const int MostLeases = 8;

        /// <summary>The longest URL of the page, in characters, so that an answer always fits <see cref="DhcpServer.MessageSize"/>.</summary>
        public const int MaxUrlLength = 200;

        /// <summary>The device's own address on its access point, four bytes; its network is that /24.</summary>
        public byte[] Address = new byte[] { 192, 168, 4, 1 };

        /// <summary>The last byte of the first address that is leased; the others follow it.</summary>
        public int FirstLease = 100;

        /// <summary>How many addresses there are, 1 to <see cref="MostLeases"/>.</summary>
        public int MaxLeases = MostLeases;

        /// <summary>How long an address is leased, in seconds, at least 60. Short, as nobody stays.</summary>
        public int LeaseSeconds = 600;

        /// <summary>The page that devices are told of (RFC 8910), such as "http://192.168.4.1/"; null: the root of <see cref="Address"/>.</summary>
        public string Url;

        /// <summary>The most messages that are taken from each socket in a round, at least 1; others wait there.</summary>
        public int MaxMessagesPerRound = 4;

        /// <summary>The page's URL.</summary>
        internal string GetUrl()
        {
            return Url ?? "http://" + Address[0].ToString() + "." + Address[1].ToString() + "." + Address[2].ToString() + "." + Address[3].ToString() + "/";
        }

        internal void Check()
        {
            if (Address == null || Address.Length != 4)
            {
                throw new ArgumentException("four bytes", nameof(Address));
            }

            CheckRange(MaxLeases, 1, MostLeases, nameof(MaxLeases));
            CheckRange(FirstLease, 1, 255 - MaxLeases, nameof(FirstLease));
            CheckRange(LeaseSeconds, 60, int.MaxValue / 1000, nameof(LeaseSeconds));
            CheckRange(MaxMessagesPerRound, 1, int.MaxValue, nameof(MaxMessagesPerRound));
            if (Address[3] >= FirstLease && Address[3] < FirstLease + MaxLeases)
            {
                throw new ArgumentException("the device's own address is among the leases", nameof(FirstLease));
            }

            char[] letters = GetUrl().ToCharArray();
            CheckRange(letters.Length, 1, MaxUrlLength, nameof(Url));
            for (int i = 0; i < letters.Length; i++)
            {
                CheckRange(letters[i], '!', '~', nameof(Url));
            }
        }

        private static void CheckRange(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
