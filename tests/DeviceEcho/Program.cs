using System;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading;

namespace Nanowire.DeviceEcho
{
    /// <summary>Serves the echo on a device, on the network that is there. README.md says how to measure with it.</summary>
    public static class Program
    {
        private const int Port = 9000;

        /// <summary>An interpreter on a PC has an address at once; a board needs some seconds for Wi-Fi and DHCP.</summary>
        private const int NetworkTimeoutMs = 60000;

        private const int NetworkPollMs = 250;

        /// <summary>Returns only after a failure, which it reports.</summary>
        public static void Main()
        {
            try
            {
                Run();
            }
            catch (Exception e)
            {
                // Without this the thread would end without a word.
                Console.WriteLine("stopped by " + e.GetType().FullName + ": " + e.Message);
                Console.WriteLine(e.StackTrace);
            }
        }

        private static void Run()
        {
            // All memory is reserved first, so that a heap that is too small shows at once.
            Echo echo = new Echo(Port);
            IPAddress address = WaitForAddress();
            if (address == null)
            {
                Console.WriteLine(
                    "no address after " + (NetworkTimeoutMs / 1000).ToString()
                    + " s: are the network's name and password stored on the board, to connect by itself? (README.md)");
                return;
            }

            echo.Run(address.ToString());
        }

        /// <summary>
        /// The firmware connects by itself to the network that its configuration holds, so nothing is asked for here; and
        /// no Wi-Fi library is named, which an interpreter on a PC could not load. Returns null when there is no address in time.
        /// </summary>
        private static IPAddress WaitForAddress()
        {
            long deadlineMs = Environment.TickCount64 + NetworkTimeoutMs;
            bool isTold = false;
            while (true)
            {
                IPAddress address = IPGlobalProperties.GetIPAddress();
                if (address != null && !address.Equals(IPAddress.Any))
                {
                    return address;
                }

                if (Environment.TickCount64 >= deadlineMs)
                {
                    return null;
                }

                if (!isTold)
                {
                    isTold = true;
                    Console.WriteLine("waiting for an address");
                }

                Thread.Sleep(NetworkPollMs);
            }
        }
    }
}
