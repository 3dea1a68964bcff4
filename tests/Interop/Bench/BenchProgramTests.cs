using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Bench
{
    /// <summary>
    /// The benchmarks run to their end, each as short as it can be. What they measure here means nothing, and nothing is asserted
    /// of it; they run alone, since they take all of the machine.
    /// </summary>
    [TestClass]
    [DoNotParallelize]
    public sealed class BenchProgramTests
    {
        private const int DeviceRows = 26;

        [TestMethod]
        [Timeout(Patience.TestMs, CooperativeCancellation = true)]
        public void DeviceBench_OnADesktop_MeasuresEveryOperationAndMakesATable()
        {
            using ChildProcess bench = ChildProcess.StartDotnet("Nanowire.Bench.Device", "1");
            List<string> lines = bench.ReadToEnd();
            Assert.AreEqual(0, bench.WaitForExit(), bench.Errors);
            Assert.AreEqual("done: " + DeviceRows, lines[^1], string.Join('\n', lines));
            Assert.HasCount(DeviceRows, lines.Where(l => l.StartsWith("row: ", StringComparison.Ordinal)), string.Join('\n', lines));
            StringAssert.Matches(lines[^2], new System.Text.RegularExpressions.Regex("^row: an array of 100 B, [^;]*; [0-9]+; 1[0-9][0-9]; -; "), "what is allocated is counted");

            string log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.WriteAllLines(log, lines);
            try
            {
                using ChildProcess script = ChildProcess.Start("sh", [Path.Combine(Places.Root, "tests", "Bench", "table.sh"), log, log]);
                List<string> table = script.ReadToEnd();
                Assert.AreEqual(0, script.WaitForExit(), script.Errors);
                StringAssert.StartsWith(table[0], "desktop; ", StringComparison.Ordinal);
                Assert.HasCount(DeviceRows, table.Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| operation", StringComparison.Ordinal)), string.Join('\n', table));
            }
            finally
            {
                File.Delete(log);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs, CooperativeCancellation = true)]
        public void TableScript_OfARunThatStopped_Fails()
        {
            string log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.WriteAllText(log, "where: here\nrow: mask 1 KB; 1; 0; 0; 1\nstopped by an exception\n");
            try
            {
                using ChildProcess script = ChildProcess.Start("sh", [Path.Combine(Places.Root, "tests", "Bench", "table.sh"), log]);
                script.ReadToEnd();
                Assert.AreEqual(1, script.WaitForExit());
                StringAssert.Contains(script.Errors, "stopped by an exception", StringComparison.Ordinal);
            }
            finally
            {
                File.Delete(log);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs, CooperativeCancellation = true)]
        public void DesktopBenchmarks_OnceEach_AllRun()
        {
            using ChildProcess bench = ChildProcess.StartDotnet("Nanowire.Bench.Desktop", "--smoke");
            List<string> lines = bench.ReadToEnd();
            Assert.AreEqual(0, bench.WaitForExit(), bench.Errors + string.Join('\n', lines));
            int rows = lines.Count(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| work", StringComparison.Ordinal));
            Assert.IsGreaterThan(50, rows);
            Assert.AreEqual("benchmarks: " + rows + ", classes: 7, failed: 0", lines[^1]);
        }

        [TestMethod]
        [Timeout(Patience.TestMs, CooperativeCancellation = true)]
        [DataRow("nanowire,aspnetcore", "0")]
        [DataRow("nanowire,aspnetcore", "200")]
        [DataRow("nanowire,ws", "0")]
        public void LoadProgram_ASecondEach_EveryServerAnswersEverything(string servers, string rate)
        {
            if (servers.Contains("ws", StringComparison.Ordinal))
            {
                Need.Node();
            }

            using ChildProcess load = ChildProcess.StartDotnet(
                "Nanowire.Bench.Load", "--servers", servers, "--connections", "2", "--pipeline", "3", "--rate", rate, "--seconds", "1", "--idle", rate == "0" ? "2" : "0");
            List<string> lines = load.ReadToEnd();
            Assert.AreEqual(0, load.WaitForExit(), load.Errors + string.Join('\n', lines));
            Assert.AreEqual("servers: 2", lines[^1], string.Join('\n', lines));
            StringAssert.StartsWith(lines[^3], "| nanowire | 1.00 | ", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs, CooperativeCancellation = true)]
        [DataRow("--connections", "501")]
        [DataRow("--connections", "0")]
        [DataRow("--seconds", "61")]
        [DataRow("--size", "65536")]
        [DataRow("--idle", "1001")]
        [DataRow("--servers", "ws")]
        public void LoadProgram_BeyondItsBounds_SaysWhichAndDoesNothing(string name, string value)
        {
            using ChildProcess load = ChildProcess.StartDotnet("Nanowire.Bench.Load", name, value);
            load.ReadToEnd();
            Assert.AreEqual(2, load.WaitForExit());
            StringAssert.StartsWith(load.Errors, name + ": ", StringComparison.Ordinal);
        }
    }
}
