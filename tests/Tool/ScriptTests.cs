using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>
    /// flash.ps1: what can be seen without PowerShell, and with one, where there is one, how it starts the tool. Windows PowerShell
    /// 5.1 exists on Windows only.
    /// </summary>
    [TestClass]
    public class ScriptTests
    {
        private static readonly string _path = Path.Combine(Places.Root, "flash.ps1");

        [TestMethod]
        public void Script_IsPlainAscii()
        {
            // Windows PowerShell reads a file without a mark in the code page of the machine.
            Assert.AreEqual("", string.Concat(File.ReadAllText(_path).Where(c => c is not ('\n' or (>= ' ' and <= '~')))));
        }

        [TestMethod]
        public void Script_UsesNothingNewerThanWindowsPowerShell()
        {
            Dictionary<string, string> newer = new()
            {
                [@"&&|\|\|"] = "pipeline chains, 7.0",
                [@"\?\?"] = "null-coalescing, 7.0",
                [@"\?\.|\?\["] = "null-conditional, 7.1",
                [@"\?[^:\r\n]*\s:\s"] = "the ternary operator, 7.0",
                [@"\$Is(Windows|Linux|MacOS|CoreCLR)\b"] = "6.0",
                [@"-Parallel\b|-AsHashtable\b|-AsPlainText\b|-AsByteStream\b|-AdditionalChildPath\b|utf8NoBOM"] = "6.0 and 7.0",
                [@"\.ArgumentList\b|\.Environment\["] = "not in .NET Framework",
                [@"\bclean\s*\{|Get-Error\b|Remove-Service\b|Test-Json\b"] = "6.0 to 7.3",
                [@"\[(OperatingSystem|System\.OperatingSystem)\]|RuntimeInformation"] = "not in every .NET Framework",
            };
            string code = Code();

            foreach ((string pattern, string what) in newer)
            {
                Match match = Regex.Match(code, pattern, RegexOptions.IgnoreCase);
                Assert.IsFalse(match.Success, match.Value + ": " + what);
            }

            foreach (Match match in Regex.Matches(code, "Join-Path[^)\n]*"))
            {
                StringAssert.Matches(match.Value, new Regex("-Path .* -ChildPath "), "Windows PowerShell joins two");
            }
        }

        [TestMethod]
        public void Script_BracesAndQuotesClose()
        {
            string code = Code();

            Assert.AreEqual(0, Regex.Count(code, "'") % 2);
            foreach (string pair in new[] { "{}", "()", "[]" })
            {
                Assert.AreEqual(code.Count(c => c == pair[0]), code.Count(c => c == pair[1]), pair);
            }
        }

        [TestMethod]
        public void Script_Parameters_AreThoseThatItPassesOnAndDocuments()
        {
            string text = File.ReadAllText(_path);
            string block = text[text.IndexOf("\nparam(", StringComparison.Ordinal)..text.IndexOf("\n)\n", StringComparison.Ordinal)];
            string[] names = Regex.Matches(block, @"\] \$(\w+)").Select(m => m.Groups[1].Value).ToArray();
            string rest = text[(text.IndexOf(block, StringComparison.Ordinal) + block.Length)..];

            string[] promised =
            [
                "Board", "Port", "WifiSsid", "WifiPassword", "Image", "FwVersion", "NetworkJson", "Erase", "SkipFirmware", "SkipApp", "ListPorts", "Configuration",
            ];
            Assert.AreEqual("", string.Join(' ', promised.Except(names)));
            foreach (string name in names)
            {
                StringAssert.Contains(rest, "$" + name, StringComparison.Ordinal);
                StringAssert.Contains(text, ".PARAMETER " + name + "\n", StringComparison.Ordinal);
            }

            // What it passes on is what the tool takes.
            string[] options = Regex.Matches(rest, "'(--[a-z-]+)'").Select(m => m.Groups[1].Value).ToArray();
            Assert.IsTrue(options.Length >= names.Length);
            foreach (string option in options)
            {
                StringAssert.Contains(FlashOptions.Usage, option + " ", StringComparison.Ordinal);
            }
        }

        [TestMethod]
        public void Script_WhatIf_PrintsEachStepAndRunsNothing()
        {
            using Scene scene = new();

            Outcome outcome = Run(scene, "-Board lab -WifiSsid 'my \"home\"' -WhatIf");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual(0, scene.Calls.Count);
            StringAssert.Contains(outcome.Output, "Wi-Fi network 'my \"home\"'", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Output, "Nothing was done.", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Script_Password_ReachesTheNetworkFileOnly()
        {
            using Scene scene = new();
            scene.Set("LAB_PASSWORD", Scene.Secret);

            // The variable is taken from the script before it starts anything.
            Outcome outcome = Run(
                scene, "-Board lab -WifiSsid home -WifiPassword $secure -SkipFirmware", "$secure = ConvertTo-SecureString $env:LAB_PASSWORD -AsPlainText -Force; Remove-Item env:LAB_PASSWORD; ");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("network deploy details", scene.Steps);
            using JsonDocument json = JsonDocument.Parse(scene.Calls.Single(c => c.Operation == "network").Network);
            Assert.AreEqual(Scene.Secret, json.RootElement.GetProperty("WirelessClient").GetProperty("Password").GetString());
        }

        [TestMethod]
        public void Script_Failure_IsItsExitCode()
        {
            using Scene scene = new();
            scene.Order("firmware.exit", "4003");

            Outcome outcome = Run(scene, "-Board lab");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "E4003", StringComparison.Ordinal);
        }

        private static Outcome Run(Scene scene, string parameters, string before = "")
        {
            string? shell = ProgramFinder.Find("pwsh") ?? ProgramFinder.Find("powershell");
            if (shell == null)
            {
                Assert.Inconclusive("PowerShell is not on this machine, so flash.ps1 itself is not run");
            }

            scene.Set("PATH", string.Join(Path.PathSeparator, Path.GetDirectoryName(Places.StandIn), Path.GetDirectoryName(Places.Dotnet), Environment.GetEnvironmentVariable("PATH")));
            string command = before + "& '" + _path.Replace("'", "''", StringComparison.Ordinal) + "' " + parameters + "; exit $LASTEXITCODE";
            using RunningTool tool = scene.StartTool(shell, ["-NoProfile", "-NonInteractive", "-Command", command]);
            tool.Type("");
            return tool.End();
        }

        // Without comments and without what stands between double quotes.
        private static string Code()
        {
            string text = Regex.Replace(File.ReadAllText(_path), "<#.*?#>", "", RegexOptions.Singleline);
            return Regex.Replace(Regex.Replace(text, "^#.*$", "", RegexOptions.Multiline), "\"[^\"\n]*\"", "\"\"");
        }
    }
}
