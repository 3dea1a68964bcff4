using System.Net;

namespace Nanowire.Samples
{
    /// <summary>Starts the sample on a desktop: name [address] [port].</summary>
    internal static class Program
    {
        private static void Main(string[] args)
        {
            DeviceToDevice.Run(args[0], IPAddress.Parse(args.Length > 1 ? args[1] : "127.0.0.1"), args.Length > 2 ? int.Parse(args[2]) : 0);
        }
    }
}
