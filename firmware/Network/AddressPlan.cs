namespace Nanowire.Firmware
{
    /// <summary>How the device comes by its IPv4 address: from the network (DHCP), or as given here.</summary>
    public sealed class AddressPlan
    {
        /// <summary>Whether the address is given here.</summary>
        public bool IsStatic;

        /// <summary>The address, such as "192.168.1.20".</summary>
        public string Address = "";

        /// <summary>The network's mask, such as "255.255.255.0".</summary>
        public string Mask = "";

        /// <summary>The router's address; empty for none.</summary>
        public string Gateway = "";

        /// <summary>The name server's address; empty for the gateway's.</summary>
        public string Dns = "";

        /// <summary>What the settings say.</summary>
        public static AddressPlan From(DeviceSettings settings)
        {
            return new AddressPlan
            {
                IsStatic = settings.IsStatic,
                Address = settings[DeviceSettings.AddressIndex].Value,
                Mask = settings[DeviceSettings.MaskIndex].Value,
                Gateway = settings[DeviceSettings.GatewayIndex].Value,
                Dns = settings[DeviceSettings.DnsIndex].Value,
            };
        }

        /// <summary>What is wrong with it, in words for who typed it; null when nothing is. DHCP is always right.</summary>
        public string Validate()
        {
            if (!IsStatic)
            {
                return null;
            }

            if (!TryParse(Address, out uint address))
            {
                return "address: four numbers such as 192.168.1.20";
            }

            if (!TryParse(Mask, out uint mask) || !IsMask(mask))
            {
                return "mask: such as 255.255.255.0";
            }

            uint host = address & ~mask;
            if (host == 0 || host == ~mask || address >> 28 >= 14 || address >> 24 == 0 || address >> 24 == 127)
            {
                return "address: not one that a device can have in that network";
            }

            if (Gateway.Length > 0)
            {
                if (!TryParse(Gateway, out uint gateway))
                {
                    return "gateway: four numbers such as 192.168.1.1";
                }

                if ((gateway & mask) != (address & mask) || gateway == address)
                {
                    return "gateway: another address of the same network";
                }
            }

            return Dns.Length > 0 && !TryParse(Dns, out _) ? "dns: four numbers such as 192.168.1.1" : null;
        }

        /// <summary>Reads an IPv4 address of four decimal numbers; by hand, as the device's parser takes other things too.</summary>
        /// <param name="text">The text.</param>
        /// <param name="value">The address, its first number in the highest byte.</param>
        public static bool TryParse(string text, out uint value)
        {
            value = 0;
            char[] chars = text.ToCharArray();
            int parts = 0;
            int digits = 0;
            int part = 0;
            for (int i = 0; i <= chars.Length; i++)
            {
                char c = i < chars.Length ? chars[i] : '.';
                if (c == '.')
                {
                    if (digits == 0 || part > 255 || parts == 4)
                    {
                        return false;
                    }

                    value = (value << 8) | (uint)part;
                    parts++;
                    digits = 0;
                    part = 0;
                }
                else
                {
                    // A leading zero means octal to some.
                    if (c < '0' || c > '9' || digits == 3 || (digits > 0 && part == 0))
                    {
                        return false;
                    }

                    part = (part * 10) + c - '0';
                    digits++;
                }
            }

            return parts == 4;
        }

        /// <summary>Ones, then zeros; at least two zeros, for less leaves no address for anybody else, and at least eight ones.</summary>
        private static bool IsMask(uint mask)
        {
            uint inverse = ~mask;
            return (inverse & (inverse + 1)) == 0 && inverse >= 3 && inverse <= 0xFFFFFF;
        }
    }
}
