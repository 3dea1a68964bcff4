using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Conformance
{
    /// <summary>An echo server for conformance suites, on the library's own server.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            EchoOptions options = EchoOptions.Parse(args, out string error);
            if (options == null)
            {
                Console.Error.WriteLine(error);
                Console.Error.WriteLine(EchoOptions.Usage);
                return 2;
            }

            using WebSocketServer server = Echo.CreateServer(options);
            try
            {
                server.Start();
            }
            catch (SocketException e)
            {
                Console.Error.WriteLine("cannot listen on " + options.Address + ":" + options.Port + ": " + e.Message);
                return 1;
            }

            using ManualResetEventSlim stop = new ManualResetEventSlim();
            void Stop(PosixSignalContext context)
            {
                context.Cancel = true;
                stop.Set();
            }

            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            Console.WriteLine("listening on ws://" + options.Address + ":" + server.Port + "/");
            stop.Wait();
            server.Stop();
            return 0;
        }
    }
}
