namespace Nanowire.Tool
{
    /// <summary><c>build</c>: the device projects with the real toolchain.</summary>
    internal static class BuildCommand
    {
        internal const string Usage = """
            build: restores the packages, builds nf.sln with the nanoFramework project system, and prints the sizes beside tests/Budget.txt.

              --configuration C   Release (default) or Debug
              --board ID          the firmware's board
              --no-restore        takes packages/ as it is
            """;

        internal static int Run(Session session, string[] args)
        {
            Options options = new(args, ["--configuration", "--board"], ["--no-restore"]);
            if (options.WantsHelp)
            {
                session.Say(Usage);
                return ExitCode.Done;
            }

            Build(session, Configuration(options), options.Get("--board"), !options.Has("--no-restore"));
            return ExitCode.Done;
        }

        internal static void Build(Session session, string configuration, string? board, bool restores)
        {
            if (board != null)
            {
                BoardCatalog.Get(session, board);
            }

            // Before anything is downloaded: who has no toolchain needs no packages.
            ProjectSystem system = ProjectSystem.Find(session);
            if (restores)
            {
                new PackageRestore(session, null, null).Run();
            }

            DeviceBuild.Run(session, system, configuration, board);
            SizeReport.Print(session, configuration);
        }

        internal static string Configuration(Options options)
        {
            string configuration = options.Get("--configuration") ?? "Release";
            return configuration is "Release" or "Debug" ? configuration : throw Options.Wrong("--configuration is Release or Debug.");
        }
    }
}
