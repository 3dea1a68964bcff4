using System;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>What a <see cref="DiscoveryService"/> goes by. Read at construction.</summary>
    public sealed class DiscoveryOptions
    {
        /// <summary>The longest name in characters, that of a label (RFC 1035 section 2.3.4).</summary>
        public const int MaxNameLength = 63;

        /// <summary>The least message that is sent and received, in bytes, which DNS grants everywhere (RFC 1035 section 2.3.4).</summary>
        public const int MinMessageSize = 512;

        /// <summary>The largest, in bytes: what one Ethernet frame carries (RFC 6762 section 17).</summary>
        public const int MaxMessageSize = 1472;

        /// <summary>The device's name without ".local": 1 to <see cref="MaxNameLength"/> letters, digits and hyphens, no hyphen at an end.</summary>
        public string Name = "nanowire";

        /// <summary>The most bytes of a message that is sent; what does not fit goes out in another one.</summary>
        public int SendSize = MinMessageSize;

        /// <summary>The most bytes of a message that is received; larger ones are counted and dropped.</summary>
        public int ReceiveSize = MaxMessageSize;

        /// <summary>The service that is browsed for, which the device's own neighbours offer.</summary>
        public string BrowsedType = "_nanowire._tcp";

        /// <summary>The most neighbours that are kept, 0 to 64; some 550 bytes each. 0: none are looked for.</summary>
        public int MaxNeighbours = 8;

        /// <summary>The most answers to single addresses in a second, at least 1. Multicast ones have the RFC's limit of one a second for each record.</summary>
        public int MaxUnicastAnswers = 20;

        /// <summary>The most messages that are taken from the socket in a round, at least 1; others wait there.</summary>
        public int MaxMessagesPerRound = 4;

        internal void Check()
        {
            CheckName(Name);
            CheckRange(SendSize, MinMessageSize, MaxMessageSize, nameof(SendSize));
            CheckRange(ReceiveSize, MinMessageSize, MaxMessageSize, nameof(ReceiveSize));
            CheckRange(MaxNeighbours, 0, 64, nameof(MaxNeighbours));
            CheckRange(MaxUnicastAnswers, 1, int.MaxValue, nameof(MaxUnicastAnswers));
            CheckRange(MaxMessagesPerRound, 1, int.MaxValue, nameof(MaxMessagesPerRound));
            CheckType(BrowsedType);
        }

        internal static void CheckName(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException(nameof(name));
            }

            if (!IsLabel(name))
            {
                throw new ArgumentException("not a host name", nameof(name));
            }
        }

        /// <summary>Two labels with an underscore in front, the second _tcp or _udp (RFC 6763 section 7).</summary>
        internal static void CheckType(string type)
        {
            if (type == null)
            {
                throw new ArgumentNullException(nameof(type));
            }

            int dot = type.IndexOf('.');
            string protocol = dot < 0 ? "" : type.Substring(dot);
            if (dot < 2 || type[0] != '_' || (protocol != "._tcp" && protocol != "._udp") || dot > 16 || !IsLabel(type.Substring(1, dot - 1)))
            {
                throw new ArgumentException("not a service type", nameof(type));
            }
        }

        private static bool IsLabel(string text)
        {
            // An array, since a string is walked from its start for each character on the device.
            char[] letters = text.ToCharArray();
            for (int i = 0; i < letters.Length; i++)
            {
                char c = letters[i];
                bool isInner = i > 0 && i < letters.Length - 1;
                if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c == '-' && isInner)))
                {
                    return false;
                }
            }

            return letters.Length > 0 && letters.Length <= MaxNameLength;
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
