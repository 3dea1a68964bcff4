using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Nanowire.Tool
{
    /// <summary>
    /// Builds, tests and flashes the firmware: <c>dotnet run --project tools/Nanowire.Tool -- VERB ...</c>. The exit codes are
    /// those of <see cref="ExitCode"/>.
    /// </summary>
    internal static class Program
    {
        private const string Usage = """
            usage: dotnet run --project tools/Nanowire.Tool -- VERB [options]

              flash --board ID    runtime, Wi-Fi settings and firmware onto a board      docs/flashing.md
              build               restores, builds nf.sln, prints sizes                  docs/building.md
              test                builds, and runs the device tests on a nanoCLR
              restore             brings the packages of all packages.config files
              boards              lists the boards

            VERB --help tells its options.
            """;

        private static readonly Dictionary<string, Func<Session, string[], int>> _verbs = new(StringComparer.Ordinal)
        {
            ["flash"] = FlashCommand.Run,
            ["build"] = BuildCommand.Run,
            ["test"] = TestCommand.Run,
            ["restore"] = RestoreCommand.Run,
            ["boards"] = BoardsCommand.Run,
        };

        private static int Main(string[] args)
        {
            using CancellationTokenSource stop = new();

            // Whatever ends the tool, short of a kill, goes through its finally blocks: a file with a password must not stay behind.
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Stop(c, stop));
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Stop(c, stop));
            using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, c => Stop(c, stop));
            return Run(args, Console.Out, Console.Error, () => new Session(Repository.Find(), Console.Out, Console.Error, stop.Token));
        }

        /// <summary>Runs a verb.</summary>
        /// <param name="session">Makes what the verb works with.</param>
        /// <returns>One of <see cref="ExitCode"/>.</returns>
        internal static int Run(string[] args, TextWriter output, TextWriter errors, Func<Session> session)
        {
            if (args.Length == 0 || args[0] is "help" or "--help" or "-h")
            {
                output.WriteLine(Usage);
                return args.Length == 0 ? ExitCode.Usage : ExitCode.Done;
            }

            if (!_verbs.TryGetValue(args[0], out Func<Session, string[], int>? verb))
            {
                errors.WriteLine("There is no verb '" + args[0] + "'.");
                errors.WriteLine(Usage);
                return ExitCode.Usage;
            }

            try
            {
                return verb(session(), args[1..]);
            }
            catch (ToolException e)
            {
                errors.WriteLine(e.Message);
                return e.Code;
            }
            catch (OperationCanceledException)
            {
                errors.WriteLine("Stopped.");
                return ExitCode.Stopped;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.WriteLine(e.Message);
                return ExitCode.Failed;
            }
        }

        private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
