using System;
using Nanowire.WebSockets;

namespace Nanowire.Conformance
{
    /// <summary>An echo client for conformance suites whose server plays the cases, on the library's own client.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            if (args.Length != 2 || !args[0].StartsWith("ws://", StringComparison.OrdinalIgnoreCase) || args[1].Length == 0)
            {
                Console.Error.WriteLine("usage: EchoClient URL AGENT, such as ws://127.0.0.1:9001 Nanowire");
                return 2;
            }

            using CaseClient client = new CaseClient(args[0], args[1]);
            try
            {
                int count = client.GetCaseCount();
                Console.WriteLine(count + " cases");
                int lost = CaseRun.RunAll(client, count);
                client.UpdateReports();
                Console.WriteLine("done: " + count + " cases, " + lost + " without an opening handshake; the verdicts are the server's");
                return 0;
            }
            catch (WebSocketException e)
            {
                Console.Error.WriteLine(args[0] + ": " + e.Message);
                return 1;
            }
            catch (FormatException e)
            {
                Console.Error.WriteLine(args[0] + ": " + e.Message);
                return 1;
            }
        }
    }
}
