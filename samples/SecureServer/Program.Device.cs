using System;
using Nanowire.WebSockets.Tls;

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
                // Certificate and key are stored on the device, outside of the application; so is the date, which SNTP brings.
                SecureServer.Run(null, 443, new TlsOptions { UseDeviceCertificate = true });
            }
            catch (Exception e)
            {
                // Without this the thread would end without a word.
                Console.WriteLine(e.GetType().FullName + ": " + e.Message);
            }
        }
    }
}
