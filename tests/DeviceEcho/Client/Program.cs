using System;
using Nanowire.WebSockets;

namespace Nanowire.DeviceEcho
{
    /// <summary>Drives the echo on a device or an interpreter, checks what comes back and prints figures as rows of a table.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            EchoOptions options = EchoOptions.Parse(args);
            if (options == null)
            {
                Console.Error.WriteLine(EchoOptions.Usage);
                return 2;
            }

            try
            {
                new EchoRun(options).Run();
                return 0;
            }
            catch (Exception e) when (e is EchoException or WebSocketException or ArgumentException)
            {
                Console.Error.WriteLine(options.Url + ": " + e.Message);
                return 1;
            }
        }
    }
}
