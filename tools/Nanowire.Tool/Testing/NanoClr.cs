using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>The nanoFramework interpreter for this machine, found where tests/device.sh finds it.</summary>
    internal sealed class NanoClr
    {
        private const string ProgramVariable = "NANOCLR";
        private const string ArgumentsVariable = "NANOCLR_ARGS";
        private const string First = "mscorlib";

        private readonly string _path;
        private readonly string[] _arguments;

        private NanoClr(string path)
        {
            _path = path;

            // The .NET tool has verbs; the host that nf-interpreter's targets/posix builds takes assemblies alone.
            string usual = Path.GetFileNameWithoutExtension(path) == "nanoclr" ? "run --assemblies" : "";
            _arguments = (Environment.GetEnvironmentVariable(ArgumentsVariable) ?? usual).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        internal static NanoClr Find()
        {
            string? named = Environment.GetEnvironmentVariable(ProgramVariable);
            if (!string.IsNullOrEmpty(named))
            {
                return new NanoClr(File.Exists(named) ? Path.GetFullPath(named) : ProgramFinder.Find(named)
                    ?? throw new ToolException(ExitCode.Usage, ProgramVariable + ": " + named + " is no program here."));
            }

            return new NanoClr(ProgramFinder.Find("nanoclr") ?? ProgramFinder.Find("nanoFramework.nanoCLR.test")
                ?? throw new ToolException(ExitCode.Missing, "A nanoCLR, which runs device code here, is not on this machine: dotnet tool install -g nanoclr\n"
                    + "Where one is elsewhere, " + ProgramVariable + " names it."));
        }

        /// <summary>The command that runs all assemblies of a folder of build output: mscorlib first, then one more, and one at the end.</summary>
        internal ChildProgram Program(string folder, string second, string last, TimeSpan deadline)
        {
            List<string> names = Directory.GetFiles(folder, "*.pe").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).ToList();
            string[] placed = [First, second, last];
            IEnumerable<string> files = placed[..2].Concat(names.Except(placed)).Append(last).Select(n => Path.Combine(folder, n + ".pe"));
            return new ChildProgram(_path, [.. _arguments, .. files]) { Deadline = deadline };
        }
    }
}
