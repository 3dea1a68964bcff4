using System;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The Wi-Fi network whose name and password are stored in the device's configuration, outside the application:
    /// flash.ps1 or nanoff puts them there.
    /// </summary>
    internal static class StoredWifi
    {
        /// <summary>An attempt ends after this time: without an end it would wait for ever, and nothing would be said.</summary>
        private const int AttemptMs = 30000;

        private const int PauseMs = 2000;

        /// <summary>Waits until the device has an address in its network, however long that takes, and says what it waits for.</summary>
        /// <returns>The IPv4 address.</returns>
        public static string Connect()
        {
            while (true)
            {
                // No date is asked for: a network without internet never gets one, and ws:// needs none.
                using (CancellationTokenSource timeout = new CancellationTokenSource(AttemptMs))
                {
                    if (WifiNetworkHelper.Reconnect(token: timeout.Token))
                    {
                        string address = FindAddress();
                        if (address != null)
                        {
                            return address;
                        }
                    }
                }

                Console.WriteLine("no Wi-Fi yet: " + Describe(WifiNetworkHelper.Status));
                if (WifiNetworkHelper.HelperException != null)
                {
                    Console.WriteLine(WifiNetworkHelper.HelperException.Message);
                }

                Thread.Sleep(PauseMs);
            }
        }

        private static string FindAddress()
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                string address = interfaces[i].IPv4Address;
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211
                    && !string.IsNullOrEmpty(address)
                    && address != "0.0.0.0")
                {
                    return address;
                }
            }

            return null;
        }

        // The device prints enumerations as numbers.
        private static string Describe(NetworkHelperStatus status)
        {
            switch (status)
            {
                case NetworkHelperStatus.FailedNoNetworkInterface:
                    return "there is no Wi-Fi interface, or none is configured";
                case NetworkHelperStatus.TokenExpiredWaitingIPAddress:
                    return "no address within the time; are the stored name and password right, and is the network in reach?";
                case NetworkHelperStatus.ExceptionOccurred:
                    return "the network helper failed";
                default:
                    return "status " + (int)status;
            }
        }
    }
}
