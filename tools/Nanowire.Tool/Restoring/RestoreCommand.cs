using System.IO;

namespace Nanowire.Tool
{
    /// <summary><c>restore</c>: brings the packages of all packages.config files.</summary>
    internal static class RestoreCommand
    {
        internal const string Usage = """
            restore: brings the packages of all packages.config files to packages/, with the NuGet client of the .NET SDK. What is there
            stays.

              --source S    a feed: the address of a service index, or a folder (also: the variable NANOWIRE_NUGET_SOURCE);
                            otherwise the feeds of your nuget.config
              --config F    a nuget.config instead of yours
            """;

        internal static int Run(Session session, string[] args)
        {
            Options options = new(args, ["--source", "--config"], []);
            if (options.WantsHelp)
            {
                session.Say(Usage);
                return ExitCode.Done;
            }

            string? config = options.Get("--config");
            string? source = options.Get("--source");
            new PackageRestore(session, source != null && Directory.Exists(source) ? Path.GetFullPath(source) : source, config == null ? null : Path.GetFullPath(config)).Run();
            return ExitCode.Done;
        }
    }
}
