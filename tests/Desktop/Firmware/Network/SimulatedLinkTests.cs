using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>The simulated Wi-Fi that the host and the browser tests go by.</summary>
    [TestClass]
    public sealed class SimulatedLinkTests
    {
        private readonly SimulatedWifi _wifi = new SimulatedWifi();
        private readonly MemoryStorage _storage = new MemoryStorage();

        [TestMethod]
        [DataRow("Home", "correct horse", JoinResult.Joined)]
        [DataRow("Home", "correct Horse", JoinResult.WrongPassword)]
        [DataRow("Home", "", JoinResult.WrongPassword)]
        [DataRow("home", "correct horse", JoinResult.NotFound)]
        [DataRow("Workshop", "", JoinResult.Joined)]
        public void Join_StoredNetwork_EndsAsItShould(string ssid, string password, JoinResult result)
        {
            Start().StoreCredentials(ssid, password);
            SimulatedLink link = Start();
            Assert.AreEqual(JoinResult.None, link.JoinResult);
            link.Join();
            Assert.AreEqual(JoinResult.Pending, link.JoinResult);
            link.RunOnce(1000);
            Assert.AreEqual(JoinResult.Pending, link.JoinResult);
            Assert.IsFalse(link.IsUp);
            link.RunOnce(1700);
            Assert.AreEqual(result, link.JoinResult);
            Assert.AreEqual(result == JoinResult.Joined, link.IsUp);
            Assert.AreEqual(result == JoinResult.Joined ? "localhost" : null, link.Address);
        }

        [TestMethod]
        public void Network_LostAndBack_IsJoinedByTheHardware()
        {
            Start().StoreCredentials("Home", "correct horse");
            SimulatedLink link = Start();
            link.Join();
            link.RunOnce(1000);
            link.RunOnce(2000);
            Assert.AreEqual(-48, link.SignalStrength);
            _wifi.IsDown = true;
            link.RunOnce(2001);
            Assert.IsFalse(link.IsUp);
            Assert.IsFalse(link.IsReachable);
            Assert.AreEqual(NetworkLink.UnknownSignal, link.SignalStrength);
            _wifi.IsDown = false;
            link.RunOnce(2002);
            Assert.IsTrue(link.IsUp);
        }

        [TestMethod]
        public void Scan_Ends_WithWhatIsThere()
        {
            SimulatedLink link = Start();
            link.RunOnce(1000);
            Assert.IsTrue(link.StartScan());
            link.RunOnce(1001);
            Assert.IsTrue(link.IsScanning);
            link.RunOnce(2200);
            Assert.IsFalse(link.IsScanning);
            Assert.AreEqual(4, link.Networks.Count);
            Assert.AreEqual("Home", link.Networks.Get(0).Ssid);
            _wifi.IsDown = true;
            link.StartScan();
            link.RunOnce(5000);
            Assert.AreEqual(0, link.Networks.Count);
        }

        [TestMethod]
        public void AccessPoint_Enabled_CountsFromTheNextStart()
        {
            SimulatedLink link = Start();
            Assert.IsTrue(link.EnableAccessPoint("nanowire-4057"));
            Assert.IsTrue(link.IsAccessPointEnabled);
            Assert.IsFalse(link.IsAccessPointUp || link.IsReachable);
            link = Start();
            Assert.IsTrue(link.IsAccessPointUp && link.IsReachable);
            Assert.IsTrue(link.StoreCredentials("Home", "x"));
            Assert.IsTrue(link.DisableAccessPoint());
            Assert.IsTrue(link.IsAccessPointUp, "until the next start");
            link = Start();
            Assert.IsFalse(link.IsAccessPointEnabled || link.IsAccessPointUp);
            Assert.AreEqual("Home", link.Ssid);
            Assert.IsTrue(link.EraseCredentials());
            Assert.IsFalse(Start().HasCredentials);
        }

        [TestMethod]
        public void Storage_Off_IsSaidAndNothingIsChanged()
        {
            SimulatedLink link = Start();
            _storage.IsOff = true;
            Assert.IsFalse(link.StoreCredentials("Home", "x"));
            Assert.IsFalse(link.EnableAccessPoint("n"));
            Assert.IsFalse(link.HasCredentials || link.IsAccessPointEnabled);
        }

        [TestMethod]
        public void Memory_OfTheNetwork_OutlivesTheStart()
        {
            StoredNetworkMemory memory = new StoredNetworkMemory(_storage);
            Assert.AreEqual(NetworkReason.None, memory.Reason);
            Assert.AreEqual("", memory.ProvenSsid);
            memory.Reason = NetworkReason.WrongPassword;
            memory.ProvenSsid = "12345678901234567890123456789012";
            memory.Save();
            memory = new StoredNetworkMemory(_storage);
            Assert.AreEqual(NetworkReason.WrongPassword, memory.Reason);
            Assert.AreEqual("12345678901234567890123456789012", memory.ProvenSsid);
            Assert.IsTrue(memory.Erase());
            Assert.AreEqual("", new StoredNetworkMemory(_storage).ProvenSsid);
        }

        [TestMethod]
        [DataRow("", null)]
        [DataRow("network lost", null)]
        [DataRow("  network   back ", null)]
        [DataRow("button press", null)]
        [DataRow("button hold 5", null)]
        [DataRow("button hold 60", null)]
        [DataRow("restart", null)]
        [DataRow("button hold 61", "not understood")]
        [DataRow("button hold 0", "not understood")]
        [DataRow("button hold x", "not understood")]
        [DataRow("network", "not understood")]
        public void Console_Command_IsCarriedOutOrSaysWhatThereIs(string line, string error)
        {
            int held = -1;
            HostConsole console = new HostConsole(_wifi, new HostBoard(), ms => held = ms);
            string said = console.Execute(line);
            Assert.AreEqual(error, said?.Split(';')[0]);
            Assert.AreEqual(line == "network lost", _wifi.IsDown);
            Assert.AreEqual(error != null ? -1 : line.StartsWith("button hold", System.StringComparison.Ordinal) ? 1000 * int.Parse(line.Split(" ")[2], System.Globalization.CultureInfo.InvariantCulture) : line == "restart" ? 0 : -1, held);
        }

        private SimulatedLink Start()
        {
            return new SimulatedLink(_wifi, _storage, "localhost", false);
        }
    }
}
