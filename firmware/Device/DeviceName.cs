using System.Net.NetworkInformation;

namespace Nanowire.Firmware
{
    /// <summary>The name of a device that was given none.</summary>
    public static class DeviceName
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>
        /// "nanowire-" and the last two bytes of the first interface's address, as those are what differs between devices.
        /// </summary>
        public static string Compose()
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            byte[] address = interfaces.Length == 0 ? null : interfaces[0].PhysicalAddress;
            if (address == null || address.Length < 2)
            {
                return "nanowire";
            }

            return "nanowire-" + Hex(address[address.Length - 2]) + Hex(address[address.Length - 1]);
        }

        private static string Hex(byte value)
        {
            return Digits.Substring(value >> 4, 1) + Digits.Substring(value & 15, 1);
        }
    }
}
