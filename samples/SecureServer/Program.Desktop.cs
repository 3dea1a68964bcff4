using System.IO;
using System.Net;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Samples
{
    /// <summary>Starts the sample on a desktop: address port certificate.pem key.pem.</summary>
    internal static class Program
    {
        private static void Main(string[] args)
        {
            TlsOptions options = new TlsOptions { Certificate = File.ReadAllBytes(args[2]), PrivateKey = File.ReadAllBytes(args[3]) };
            SecureServer.Run(IPAddress.Parse(args[0]), int.Parse(args[1]), options);
        }
    }
}
