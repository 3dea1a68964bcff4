using System;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace Nanowire.Firmware
{
    /// <summary>Starts the application on the device.</summary>
    public static partial class Program
    {
        private const int Port = 80;

        /// <summary>How long a report of a failure stays readable before the restart.</summary>
        private const int RestartDelayMs = 10000;

        /// <summary>Never returns; after a failure, and when the network needs it, the device restarts, since nobody is there to do it.</summary>
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
                Thread.Sleep(RestartDelayMs);
            }

            Power.RebootDevice();
        }

        private static void Run()
        {
            Board board = new DeviceBoard();
            NetworkLink link = FindLink();
            Storage storage = new FileStorage();
            DeviceSettings settings = new DeviceSettings(storage, DeviceName.Default(link.MacAddress), false, board.Extra?.CreateSettings(), new DeviceLog());
            using FirmwareRun run = new FirmwareRun(new FirmwareOptions
            {
                Board = board,
                Machine = new DeviceMachine(),
                Link = link,
                Settings = settings,
                Memory = new StoredNetworkMemory(storage),
                IsDiscoverable = true,
                ServesVisitors = true,
            });
            try
            {
                while (!run.IsRestartDue)
                {
                    run.RunOnce();
                }
            }
            catch (Exception e)
            {
                run.Fail(e);
                throw;
            }

            run.End();
        }

        /// <summary>The cable where the firmware knows one, since such a board was bought for it; Wi-Fi otherwise.</summary>
        private static NetworkLink FindLink()
        {
            NetworkLink link = null;
            FindEthernet(ref link);
            return link ?? new WifiLink();
        }

        // Of the whole firmware (Program.Ethernet.cs).
        static partial void FindEthernet(ref NetworkLink link);
    }
}
