using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>Ports: which one it is, and what happens when it goes away.</summary>
    [TestClass]
    public class FlashPortTests
    {
        [TestMethod]
        public void Flash_PortVanishesAfterTheRuntime_IsWaitedFor()
        {
            using Scene scene = new();

            // To choose, before the runtime, then away.
            scene.Order("ports", Scene.Port, Scene.Port, Scene.Port, "", "", Scene.Port);

            Outcome outcome = scene.Run("flash", "--board", "lab");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Output, "Waiting for " + Scene.Port, StringComparison.Ordinal);
            CollectionAssert.AreEqual(
                new[] { "version", "ports", "ports", "firmware", "ports", "ports", "ports", "ports", "ports", "deploy", "details" },
                scene.Calls.Select(c => c.Operation).ToArray());
        }

        [TestMethod]
        public void Flash_PortComesBackUnderAnotherName_IsFollowed()
        {
            using Scene scene = new();
            scene.Order("ports", "/dev/ttyACM0,/dev/ttyS0", "/dev/ttyACM0,/dev/ttyS0", "/dev/ttyS0", "/dev/ttyACM1,/dev/ttyS0");

            Outcome outcome = scene.Flash("--port", "/dev/ttyACM0", "--port-wait", "1");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Output, "The board is on /dev/ttyACM1 now.", StringComparison.Ordinal);
            Assert.IsTrue(scene.Calls.Where(c => c.Operation is "network" or "deploy" or "details").All(c => c.Arguments.Contains("/dev/ttyACM1")));
        }

        [TestMethod]
        public void Flash_PortStaysAway_TellsOfTheButtons()
        {
            using Scene scene = new();
            scene.Order("ports", Scene.Port + ",/dev/ttyS0", Scene.Port + ",/dev/ttyS0", "/dev/ttyS0");

            Outcome outcome = scene.Flash("--port-wait", "1");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("firmware", scene.Steps);
            StringAssert.Contains(outcome.Errors, "did not come back within 1 s; there are /dev/ttyS0", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "Hold BOOT, press RESET", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_PortVanishesBetweenTries_IsWaitedFor()
        {
            using Scene scene = new();
            scene.Order("ports", Scene.Port, "", Scene.Port);
            scene.Order("deploy.exit", "2000", "0");

            Outcome outcome = scene.Run("flash", "--board", "lab", "--skip-firmware", "--retry-wait", "0");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            CollectionAssert.AreEqual(
                new[] { "version", "ports", "deploy", "ports", "ports", "ports", "deploy", "details" }, scene.Calls.Select(c => c.Operation).ToArray());
        }

        [TestMethod]
        [DataRow("", 1, "There is no serial port.")]
        [DataRow("COM3,COM4", 2, "--port says which: COM3, COM4")]
        public void Flash_NotOnePort_IsNoGuess(string ports, int code, string message)
        {
            using Scene scene = new();
            scene.Order("ports", ports);

            Outcome outcome = scene.Flash();

            Assert.AreEqual(code, outcome.Code, outcome.All);
            Assert.AreEqual("", scene.Steps);
            StringAssert.Contains(outcome.Errors, message, StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("COM3", "COM3")]
        [DataRow("COM1,COM3", "COM1,COM3")]
        [DataRow("/dev/ttyS0,/dev/ttyUSB0", "/dev/ttyUSB0")]
        [DataRow("/dev/ttyS0", "/dev/ttyS0")]
        [DataRow("/dev/ttyACM0,/dev/ttyUSB0", "/dev/ttyACM0,/dev/ttyUSB0")]
        [DataRow("/dev/tty.usbserial-1,/dev/cu.usbserial-1,/dev/cu.Bluetooth-Incoming-Port,/dev/tty.Bluetooth-Incoming-Port", "/dev/cu.usbserial-1")]
        [DataRow("/dev/cu.debug-console,/dev/cu.wlan-debug,/dev/cu.usbmodem101,/dev/tty.usbmodem101", "/dev/cu.usbmodem101")]
        public void Ports_OfASystem_AreNarrowedToThoseOfBoards(string all, string expected)
        {
            Assert.AreEqual(expected, string.Join(',', SerialPorts.Plausible(all.Split(',').ToList())));
        }

        [TestMethod]
        public void Ports_OfNanoffsAnswer_AreTheIndentedLines()
        {
            const string Answer = "Firmware Flasher v2.5.162\r\n  not a port\r\n\r\nAvailable COM ports:\r\n  COM3\r\n  COM4\r\n  COM3\r\n\r\n  advertisement\r\n";

            List<string> ports = SerialPorts.Parse(Answer);

            Assert.AreEqual("COM3 COM4", string.Join(' ', ports));
            Assert.AreEqual(0, SerialPorts.Parse("No available COM port.\n").Count);
        }

        [TestMethod]
        public void ListPorts_NeedsNoBoard()
        {
            using Scene scene = new();
            scene.Order("ports", "/dev/ttyUSB0,/dev/ttyUSB1,/dev/ttyS0");

            Outcome outcome = scene.Run("flash", "--list-ports");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("/dev/ttyUSB0\n/dev/ttyUSB1\n", outcome.Output.ReplaceLineEndings("\n"));
        }
    }
}
