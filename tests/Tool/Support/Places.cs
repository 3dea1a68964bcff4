using System;
using System.IO;

namespace Nanowire.Tool.Tests
{
    /// <summary>Where things are.</summary>
    internal static class Places
    {
        /// <summary>The repository.</summary>
        internal static string Root { get; } = FindRoot();

        internal static string Dotnet => Nanowire.Tool.Dotnet.Path;

        /// <summary>The tool, as it was built with the tests.</summary>
        internal static string Tool => Path.Combine(AppContext.BaseDirectory, "Nanowire.Tool.dll");

        /// <summary>The stand-in, a program.</summary>
        internal static string StandIn { get; } = FindStandIn();

        private static string FindStandIn()
        {
            // artifacts/bin/<project>/<configuration>/
            DirectoryInfo configuration = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            string file = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
            return Path.Combine(configuration.Parent!.Parent!.FullName, "Nanowire.Nanoff.StandIn", configuration.Name, file);
        }

        private static string FindRoot()
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder != null && !File.Exists(Path.Combine(folder.FullName, "Nanowire.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside the repository");
        }
    }
}
