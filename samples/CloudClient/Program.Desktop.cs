using System;
using System.IO;
using System.Text;

namespace Nanowire.Samples
{
    /// <summary>Starts the sample on a desktop: [uri] [file with the authority's certificate].</summary>
    internal static class Program
    {
        private static void Main(string[] args)
        {
            CloudClient.Run(
                args.Length > 0 ? args[0] : "ws://localhost:8080/",
                args.Length > 1 ? File.ReadAllBytes(args[1]) : null,
                Encoding.UTF8.GetBytes(Environment.MachineName));
        }
    }
}
