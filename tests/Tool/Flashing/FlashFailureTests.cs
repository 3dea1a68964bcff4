using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>nanoff fails, hangs or is interrupted: nothing is done after it, it is said why, and no file is left.</summary>
    [TestClass]
    public class FlashFailureTests
    {
        [TestMethod]
        [DataRow(2002, "E2002, the device answered")]
        [DataRow(4003, "E4003, writing the runtime failed")]
        [DataRow(6000, "E6000, the serial port could not be opened")]
        [DataRow(9005, "E9005, there is no runtime of this name")]
        [DataRow(134, "134: it was ended by signal 6")]
        [DataRow(1, "1, a code that has no meaning")]
        public void Flash_RuntimeFails_StopsThereAndSaysWhy(int code, string meaning)
        {
            using Scene scene = new();
            scene.Order("firmware.exit", code.ToString(CultureInfo.InvariantCulture));

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("firmware", scene.Steps);
            StringAssert.Contains(outcome.Errors, "FAILED: Runtime ESP32_REV3: nanoff ended with " + meaning, StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "--alternative takes ESP32_REV0 instead, for when the chip is old.", StringComparison.Ordinal);
        }

        [TestMethod]
        public void ExitCodes_Modulo256_StayApartAndAreNeverSuccess()
        {
            List<int> small = NanoffExitCodes.All.Keys.Select(c => c % 256).ToList();

            Assert.AreEqual(small.Count, small.Distinct().Count());
            Assert.IsFalse(small.Contains(0));
            foreach (int code in NanoffExitCodes.All.Keys)
            {
                Assert.AreEqual(code, NanoffExitCodes.Restore(code));
                Assert.AreEqual(code, NanoffExitCodes.Restore(code % 256));
                StringAssert.Contains(NanoffExitCodes.Describe(code % 256), NanoffExitCodes.All[code], StringComparison.Ordinal);
            }
        }

        [TestMethod]
        public void Flash_DeploymentFailsTwice_SucceedsAtTheThirdTry()
        {
            using Scene scene = new();
            scene.Order("deploy.exit", "2000", "2002", "0");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("firmware network deploy deploy deploy details", scene.Steps);
            StringAssert.Contains(outcome.Output, "try 3 of 3", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_DeploymentFailsThreeTimes_IsGivenUp()
        {
            using Scene scene = new();
            scene.Order("deploy.exit", "2002");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("firmware network deploy deploy deploy", scene.Steps);
            StringAssert.Contains(outcome.Errors, "E2002", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "makes way for --erase", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_WhatNoTryCanMend_IsNotTriedAgain()
        {
            using Scene scene = new();
            scene.Order("deploy.exit", "9008");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("firmware network deploy", scene.Steps);
        }

        [TestMethod]
        public void Flash_NetworkFails_DeploysNothing()
        {
            using Scene scene = new();
            scene.Order("network.exit", "2003");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("firmware network network network", scene.Steps);
            Assert.AreEqual(1, scene.Calls.Where(c => c.Operation == "network").Select(c => c.CommandLine).Distinct().Count());
        }

        [TestMethod]
        public void Flash_DetailsFail_SaysThatTheRestWasDone()
        {
            using Scene scene = new();
            scene.Order("details.exit", "2001");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "Everything before this was done.", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_NanoffHangs_IsEndedAndTriedAgain()
        {
            using Scene scene = new();
            scene.Order("deploy.exit", "hang", "0");

            // On a busy machine a try that does not hang may take too long, too; the next will not.
            Outcome outcome = scene.Run("flash", "--board", "lab", "--skip-firmware", "--step-timeout", "3", "--retry-wait", "0");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("deploy details", string.Join(' ', scene.Steps.Split(' ').Distinct()));
            Assert.IsTrue(scene.Calls.Count(c => c.Operation == "deploy") >= 2);
            StringAssert.Contains(outcome.Output, "did not end within 3 s", StringComparison.Ordinal);
            AssertIsGone(scene);
        }

        [TestMethod]
        [DataRow(RunningTool.SigInt)]
        [DataRow(RunningTool.SigTerm)]
        public void Flash_InterruptedWithTheNetworkFileOut_RemovesItAndEndsNanoff(int signal)
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("a test cannot send Ctrl+C on Windows");
            }

            using Scene scene = new();
            scene.Order("network.exit", "hang");
            scene.Set("LAB_PASSWORD", Scene.Secret);
            using RunningTool tool = scene.Start("flash", "--board", "lab", "--wifi-ssid", "home", "--wifi-password-env", "LAB_PASSWORD");
            tool.Type("");
            RunningTool.Await(() => File.Exists(Path.Combine(scene.Orders, "hanging")), "the network step");
            string file = scene.Calls.Single(c => c.Operation == "network").Arguments[1];
            Assert.IsTrue(File.Exists(file), "the file is not there while nanoff reads it");

            tool.Send(signal);
            Outcome outcome = tool.End();

            Assert.AreEqual(130, outcome.Code, outcome.All);
            Assert.IsFalse(File.Exists(file), "the file is still there");
            Assert.AreEqual("firmware network", scene.Steps);
            AssertIsGone(scene);
        }

        [TestMethod]
        public void Flash_WithoutNanoff_SaysHowToInstallIt()
        {
            using Scene scene = new();
            scene.Set("PATH", scene.Home);

            Outcome outcome = scene.Flash();

            Assert.AreEqual(3, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "dotnet tool install -g nanoff", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_NanoffBesideThePath_IsFoundAmongTheTools()
        {
            using Scene scene = new();
            scene.Set("PATH", scene.Home);
            string tools = Path.Combine(scene.Home, ".dotnet", "tools");
            Directory.CreateDirectory(tools);
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Places.StandIn)!, "nanoff*"))
            {
                File.Copy(file, Path.Combine(tools, Path.GetFileName(file)));
            }

            Outcome outcome = scene.Flash();

            Assert.AreEqual(0, outcome.Code, outcome.All);
        }

        [TestMethod]
        [DataRow("nanoff 1.30.0", 3, "too old")]
        [DataRow("hello", 1, "does not tell its version")]
        public void Flash_NanoffThatIsNotKnown_IsRefused(string version, int code, string message)
        {
            using Scene scene = new();
            scene.Order("version", version);

            Outcome outcome = scene.Flash();

            Assert.AreEqual(code, outcome.Code, outcome.All);
            Assert.AreEqual("", scene.Steps);
            StringAssert.Contains(outcome.Errors, message, StringComparison.Ordinal);
        }

        private static void AssertIsGone(Scene scene)
        {
            int process = int.Parse(File.ReadAllText(Path.Combine(scene.Orders, "hanging")), CultureInfo.InvariantCulture);
            RunningTool.Await(() => !IsRunning(process), "the end of nanoff");
        }

        private static bool IsRunning(int process)
        {
            try
            {
                using Process found = Process.GetProcessById(process);
                return !found.HasExited;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
