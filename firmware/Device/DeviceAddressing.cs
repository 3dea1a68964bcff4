using System;
using System.Net.NetworkInformation;

namespace Nanowire.Firmware
{
    /// <summary>Makes an interface's address static or dynamic. The runtime stores that in flash, so it is only done where it is not so.</summary>
    internal static class DeviceAddressing
    {
        private const string None = "0.0.0.0";

        /// <summary>Applies a plan.</summary>
        /// <returns>False when the runtime did not take it.</returns>
        internal static bool Apply(NetworkInterface device, AddressPlan plan)
        {
            try
            {
                if (!plan.IsStatic)
                {
                    if (!device.IsDhcpEnabled)
                    {
                        device.EnableDhcp();
                    }

                    return true;
                }

                string gateway = plan.Gateway.Length == 0 ? None : plan.Gateway;
                string dns = plan.Dns.Length == 0 ? gateway : plan.Dns;
                string[] dnsBefore = device.IPv4DnsAddresses;
                if (device.IsDhcpEnabled || device.IPv4Address != plan.Address || device.IPv4SubnetMask != plan.Mask
                    || device.IPv4GatewayAddress != gateway || dnsBefore == null || dnsBefore.Length == 0 || dnsBefore[0] != dns)
                {
                    device.EnableStaticIPv4(plan.Address, plan.Mask, gateway);
                    device.EnableStaticIPv4Dns(new[] { dns });
                }

                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
