using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.DeviceCheck.Tests
{
    /// <summary>Compiles samples the way the fallback build compiles device code.</summary>
    internal static partial class DeviceCompiler
    {
        /// <summary>Where the repository starts.</summary>
        public static string Root { get; } = FindRoot();

        /// <summary>The compiled reference declarations.</summary>
        public static string ReferenceDir { get; } = Path.Combine(Root, "artifacts", "device", "reference");

        /// <summary>The source text of a sample.</summary>
        public static string Sample(string name)
        {
            return File.ReadAllText(Path.Combine(Root, "tests", "DeviceCheck.Tests", "Samples", name));
        }

        /// <summary>Compiles against the reference declarations; the path of the result.</summary>
        public static string Compile(string name, string source, bool isUnsafe = false)
        {
            return Expected(name, Run(name, source, Directory.GetFiles(ReferenceDir, "*.dll"), isUnsafe));
        }

        /// <summary>Compiles against the desktop's own library, for what the declarations already refuse.</summary>
        public static string CompileForDesktop(string name, string source)
        {
            string dir = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            return Expected(name, Run(name, source, [Path.Combine(dir, "System.Private.CoreLib.dll"), Path.Combine(dir, "System.Runtime.dll")], false));
        }

        /// <summary>The exit code of the compiler and what it said, against the reference declarations.</summary>
        public static (int ExitCode, string Output) Run(string name, string source)
        {
            return Run(name, source, Directory.GetFiles(ReferenceDir, "*.dll"), false);
        }

        /// <summary>The lines of <paramref name="source"/>, from 1, that the reference declarations refuse.</summary>
        public static IReadOnlySet<int> RefusedLines(string name, string source)
        {
            (_, string output) = Run(name, source);
            return ErrorLine().Matches(output).Select(m => int.Parse(m.Groups[1].Value, null)).ToHashSet();
        }

        /// <summary>The exit code and the output, not the error output, of <c>dotnet</c> with these arguments.</summary>
        public static (int ExitCode, string Output) Dotnet(IEnumerable<string> arguments)
        {
            ProcessStartInfo start = new(Metadata("DotnetHost") is { Length: > 0 } host ? host : "dotnet", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }

        [GeneratedRegex(@"\((\d+),\d+\): error CS")]
        private static partial Regex ErrorLine();

        private static string Expected(string name, (int ExitCode, string Output) result)
        {
            Assert.AreEqual(0, result.ExitCode, result.Output);
            return PathOf(name, ".dll");
        }

        private static string PathOf(string name, string extension)
        {
            return Path.Combine(Root, "artifacts", "device", "samples", name + extension);
        }

        private static (int ExitCode, string Output) Run(string name, string source, IEnumerable<string> references, bool isUnsafe)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name, ".cs"))!);
            File.WriteAllText(PathOf(name, ".cs"), source);
            return Dotnet(Arguments(name, references, isUnsafe));
        }

        private static IEnumerable<string> Arguments(string name, IEnumerable<string> references, bool isUnsafe)
        {
            yield return Metadata("Compiler").Replace('\\', Path.DirectorySeparatorChar);
            yield return "-nologo";
            yield return "-noconfig";
            yield return "-nostdlib";
            yield return "-target:library";
            yield return "-langversion:9";
            yield return "-define:NANOFRAMEWORK_1_0";
            yield return "-nowarn:169,414,420,649,1717";
            yield return "-out:" + PathOf(name, ".dll");
            if (isUnsafe)
            {
                yield return "-unsafe";
            }

            foreach (string reference in references)
            {
                yield return "-reference:" + reference;
            }

            yield return PathOf(name, ".cs");
        }

        private static string Metadata(string key)
        {
            return typeof(DeviceCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value ?? "";
        }

        private static string FindRoot()
        {
            string dir = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(dir, "nf.sln")))
            {
                dir = Path.GetDirectoryName(dir) ?? throw new InvalidOperationException("no nf.sln above " + AppContext.BaseDirectory);
            }

            return dir;
        }
    }
}
