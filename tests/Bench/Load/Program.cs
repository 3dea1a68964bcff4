using System;
using System.Threading.Tasks;

namespace Nanowire.Bench.Load
{
    /// <summary>
    /// Drives echo servers over loopback, each in a process of its own and all in one run: ours, ASP.NET Core's and npm's ws. ../../../docs/benchmarks.md says
    /// how and with what result.
    /// </summary>
    internal static class Program
    {
        private static async Task<int> Main(string[] args)
        {
            if (args.Length == 4 && args[0] == "serve")
            {
                return await Servers.Serve(args[1], int.Parse(args[2], null), int.Parse(args[3], null));
            }

            if (args.Length == 2 && args[0] == "trace" && ushort.TryParse(args[1], out ushort port) && port > 0)
            {
                return await TraceRun.Run(port);
            }

            LoadOptions options = LoadOptions.Parse(args, out string error);
            if (options == null)
            {
                Console.Error.WriteLine(error);
                Console.Error.WriteLine(LoadOptions.Usage);
                return 2;
            }

            return await LoadRun.Run(options);
        }
    }
}
