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
                BinaryStream.Run(null, 80);
            }
            catch (Exception e)
            {
                // Without this the thread would end without a word.
                Console.WriteLine(e.GetType().FullName + ": " + e.Message);
            }
        }
    }
}
