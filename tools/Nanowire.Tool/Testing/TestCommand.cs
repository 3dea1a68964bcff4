namespace Nanowire.Tool
{
    /// <summary><c>test</c>: the device tests on a nanoCLR.</summary>
    internal static class TestCommand
    {
        internal const string Usage = """
            test: builds nf.sln as 'build' does, and runs the tests of tests/Device on a nanoCLR.

              --configuration C   Release (default) or Debug
              --no-build          runs what was built
            """;

        internal static int Run(Session session, string[] args)
        {
            Options options = new(args, ["--configuration"], ["--no-build"]);
            if (options.WantsHelp)
            {
                session.Say(Usage);
                return ExitCode.Done;
            }

            string configuration = BuildCommand.Configuration(options);
            NanoClr clr = NanoClr.Find();
            if (!options.Has("--no-build"))
            {
                BuildCommand.Build(session, configuration, null, true);
            }

            return DeviceTestRun.Run(session, clr, configuration) ? ExitCode.Done : ExitCode.Failed;
        }
    }
}
