using System.Net;
using System;

namespace Nanowire.Samples
{
    /// <summary>Starts the sample on the device.</summary>
    public static class Program
    {
        /// <summary>Returns after a failure only, which it reports.</summary>
        public static void Main()
        {
            try
            {
                string address = StoredWifi.Join();
                Console.WriteLine("this device is " + address);
                // A name of its own by the address, so that the same program can be flashed to all.
                DeviceToDevice.Run("device-" + address.Substring(address.LastIndexOf('.') + 1), IPAddress.Parse(address), 80);
            }
            catch (Exception e)
            {
                // Without this the thread would end without a word.
                Console.WriteLine(e.GetType().FullName + ": " + e.Message);
            }
        }
    }
}
