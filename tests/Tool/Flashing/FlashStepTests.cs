using System;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>What nanoff is told, in which order, and what becomes of the password.</summary>
    [TestClass]
    public class FlashStepTests
    {
        private const string Version3 = ".NET nanoFramework Firmware Flasher v3.0.0-preview.1+012345";

        [TestMethod]
        public void Flash_WithNanoff2_GivesItsCommandLinesToTheLetter()
        {
            using Scene scene = new();

            Outcome outcome = scene.Flash();

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Call network = scene.Calls.Single(c => c.Operation == "network");
            string[] expected =
            [
                "--update --target ESP32_REV3 --serialport /dev/ttyUSB0",
                "--networkdeployment " + network.Arguments[1] + " --serialport /dev/ttyUSB0",
                "--nanodevice --deploy --serialport /dev/ttyUSB0 --image " + scene.Image,
                "--nanodevice --devicedetails --serialport /dev/ttyUSB0",
            ];
            CollectionAssert.AreEqual(expected, scene.Calls.Where(c => c.Operation is not ("version" or "ports")).Select(c => c.CommandLine).ToArray());
            CollectionAssert.AreEqual(
                new[] { "--version", "--listports --suppressnanoffversioncheck" },
                scene.Calls.Where(c => c.Operation is "version" or "ports").Select(c => c.CommandLine).Distinct().ToArray());
        }

        [TestMethod]
        [DataRow("", false)]
        [DataRow(", \"heap\": { \"fits\": true }", false)]
        [DataRow(", \"heap\": { \"fits\": false }", true)]
        public void Flash_ABoardThatTheFirmwareDoesNotFit_SaysSo(string heap, bool isWarned)
        {
            using Scene scene = new();
            scene.Write("boards/lab/board.json", "{ \"id\": \"lab\", \"name\": \"Lab board\", \"nanoffTarget\": \"ESP32_C3\"" + heap + " }");

            Outcome outcome = scene.Flash();

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual(isWarned, outcome.Errors.Contains("leaves Lab board less memory than the firmware takes", StringComparison.Ordinal), outcome.All);
        }

        [TestMethod]
        public void Flash_WithNanoff3_GivesItsCommandLinesToTheLetter()
        {
            using Scene scene = new();
            scene.Order("version", Version3);

            Outcome outcome = scene.Flash();

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Call network = scene.Calls.Single(c => c.Operation == "network");
            string[] expected =
            [
                "flash target ESP32_REV3 serialport /dev/ttyUSB0",
                "deploy network " + network.Arguments[2] + " serialport /dev/ttyUSB0",
                "deploy serialport /dev/ttyUSB0 image " + scene.Image,
                "details serialport /dev/ttyUSB0",
            ];
            CollectionAssert.AreEqual(expected, scene.Calls.Where(c => c.Operation is not ("version" or "ports")).Select(c => c.CommandLine).ToArray());
            CollectionAssert.AreEqual(
                new[] { "--version", "list ports suppressnanoffversioncheck" },
                scene.Calls.Where(c => c.Operation is "version" or "ports").Select(c => c.CommandLine).Distinct().ToArray());
        }

        [TestMethod]
        [DataRow("nanoff 2.5.162", "--update --target ESP32_REV0 --serialport COM9 --fwversion 1.12.4.289 --preview --masserase --baud 115200")]
        [DataRow(Version3, "flash target ESP32_REV0 serialport COM9 fwversion 1.12.4.289 preview masserase baud 115200")]
        public void Flash_EveryOptionOfTheRuntime_IsPassedOn(string version, string expected)
        {
            using Scene scene = new();
            scene.Order("version", version);
            scene.Order("ports", "COM9");

            Outcome outcome = scene.Run(
                "flash", "--board", "lab", "--port", "COM9", "--alternative", "--fw-version", "1.12.4.289", "--preview", "--erase", "--baud=115200", "--skip-app");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("firmware details", scene.Steps);
            Assert.AreEqual(expected, scene.Calls.Single(c => c.Operation == "firmware").CommandLine);
            StringAssert.Contains(outcome.Errors, "--erase takes the stored Wi-Fi settings", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_Network_IsInAFileOfItsOwnersAlone()
        {
            using Scene scene = new();

            scene.Flash();

            Call call = scene.Calls.Single(c => c.Operation == "network");
            using JsonDocument json = JsonDocument.Parse(call.Network);
            JsonElement client = json.RootElement.GetProperty("WirelessClient");
            Assert.AreEqual(
                "Ssid=home|Password=" + Scene.Secret
                + "|Authentication=WPA2|Encryption=WPA2_PSK2|ConfigurationOption=AutoConnect|RadioType=802.11n|DhcpEnabled=True|AutomaticDNS=True",
                string.Join('|', client.EnumerateObject().Select(p => p.Name + "=" + p.Value)));
            Assert.AreEqual("WirelessClient", string.Join(' ', json.RootElement.EnumerateObject().Select(p => p.Name)));
            if (!OperatingSystem.IsWindows())
            {
                Assert.AreEqual("UserWrite, UserRead", call.Access);
            }
        }

        [TestMethod]
        public void Flash_NetworkWithoutPassword_IsOpen()
        {
            using Scene scene = new();

            Outcome outcome = scene.RunWithInput("\n", "flash", "--board", "lab", "--wifi-ssid", "guests", "--wifi-password-stdin", "--skip-firmware", "--skip-app");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Call call = scene.Calls.Single(c => c.Operation == "network");
            StringAssert.Contains(call.Network, "\"Password\":\"\",\"Authentication\":\"Open\",\"Encryption\":\"None\"", StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("\n")]
        [DataRow("\r\n")]
        [DataRow("")]
        public void Flash_PasswordOfTheInput_IsItsFirstLine(string end)
        {
            using Scene scene = new();

            // Some shells begin with a byte order mark.
            Outcome outcome = scene.RunWithInput(
                "\uFEFF" + Scene.Secret + end, "flash", "--board", "lab", "--wifi-ssid", "home", "--wifi-password-stdin", "--skip-firmware", "--skip-app");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            using JsonDocument json = JsonDocument.Parse(scene.Calls.Single(c => c.Operation == "network").Network);
            Assert.AreEqual(Scene.Secret, json.RootElement.GetProperty("WirelessClient").GetProperty("Password").GetString());
        }

        [TestMethod]
        public void Flash_WithoutWifi_LeavesTheNetworkAlone()
        {
            using Scene scene = new();

            Outcome outcome = scene.Run("flash", "--board", "lab");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("firmware deploy details", scene.Steps);
        }

        [TestMethod]
        public void Flash_WithSkips_DoesTheRest()
        {
            using Scene scene = new();

            Outcome outcome = scene.Flash("--skip-firmware", "--skip-app");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("network details", scene.Steps);
        }

        [TestMethod]
        public void Flash_AnotherImage_IsDeployedByItsFullPath()
        {
            using Scene scene = new();
            scene.Write("other/app.bin", "x");

            Outcome outcome = scene.Run("flash", "--board", "lab", "--image", "other/app.bin", "--skip-firmware");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual(scene.PathOf("other/app.bin"), scene.Calls.Single(c => c.Operation == "deploy").Arguments[^1]);
        }

        [TestMethod]
        public void Flash_NetworkFileOfTheUser_IsPassedOnAndStays()
        {
            using Scene scene = new();
            scene.Write("my net.json", "{\"Ethernet\":{\"DhcpEnabled\":true}}");

            Outcome outcome = scene.Run("flash", "--board", "lab", "--network-json", "my net.json", "--skip-firmware");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("network deploy details", scene.Steps);
            Assert.AreEqual("--networkdeployment " + scene.PathOf("my net.json") + " --serialport /dev/ttyUSB0", scene.Calls.Single(c => c.Operation == "network").CommandLine);
            Assert.IsTrue(System.IO.File.Exists(scene.PathOf("my net.json")));
        }

        [TestMethod]
        public void WhatIf_RunsNothingAndPrintsEachStep()
        {
            using Scene scene = new();
            scene.Set("PATH", "");

            Outcome outcome = scene.Run("flash", "--board", "lab", "--port", "COM3", "--wifi-ssid", "my home", "--erase", "--what-if");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual(0, scene.Calls.Count);
            foreach (string line in new[]
            {
                "1. Runtime ESP32_REV3", "nanoff --update --target ESP32_REV3 --serialport COM3 --masserase", "nanoff flash target ESP32_REV3 serialport COM3 masserase",
                "2. Wi-Fi network 'my home'", "nanoff --networkdeployment", "nanoff deploy network",
                "3. Application " + scene.Image, "nanoff --nanodevice --deploy --serialport COM3 --image", "nanoff deploy serialport COM3 image",
                "4. The device says who it is", "nanoff --nanodevice --devicedetails --serialport COM3", "nanoff details serialport COM3", "Nothing was done.",
            })
            {
                StringAssert.Contains(outcome.Output, line, StringComparison.Ordinal);
            }
        }
    }
}
