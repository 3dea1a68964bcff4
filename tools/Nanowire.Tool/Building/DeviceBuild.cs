using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nanowire.Tool
{
    /// <summary>Builds nf.sln where it is, so that what flashing deploys lies where it is looked for.</summary>
    internal static class DeviceBuild
    {
        private const string Solution = "nf.sln";
        private const string Firmware = "firmware/Nanowire.Firmware.nfproj";

        /// <summary>The property by which the firmware's project chooses its board.</summary>
        private const string BoardProperty = "NanowireBoard";

        /// <summary>Builds, from scratch.</summary>
        /// <param name="board">The firmware's board; null: the one that its project has.</param>
        internal static void Run(Session session, ProjectSystem system, string configuration, string? board)
        {
            if (board != null && !File.ReadAllText(session.PathOf(Firmware)).Contains("$(" + BoardProperty + ")", StringComparison.Ordinal))
            {
                string only = Regex.Match(File.ReadAllText(session.PathOf(Firmware)), @"boards\\([^\\]+)\\").Groups[1].Value;
                if (board != only)
                {
                    throw new ToolException(ExitCode.Usage, Firmware + " builds for the board " + only + " only.");
                }
            }

            List<string> projects = Projects(session);
            projects.ForEach(p => Clean(Path.GetDirectoryName(session.PathOf(p))!, configuration));

            // A slash at the end, which MSBuild wants and which no shell of Windows reads as an escape.
            List<string> arguments =
            [
                .. system.Engine[1..], session.PathOf(Solution), "-p:NanoFrameworkProjectSystemPath=" + system.Folder.Replace('\\', '/') + "/",
                "-p:Configuration=" + configuration, "-m:1", "-nologo", "-v:m",
            ];
            if (board != null)
            {
                arguments.Add("-p:" + BoardProperty + "=" + board);
            }

            session.Say("Building " + Solution + ", " + configuration + ", with " + system.Folder);
            int? code = new ChildProgram(system.Engine[0], arguments.ToArray()) { Folder = session.Root }.Run(session);
            if (code != 0)
            {
                throw new ToolException(ExitCode.Failed, Solution + " does not build: " + Path.GetFileName(system.Engine[0]) + " ended with " + code + ".");
            }

            string image = FirmwareOutput.Image(session, configuration);
            if (!File.Exists(image))
            {
                throw new ToolException(ExitCode.Failed, "The build left no " + image + ".");
            }

            if (board != null)
            {
                FirmwareOutput.NoteBoard(session, configuration, board);
            }
        }

        private static List<string> Projects(Session session)
        {
            return Regex.Matches(File.ReadAllText(session.PathOf(Solution)), "\"([^\"]+\\.nfproj)\"")
                .Select(m => m.Groups[1].Value.Replace('\\', '/'))
                .ToList();
        }

        // A reference that leads nowhere is resolved from an old output folder without a word. The desktop's output is elsewhere.
        private static void Clean(string folder, string configuration)
        {
            foreach (string output in new[] { Path.Combine(folder, "bin", configuration), Path.Combine(folder, "obj", configuration) }.Where(Directory.Exists))
            {
                Directory.Delete(output, true);
            }
        }
    }
}
