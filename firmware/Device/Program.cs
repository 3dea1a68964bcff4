using System;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace Nanowire.Firmware
{
    /// <summary>Starts the application on the device.</summary>
    public static class Program
    {
        private const int Port = 80;

        /// <summary>How long a report of a failure stays readable before the restart.</summary>
        private const int RestartDelayMs = 10000;

        /// <summary>Never returns; after a failure the device restarts, since nobody is there to do it.</summary>
        public static void Main()
        {
            try
            {
                Run();
            }
            catch (Exception e)
            {
                // Without this the thread would end without a word, and the device would look dead.
                Console.WriteLine("stopped by " + e.GetType().FullName + ": " + e.Message);
                Console.WriteLine(e.StackTrace);
            }

            Thread.Sleep(RestartDelayMs);
            Power.RebootDevice();
        }

        private static void Run()
        {
            // All memory is reserved first, so that a board with too little says so at once; the server's socket comes
            // last, since it needs an interface that has its address.
            DeviceSettings settings = new DeviceSettings(new FileStorage(), "nanowire", false, null, new DeviceLog());
            using DeviceApplication application = new DeviceApplication(new DeviceBoard(), new DeviceMachine(), settings, null, Port);
            string address = StoredWifi.Connect();
            application.Listen();
            Console.WriteLine("Nanowire runs. Point a browser at http://" + address + "/");
            application.Run();
        }
    }
}
