using System;
using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>Finds programs on this machine.</summary>
    internal static class ProgramFinder
    {
        /// <summary>The path of a program by its name: first where PATH says, then among the .NET tools; null where it is not.</summary>
        internal static string? Find(string name)
        {
            // A .cmd is not looked for: arguments cannot be handed to one without cmd.exe reading meaning into them.
            string file = OperatingSystem.IsWindows() && !name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name + ".exe" : name;
            return (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Append(ToolFolder)
                .Select(folder => Path.Combine(folder, file))
                .Where(IsProgram)
                .Select(Path.GetFullPath)
                .FirstOrDefault();
        }

        /// <summary>Where <c>dotnet tool install -g</c> puts programs.</summary>
        private static string ToolFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");

        private static bool IsProgram(string path)
        {
            const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
        }
    }
}
