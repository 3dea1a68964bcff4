namespace Nanowire.Firmware
{
    /// <summary>
    /// What a scan found: each name once, the strongest first, and no more than fit. Its objects are made once and reused by
    /// each scan.
    /// </summary>
    public sealed class NetworkList
    {
        /// <summary>How many networks are kept; of more the weakest go.</summary>
        public const int Capacity = 16;

        private readonly WifiNetwork[] _networks = new WifiNetwork[Capacity];

        /// <summary>An empty list.</summary>
        public NetworkList()
        {
            for (int i = 0; i < Capacity; i++)
            {
                _networks[i] = new WifiNetwork();
            }
        }

        /// <summary>How many there are.</summary>
        public int Count { get; private set; }

        /// <summary>A network; borrowed until the list changes.</summary>
        /// <param name="index">0, the strongest, to <see cref="Count"/> - 1.</param>
        public WifiNetwork Get(int index)
        {
            return _networks[index];
        }

        /// <summary>Removes all.</summary>
        public void Clear()
        {
            Count = 0;
        }

        /// <summary>
        /// Adds what was found. A name that is there already stays once, with its strongest signal (a house has several
        /// access points of one network); a hidden network, which has no name, is left out.
        /// </summary>
        public void Add(string ssid, int signalStrength, WifiSecurity security)
        {
            if (ssid == null || ssid.Length == 0)
            {
                return;
            }

            int at = 0;
            while (at < Count && _networks[at].Ssid != ssid)
            {
                at++;
            }

            if (at < Count && _networks[at].SignalStrength >= signalStrength)
            {
                return;
            }

            if (at == Count)
            {
                if (Count < Capacity)
                {
                    Count++;
                }
                else if (_networks[--at].SignalStrength >= signalStrength)
                {
                    return;
                }
            }

            WifiNetwork network = _networks[at];
            network.Ssid = ssid;
            network.SignalStrength = signalStrength;
            network.Security = security;
            while (at > 0 && _networks[at - 1].SignalStrength < signalStrength)
            {
                _networks[at] = _networks[at - 1];
                at--;
            }

            _networks[at] = network;
        }
    }
}
