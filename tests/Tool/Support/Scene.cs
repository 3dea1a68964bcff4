using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>
    /// A small repository in a folder of its own, with the tool as people start it and the stand-in on its PATH. Each run is also
    /// asked what holds always: no password in an argument, an environment or the output, and no file left.
    /// </summary>
    internal sealed class Scene : IDisposable
    {
        /// <summary>The Wi-Fi password of all tests.</summary>
        internal const string Secret = "Pa\u00DF \"wort' 42";

        internal const string Port = "/dev/ttyUSB0";

        private readonly Dictionary<string, string?> _environment = [];

        internal Scene()
        {
            Root = Directory.CreateTempSubdirectory("nanowire-tool-").FullName;
            foreach (string folder in new[] { Orders, Temporary, Home, PathOf("boards/lab") })
            {
                Directory.CreateDirectory(folder);
            }

            Write("nf.sln", "");
            Write("boards/lab/board.json", """
                { "id": "lab", "name": "Lab board", "nanoffTarget": "ESP32_REV3", "nanoffTargetAlternative": "ESP32_REV0",
                  "nanoffTargetAlternativeWhen": "the chip is old", "psram": { "mode": 1 } }
                """);
            Write("boards/host/board.json", """{ "id": "host", "name": "Simulated board", "nanoffTarget": null }""");
            Write("firmware/bin/Release/Nanowire.Firmware.bin", new string('x', 1000));
            Order("ports", Port);
            Set("NANOWIRE_STANDIN", Orders);
            Set("HOME", Home);
            Set("USERPROFILE", Home);
            Set("TMPDIR", Temporary);
            Set("TEMP", Temporary);
            Set("TMP", Temporary);
            Set("PATH", Path.GetDirectoryName(Places.StandIn));
            Set("DOTNET_ROOT", Path.GetDirectoryName(Places.Dotnet));
            Set("DOTNET_CLI_HOME", Home);
            Set("DOTNET_EnableDiagnostics", "0");
            Set("NO_COLOR", "1");
            foreach (string name in new[] { "NANOFRAMEWORK_PROJECT_SYSTEM", "NANOFRAMEWORK_MSBUILD", "NANOFRAMEWORK_PACKAGES", "NANOCLR", "NANOCLR_ARGS" })
            {
                Set(name, null);
            }
        }

        internal string Root { get; }

        /// <summary>Where the stand-in reads what to do.</summary>
        internal string Orders => PathOf("orders");

        /// <summary>The folder for temporary files of the tool and of what it starts.</summary>
        internal string Temporary => PathOf("temporary");

        internal string Home => PathOf("home");

        internal string Image => PathOf("firmware/bin/Release/Nanowire.Firmware.bin");

        /// <summary>What the stand-in was called for, in order.</summary>
        internal List<Call> Calls
        {
            get
            {
                string path = Path.Combine(Orders, "calls");
                return File.Exists(path) ? File.ReadLines(path).Select(l => new Call(l)).ToList() : [];
            }
        }

        /// <summary>The same, without those that only look: the operations.</summary>
        internal string Steps => string.Join(' ', Calls.Select(c => c.Operation).Where(o => o is not ("version" or "ports")));

        internal string PathOf(string relative)
        {
            return Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));
        }

        internal void Write(string relative, string text)
        {
            string path = PathOf(relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        /// <summary>Tells the stand-in: a line for each call.</summary>
        internal void Order(string file, params string[] lines)
        {
            File.WriteAllText(Path.Combine(Orders, file), string.Join('\n', lines));
        }

        internal void Set(string variable, string? value)
        {
            _environment[variable] = value;
        }

        /// <summary>Runs the tool to its end.</summary>
        internal Outcome Run(params string[] args)
        {
            return RunWithInput("", args);
        }

        /// <summary>The same within this process, for what starts no program: a tenth of the time.</summary>
        internal Outcome RunInside(params string[] args)
        {
            using StringWriter output = new();
            using StringWriter errors = new();
            int code = Program.Run(args, output, errors, () => new Session(Root, output, errors, CancellationToken.None));
            Outcome outcome = new(code, output.ToString(), errors.ToString());
            AssertNothingLeaked(outcome);
            return outcome;
        }

        /// <summary>Flashes the lab board with the password in a variable.</summary>
        internal Outcome Flash(params string[] args)
        {
            Set("LAB_PASSWORD", Secret);
            return Run(["flash", "--board", "lab", "--wifi-ssid", "home", "--wifi-password-env", "LAB_PASSWORD", "--retry-wait", "0", .. args]);
        }

        internal Outcome RunWithInput(string input, params string[] args)
        {
            using RunningTool tool = Start(args);
            tool.Type(input);
            return tool.End();
        }

        internal RunningTool Start(params string[] args)
        {
            return StartTool(Places.Dotnet, [Places.Tool, .. args]);
        }

        /// <summary>Starts what starts the tool.</summary>
        internal RunningTool StartTool(string file, IEnumerable<string> arguments)
        {
            return new RunningTool(StartProcess(file, arguments), AssertNothingLeaked);
        }

        /// <summary>Starts any program in the scene.</summary>
        internal Process StartProcess(string file, IEnumerable<string> arguments)
        {
            // Who runs the tests in the background of a shell has them ignore SIGINT, and all that they start with them.
            string env = "/usr/bin/env";
            (string program, IEnumerable<string> all) = OperatingSystem.IsLinux() && File.Exists(env)
                ? (env, ["--default-signal=INT,QUIT,HUP", file, .. arguments])
                : (file, arguments);
            ProcessStartInfo info = new(program, all)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                WorkingDirectory = Root,
            };
            foreach ((string name, string? value) in _environment)
            {
                info.Environment[name] = value;
                if (value == null)
                {
                    info.Environment.Remove(name);
                }
            }

            return Process.Start(info)!;
        }

        public void Dispose()
        {
            Directory.Delete(Root, true);
        }

        private void AssertNothingLeaked(Outcome outcome)
        {
            Assert.IsFalse(outcome.All.Contains(Secret, StringComparison.Ordinal), "the password is in the output");
            foreach (Call call in Calls)
            {
                Assert.IsFalse(call.Arguments.Any(a => a.Contains(Secret, StringComparison.Ordinal)), "the password is in an argument of " + call.Operation);
                Assert.IsFalse(call.Environment.Any(a => a.Contains(Secret, StringComparison.Ordinal)), "the password is in the environment of " + call.Operation);
                Assert.AreEqual("", call.Input, "the input of " + call.Operation);
                Assert.AreNotEqual("unknown", call.Operation, call.CommandLine);
            }

            Assert.AreEqual("", string.Join(' ', Directory.GetFiles(Temporary, "nanowire-*").Select(Path.GetFileName)), "files that were left");
        }
    }
}
