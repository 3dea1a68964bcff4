using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Nanowire.Tool
{
    /// <summary>
    /// The nanoFramework project system and an MSBuild that can load it. The places are those of tests/device.sh: a variable, Visual
    /// Studio, the extension of Visual Studio Code. What the extensions bring is for .NET Framework or mono, so it needs their MSBuild.
    /// </summary>
    internal sealed class ProjectSystem
    {
        internal const string FolderVariable = "NANOFRAMEWORK_PROJECT_SYSTEM";
        internal const string EngineVariable = "NANOFRAMEWORK_MSBUILD";

        private const string AnyProject = "src/Nanowire.Protocol/Nanowire.Protocol.nfproj";
        private const string Targets = "NFProjectSystem.CSharp.targets";

        private ProjectSystem(string folder, string[] engine)
        {
            Folder = folder;
            Engine = engine;
        }

        /// <summary>The folder with NFProjectSystem.CSharp.targets.</summary>
        internal string Folder { get; }

        /// <summary>The build command: a program and its first arguments.</summary>
        internal string[] Engine { get; }

        /// <summary>Finds one.</summary>
        /// <exception cref="ToolException">There is none; the message says what to install on this system.</exception>
        internal static ProjectSystem Find(Session session)
        {
            string[]? engine = EngineOfUser();
            string? named = Environment.GetEnvironmentVariable(FolderVariable);
            if (!string.IsNullOrEmpty(named))
            {
                return File.Exists(Path.Combine(named, Targets))
                    ? new ProjectSystem(Path.GetFullPath(named), engine ?? FindEngine(session) ?? [Dotnet.Path, "msbuild"])
                    : throw new ToolException(ExitCode.Usage, FolderVariable + ": there is no " + Targets + " in " + named + ".");
            }

            engine ??= FindEngine(session);
            string? folder = Places().LastOrDefault(f => File.Exists(Path.Combine(f, Targets)));
            if (folder != null && engine != null)
            {
                return new ProjectSystem(folder, engine);
            }

            string? inSdk = FindInSdk(session);
            return inSdk != null
                ? new ProjectSystem(inSdk, [Dotnet.Path, "msbuild"])
                : throw new ToolException(ExitCode.Missing, Advice(folder != null, engine != null));
        }

        // Where somebody put one that the .NET SDK's own MSBuild loads, the projects find it themselves.
        private static string? FindInSdk(Session session)
        {
            StringBuilder output = new();
            new ChildProgram(Dotnet.Path, "msbuild", session.PathOf(AnyProject), "-getProperty:NanoFrameworkProjectSystemPath").Run(session, output);
            string folder = output.ToString().Trim().Replace('\\', '/');
            return folder.Length > 0 && File.Exists(Path.Combine(folder, Targets)) ? folder : null;
        }

        private static string[]? EngineOfUser()
        {
            string? command = Environment.GetEnvironmentVariable(EngineVariable);
            if (string.IsNullOrEmpty(command))
            {
                return null;
            }

            // The path of a program, or a command line, as the shell would split it.
            return File.Exists(command) ? [command] : command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        private static string[]? FindEngine(Session session)
        {
            string? engine = ProgramFinder.Find("msbuild") ?? (OperatingSystem.IsWindows() ? VisualStudio.FindMsBuild(session) : null);
            return engine == null ? null : [engine];
        }

        private static IEnumerable<string> Places()
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            IEnumerable<string> code = Folders(home, ".vscode*")
                .SelectMany(f => Folders(Path.Combine(f, "extensions"), "nanoframework.vscode-nanoframework-*"))
                .Select(f => Path.Combine(f, "dist", "utils", "nanoFramework", "v1.0"));
            IEnumerable<string> studio = new[] { Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.ProgramFiles }
                .SelectMany(s => Folders(Path.Combine(Environment.GetFolderPath(s), "Microsoft Visual Studio"), "*"))
                .SelectMany(version => Folders(version, "*"))
                .Select(edition => Path.Combine(edition, "MSBuild", "nanoFramework", "v1.0"));
            return code.Concat(studio);
        }

        private static IEnumerable<string> Folders(string folder, string pattern)
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern).Order(StringComparer.OrdinalIgnoreCase) : [];
        }

        private static string Advice(bool hasFolder, bool hasEngine)
        {
            string missing = (hasFolder ? "" : "\n  the nanoFramework project system") + (hasEngine ? "" : "\n  an MSBuild that can load it");
            string install = OperatingSystem.IsWindows()
                ? "Install Visual Studio 2022 or later (the workload .NET desktop development), and in it the extension \".NET nanoFramework\"."
                : "Install Visual Studio Code with the extension \".NET nanoFramework\", which brings the project system, and mono from mono-project.com,\n"
                    + "which brings msbuild; the mono of a distribution has none.";
            return "The firmware cannot be built here. Missing:" + missing + "\n" + install + "\n"
                + "Where they are elsewhere, " + FolderVariable + " names the folder with " + Targets + ", and " + EngineVariable
                + " the build command.\nWithout them, dotnet build nf.sln still checks that the device projects compile. See docs/building.md.";
        }
    }
}
