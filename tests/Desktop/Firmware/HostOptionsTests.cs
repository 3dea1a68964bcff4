using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The host's command line.</summary>
    [TestClass]
    public sealed class HostOptionsTests
    {
        [TestMethod]
        [DataRow("", 8080, "127.0.0.1")]
        [DataRow("--port 0", 0, "127.0.0.1")]
        [DataRow("--port 65535 --address 0.0.0.0", 65535, "0.0.0.0")]
        [DataRow("--address 192.168.1.2 --port 80 --port 81", 81, "192.168.1.2")]
        public void HostOptions_Valid_AreTaken(string line, int port, string address)
        {
            HostOptions options = HostOptions.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out string error);
            Assert.IsNull(error);
            Assert.AreEqual(port, options.Port);
            Assert.AreEqual(address, options.Address.ToString());
        }

        [TestMethod]
        public void HostOptions_Hosts_AddUp()
        {
            Assert.AreEqual(0, HostOptions.Parse(new[] { "--port", "0" }, out _).Hosts.Count);
            CollectionAssert.AreEqual(
                new[] { "panel.lan", "panel" }, HostOptions.Parse(new[] { "--host", "panel.lan", "--port", "0", "--host", "panel" }, out _).Hosts);
        }

        [TestMethod]
        public void HostOptions_OfTheSimulation_AreTaken()
        {
            HostOptions options = HostOptions.Parse(new[] { "--first-start", "--wifi-down", "--data", "some folder", "--unproven-after", "1" }, out string error);
            Assert.IsNull(error);
            Assert.IsTrue(options.IsFirstStart && options.IsWifiDown);
            Assert.AreEqual("some folder", options.DataFolder);
            Assert.AreEqual(1, options.UnprovenAfterMs);
            Assert.IsFalse(options.IsDiscoverable);
            Assert.IsTrue(HostOptions.Parse(new[] { "--discovery" }, out _).IsDiscoverable);
            options = HostOptions.Parse(System.Array.Empty<string>(), out error);
            Assert.IsFalse(options.IsFirstStart || options.IsWifiDown);
            Assert.IsNull(options.DataFolder);
        }

        [TestMethod]
        [DataRow("--port", "--port needs a value")]
        [DataRow("--port x", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port -1", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port 65536", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port 99999999999", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--address", "--address needs a value")]
        [DataRow("--address localhost", "--address: an IPv4 address of this machine, 0.0.0.0 for all")]
        [DataRow("--address ::1", "--address: an IPv4 address of this machine, 0.0.0.0 for all")]
        [DataRow("--host", "--host needs a value")]
        [DataRow("--host panel.lan:80", "--host: a name without a port, such as panel.lan")]
        [DataRow("--data", "--data needs a value")]
        [DataRow("--unproven-after", "--unproven-after needs a value")]
        [DataRow("--unproven-after 0", "--unproven-after: milliseconds, 1 or more")]
        [DataRow("--unproven-after 1s", "--unproven-after: milliseconds, 1 or more")]
        [DataRow("--discovery --port 0", "--discovery tells others where the page is, so it needs --address with one of this machine's, and a port")]
        [DataRow("--address 0.0.0.0 --discovery", "--discovery tells others where the page is, so it needs --address with one of this machine's, and a port")]
        [DataRow("--help", "unknown argument: --help")]
        [DataRow("8080", "unknown argument: 8080")]
        public void HostOptions_Invalid_SayWhatIsWrong(string line, string expected)
        {
            Assert.IsNull(HostOptions.Parse(line.Split(' '), out string error));
            Assert.AreEqual(expected, error);
        }
    }
}
