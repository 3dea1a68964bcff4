using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>The device tests on a nanoCLR: which assemblies it gets, and how its output is judged.</summary>
    [TestClass]
    public class DeviceTestTests
    {
        [TestMethod]
        public void Test_AssembliesStandInTheOrderThatTheNanoClrNeeds()
        {
            using Scene scene = BuildScene.Make();
            scene.Order("nanoclr.out", "Test passed,A.B.0,1", "Test passed,A.C.0,1");

            Outcome outcome = scene.Run("test", "--no-build");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Output, "device tests: 2 passed, 0 failed, 0 skipped, of 2 test methods", StringComparison.Ordinal);
            Assert.AreEqual(
                "as-nanoclr mscorlib nanoFramework.UnitTestLauncher Alpha nzeta NFUnitTest",
                string.Join(' ', scene.Calls.Single().Arguments.Select(a => Path.GetFileName(a).Replace(".pe", "", StringComparison.Ordinal))));
        }

        [TestMethod]
        [DataRow("a test that failed", "0", "Test passed,A.B.0,1", "Test failed,A.C.0,expected 1")]
        [DataRow("a method that did not run", "0", "Test passed,A.B.0,1", "")]
        [DataRow("an exit code", "1", "Test passed,A.B.0,1", "Test passed,A.C.0,1")]
        public void Test_WhatIsNotWell_Fails(string what, string exit, string first, string second)
        {
            using Scene scene = BuildScene.Make();
            scene.Order("nanoclr.out", first, second);
            scene.Order("nanoclr.exit", exit);

            Outcome outcome = scene.Run("test", "--no-build");

            Assert.AreEqual(1, outcome.Code, what + ": " + outcome.All);
        }

        [TestMethod]
        public void Test_WithoutNanoClr_SaysWhatToInstall()
        {
            using Scene scene = BuildScene.Make();
            scene.Set("NANOCLR", null);

            Outcome outcome = scene.Run("test");

            Assert.AreEqual(3, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "dotnet tool install -g nanoclr", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Test_Unbuilt_SaysSo()
        {
            using Scene scene = BuildScene.Make();

            Outcome outcome = scene.Run("test", "--no-build", "--configuration", "Debug");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "NFUnitTest.pe is missing", StringComparison.Ordinal);
        }
    }
}
