using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Nanowire.Interop
{
    /// <summary>Where things are.</summary>
    internal static class Places
    {
        /// <summary>The repository.</summary>
        internal static string Root { get; } = FindRoot();

        /// <summary>The command that runs .NET programs: that of the runtime which runs the tests.</summary>
        internal static string Dotnet { get; } = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

        /// <summary>The scripts that play peers.</summary>
        internal static string Peers => Path.Combine(Root, "tests", "Interop", "peers");

        /// <summary>A program of this repository, built as the tests were.</summary>
        internal static string Program(string assembly)
        {
            // artifacts/bin/<project>/<configuration>/
            DirectoryInfo configuration = new DirectoryInfo(AppContext.BaseDirectory);
            string path = Path.Combine(configuration.Parent.Parent.FullName, assembly, configuration.Name, assembly + ".dll");
            return File.Exists(path) ? path : throw new FileNotFoundException("not built: " + path);
        }

        private static string FindRoot()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder != null && !File.Exists(Path.Combine(folder.FullName, "Nanowire.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside the repository");
        }
    }
}
