using System;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace Nanowire.Samples
{
    /// <summary>The Wi-Fi network that is stored on the device; flash.ps1 or nanoff puts name and password there.</summary>
    internal static class StoredWifi
    {
        private const int AttemptMs = 30000;

        /// <summary>Waits until the device has an address, however long that takes.</summary>
        /// <returns>The address, such as "192.168.1.20".</returns>
        internal static string Join()
        {
            while (true)
            {
                // An attempt without an end would wait for ever in silence.
                using (CancellationTokenSource timeout = new CancellationTokenSource(AttemptMs))
                {
                    if (WifiNetworkHelper.Reconnect(token: timeout.Token))
                    {
                        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
                        for (int i = 0; i < all.Length; i++)
                        {
                            if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211 && all[i].IPv4Address != "0.0.0.0")
                            {
                                return all[i].IPv4Address;
                            }
                        }
                    }
                }

                Console.WriteLine("no Wi-Fi yet: are the name and password on the device right?");
            }
        }
    }
}
