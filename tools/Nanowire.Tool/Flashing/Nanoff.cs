using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanowire.Tool
{
    /// <summary>The nanoff of this machine.</summary>
    internal sealed class Nanoff
    {
        internal const string Name = "nanoff";

        /// <summary>For what asks nothing of a device.</summary>
        internal static readonly TimeSpan QuickDeadline = TimeSpan.FromSeconds(60);

        private readonly Session _session;
        private readonly string _path;
        private readonly string? _secretVariable;

        private Nanoff(Session session, string path, string? secretVariable)
        {
            _session = session;
            _path = path;
            _secretVariable = secretVariable;
            string output = Read(NanoffCommands.Version);

            // 2.5 says "nanoff 2.5.162+f0f0", 3.0 says ".NET nanoFramework Firmware Flasher v3.0.0".
            Match match = Regex.Match(output, @"(\d+)\.\d+[\w.\-]*");
            if (!match.Success || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int major))
            {
                throw new ToolException(ExitCode.Failed, path + " does not tell its version.");
            }

            if (major < 2)
            {
                throw new ToolException(ExitCode.Missing, "nanoff " + match.Value + " is too old: dotnet tool update -g nanoff");
            }

            Version = match.Value;
            Commands = NanoffCommands.Of(major);
        }

        internal string Version { get; }

        internal NanoffCommands Commands { get; }

        /// <summary>Finds it and asks for its version.</summary>
        /// <param name="secretVariable">An environment variable that is none of its business, or null.</param>
        internal static Nanoff Find(Session session, string? secretVariable)
        {
            string path = ProgramFinder.Find(Name) ?? throw new ToolException(ExitCode.Missing,
                "nanoff, which does the flashing, is not on this machine: dotnet tool install -g nanoff\n"
                + "Where it is installed and still not found, the folder .dotnet/tools of your home belongs on the PATH.");
            return new Nanoff(session, path, secretVariable);
        }

        /// <summary>Runs it in this terminal.</summary>
        /// <returns>Its exit code; null when it did not end in time.</returns>
        internal int? Run(string[] arguments, TimeSpan deadline)
        {
            return Program(arguments, deadline).Run(_session);
        }

        /// <summary>What it writes. Its exit code says nothing here.</summary>
        internal string Read(string[] arguments)
        {
            StringBuilder output = new();
            if (Program(arguments, QuickDeadline).Run(_session, output) == null)
            {
                throw new ToolException(ExitCode.Failed, ChildProgram.Describe(Name, arguments) + " did not end within " + QuickDeadline.TotalSeconds + " s.");
            }

            lock (output)
            {
                return output.ToString();
            }
        }

        private ChildProgram Program(string[] arguments, TimeSpan deadline)
        {
            ChildProgram program = new(_path, arguments) { Deadline = deadline };
            if (_secretVariable != null)
            {
                program.Hide(_secretVariable);
            }

            return program;
        }
    }
}
