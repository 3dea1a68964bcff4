using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Nanowire.Firmware.Host
{
    /// <summary>Runs the firmware's application on a simulated board, for a browser on this machine or network.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            HostOptions options = HostOptions.Parse(args, out string error);
            if (options == null)
            {
                Console.Error.WriteLine(error);
                Console.Error.WriteLine(HostOptions.Usage);
                return 2;
            }

            using HostDevice device = new HostDevice(options);
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, device));
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, device));
            new HostConsole(device.Wifi, device.Board, device.Restart).Start(Console.In);
            try
            {
                device.Run();
                return 0;
            }
            catch (SocketException e)
            {
                Console.Error.WriteLine("cannot listen on " + options.Address + ":" + options.Port + ": " + e.Message);
                return 1;
            }
        }

        private static void Stop(PosixSignalContext context, HostDevice device)
        {
            context.Cancel = true;
            device.Stop();
        }
    }
}
