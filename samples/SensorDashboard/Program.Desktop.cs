using System.Net;

namespace Nanowire.Samples
{
    /// <summary>Starts the sample on a desktop: [address] [port].</summary>
    internal static class Program
    {
        private static void Main(string[] args)
        {
            SensorDashboard.Run(IPAddress.Parse(args.Length > 0 ? args[0] : "127.0.0.1"), args.Length > 1 ? int.Parse(args[1]) : 8080);
        }
    }
}
