using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.DeviceCheck.Tests
{
    /// <summary>The tool as scripts use it.</summary>
    [TestClass]
    public class ProgramTests
    {
        [TestMethod]
        public void Run_OnCleanCode_ExitsWith0AndCounts()
        {
            string path = DeviceCompiler.Compile("Nothing", "class Nothing { void Run() { } }");

            (int exitCode, string output) = Run(path);

            Assert.AreEqual(0, exitCode, output);
            StringAssert.Contains(output, "1 assemblies, 2 types, 2 methods checked", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Run_OnAFinding_ExitsWith1AndNamesIt()
        {
            string path = DeviceCompiler.Compile("Cells", "class Cells { int[,] _all; }");

            (int exitCode, string output) = Run(path);

            Assert.AreEqual(1, exitCode, output);
            StringAssert.Contains(output, "Cells._all", StringComparison.Ordinal);
            StringAssert.Contains(output, "1 findings", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Run_WithoutAssembly_ExitsWith2()
        {
            Assert.AreEqual(2, Run().ExitCode);
            Assert.AreEqual(2, Run("no-such-file.dll").ExitCode);
        }

        private static (int ExitCode, string Output) Run(params string[] paths)
        {
            string tool = Path.Combine(AppContext.BaseDirectory, "Nanowire.DeviceCheck.dll");
            return DeviceCompiler.Dotnet(new[] { tool, "--reference", DeviceCompiler.ReferenceDir }.Concat(paths));
        }
    }
}
