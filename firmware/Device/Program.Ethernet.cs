using System.Net.NetworkInformation;

namespace Nanowire.Firmware
{
    /// <content>The cable.</content>
    public static partial class Program
    {
        static partial void FindEthernet(ref NetworkLink link)
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Ethernet)
                {
                    link = new EthernetLink();
                    return;
                }
            }
        }
    }
}
