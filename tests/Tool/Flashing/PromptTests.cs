using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>The password is asked for on a terminal, which util-linux's script plays.</summary>
    [TestClass]
    public class PromptTests
    {
        private const string Terminal = "/usr/bin/script";

        [TestMethod]
        public void Flash_OnATerminal_AsksForThePasswordAndDoesNotShowIt()
        {
            using Scene scene = new();
            using Process process = Start(scene, "--skip-firmware --skip-app");
            string output = ReadUntil(process, "(none: Enter): ");

            // A mistake, taken back.
            process.StandardInput.Write("hidden-77X\u007F8\r");
            process.StandardInput.Flush();
            output += ReadToEnd(process);

            StringAssert.Contains(output, "Done.", StringComparison.Ordinal);
            Assert.IsFalse(output.Contains("hidden", StringComparison.Ordinal), output);
            using JsonDocument json = JsonDocument.Parse(scene.Calls.Single(c => c.Operation == "network").Network);
            Assert.AreEqual("hidden-778", json.RootElement.GetProperty("WirelessClient").GetProperty("Password").GetString());
        }

        [TestMethod]
        public void Flash_CtrlCInsteadOfThePassword_StopsIt()
        {
            using Scene scene = new();
            using Process process = Start(scene, "");
            ReadUntil(process, "(none: Enter): ");

            process.StandardInput.Write("\u0003");
            process.StandardInput.Flush();
            string output = ReadToEnd(process);

            StringAssert.Contains(output, "Stopped.", StringComparison.Ordinal);
            Assert.AreEqual("", scene.Steps);
        }

        private static Process Start(Scene scene, string options)
        {
            if (!File.Exists(Terminal))
            {
                Assert.Inconclusive("script, of util-linux, is not on this machine");
            }

            string command = $"'{Places.Dotnet}' '{Places.Tool}' flash --board lab --wifi-ssid home {options}";
            return scene.StartProcess(Terminal, ["-qec", command, "/dev/null"]);
        }

        // A tool that does not end is ended, so that the test fails by what is missing.
        private static string ReadToEnd(Process process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!output.Wait(RunningTool.PatienceMs))
            {
                process.Kill(true);
            }

            process.WaitForExit();
            return output.Result;
        }

        private static string ReadUntil(Process process, string end)
        {
            StringBuilder read = new();
            while (!read.ToString().EndsWith(end, StringComparison.Ordinal))
            {
                int next = process.StandardOutput.Read();
                Assert.IsTrue(next >= 0, "it ended: " + read);
                read.Append((char)next);
            }

            return read.ToString();
        }
    }
}
