using System.Net.Http;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>The firmware from its first start to the dashboard, by the commands that the portal's page sends.</summary>
    [TestClass]
    public sealed class PortalApplicationTests
    {
        private readonly SimulatedWifi _wifi = new SimulatedWifi();
        private readonly MemoryStorage _storage = new MemoryStorage();

        [TestMethod]
        [DataRow("generate_204")]
        [DataRow("hotspot-detect.html?x=1")]
        public void Portal_AskedWhetherThereIsInternet_LeadsToThePage(string probe)
        {
            using (RunningFirmware first = new RunningFirmware(_wifi, _storage))
            {
                first.AwaitRestart();
            }

            using RunningFirmware portal = new RunningFirmware(_wifi, _storage);
            portal.AwaitListening();
            string url = "http://127.0.0.1:" + portal.Run.Server.Port + "/";
            using HttpClient http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, url + probe);
            request.Headers.Host = "connectivitycheck.example";
            using HttpResponseMessage response = http.Send(request);
            Assert.AreEqual(302, (int)response.StatusCode);
            Assert.AreEqual("http://" + portal.Run.Network.Address + ":" + portal.Run.Server.Port + "/", response.Headers.Location.OriginalString);
        }

        [TestMethod]
        public void FirstStart_GoesByThePortal_ToTheDashboard()
        {
            using (RunningFirmware first = new RunningFirmware(_wifi, _storage))
            {
                first.AwaitRestart();
                Assert.IsNotNull(first.Run.Application);
                Assert.IsFalse(first.Run.IsListening);
            }

            using (RunningFirmware portal = new RunningFirmware(_wifi, _storage))
            {
                Assert.IsNull(portal.Command("{\"id\":1,\"cmd\":\"scan\"}"));
                Assert.IsTrue(portal.Receive("scanned").GetProperty("ok").GetBoolean());
                JsonElement networks = Get(portal, "api/networks");
                Assert.AreEqual(4, networks.GetArrayLength());
                Assert.AreEqual("Home", networks[0].GetProperty("ssid").GetString());
                Assert.AreEqual(-48, networks[0].GetProperty("rssi").GetInt32());
                Assert.AreEqual("open", networks[2].GetProperty("security").GetString());
                JsonElement status = Get(portal, "api/portal");
                Assert.AreEqual("nanowire-4057", status.GetProperty("name").GetString());
                Assert.AreEqual("no network is stored", status.GetProperty("reason").GetString());
                Assert.AreEqual("", status.GetProperty("ssid").GetString());

                Assert.IsNull(portal.Command("{\"id\":2,\"cmd\":\"join\",\"ssid\":\"Home\",\"password\":\"correct horse\",\"name\":\"kitchen\","
                    + "\"network\":\"static\",\"address\":\"192.168.1.20\",\"mask\":\"255.255.255.0\",\"gateway\":\"192.168.1.1\",\"dns\":\"\"}"));
                portal.AwaitRestart();
            }

            using RunningFirmware dashboard = new RunningFirmware(_wifi, _storage);
            dashboard.AwaitListening();
            Assert.IsNotNull(dashboard.Run.Application);
            Assert.AreEqual("kitchen", dashboard.Run.Network.Name);
            AddressPlan plan = AddressPlan.From(dashboard.Settings);
            Assert.IsTrue(plan.IsStatic);
            Assert.AreEqual("192.168.1.20 255.255.255.0 192.168.1.1 ", plan.Address + " " + plan.Mask + " " + plan.Gateway + " " + plan.Dns);
            Assert.IsNotNull(dashboard.Command("{\"id\":1,\"cmd\":\"scan\"}"), "the portal's commands are the portal's");
            JsonElement network = Get(dashboard, "api/health").GetProperty("network");
            Assert.AreEqual("up", network.GetProperty("state").GetString());
            Assert.AreEqual(1, network.GetProperty("joins").GetInt32());
            RestartLog restarts = dashboard.Run.Application.Health.Restarts;
            Assert.AreEqual(3, restarts.Starts);
            Assert.AreEqual(RestartReason.Network, restarts[restarts.Count - 1].Reason);
        }

        [TestMethod]
        [DataRow("{\"cmd\":\"join\"}", "ssid is missing")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"\"}", "ssid: 1 to 32 bytes")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"123456789012345678901234567890123\"}", "ssid: 1 to 32 bytes")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"1234567890123456789012345678901\u00e9\"}", "ssid: 1 to 32 bytes")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"password\":\"1234567\"}", "password: 8 to 63 bytes, or none for an open network")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"password\":\"1234567890123456789012345678901234567890123456789012345678901234\"}", "password: 8 to 63 bytes, or none for an open network")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"name\":\"-\"}", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"network\":\"magic\"}", "network: one of dhcp, static")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"network\":\"static\"}", "address: four numbers such as 192.168.1.20")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"a\",\"network\":\"static\",\"address\":\"10.0.0.1\",\"mask\":\"255.0.0.1\"}", "mask: such as 255.255.255.0")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":12}", "a member is no text")]
        [DataRow("{\"cmd\":\"join\",\"ssid\":\"\\u0000\"}", "a member is no text")]
        [DataRow("{\"cmd\":\"join\",\"what\":\"x\"}", "a member is unknown")]
        [DataRow("{\"cmd\":\"set\"}", "cmd: scan, join, password or ping")]
        [DataRow("{\"cmd\":\"password\",\"iterations\":4096}", "salt, iterations, storedKey or serverKey is missing")]
        [DataRow("{\"cmd\":\"password\",\"iterations\":\"many\"}", "iterations: a whole number")]
        [DataRow("{\"id\":-1,\"cmd\":\"ping\"}", "id: a whole number from 0")]
        [DataRow("{\"id\":1}", "cmd is missing")]
        [DataRow("{", "a member's name is expected")]
        public void Command_Wrong_IsRefusedAndNothingIsStored(string json, string error)
        {
            using RunningFirmware portal = OpenPortal();
            int writes = _storage.Writes;
            Assert.AreEqual(error, portal.Command(json));
            Assert.IsNull(portal.Command("{\"id\":5,\"cmd\":\"ping\"}"));
            Assert.AreEqual(writes, _storage.Writes);
            Assert.IsFalse(portal.Link.HasCredentials);
            Assert.AreEqual("nanowire-4057", portal.Settings.Name);
            Assert.IsFalse(portal.Settings.IsStatic);
        }

        [TestMethod]
        [DataRow("a", "")]
        [DataRow("12345678901234567890123456789012", "12345678")]
        [DataRow("quote \\\" and \\\\ back", "123456789012345678901234567890123456789012345678901234567890123")]
        public void Join_AtTheLimits_IsStored(string ssid, string password)
        {
            using RunningFirmware portal = OpenPortal();
            Assert.IsNull(portal.Command("{\"id\":1,\"cmd\":\"join\",\"ssid\":\"" + ssid + "\",\"password\":\"" + password + "\"}"));
            portal.AwaitRestart();
            Assert.AreEqual(ssid.Replace("\\\"", "\"", System.StringComparison.Ordinal).Replace("\\\\", "\\", System.StringComparison.Ordinal), portal.Link.Ssid);
            Assert.IsFalse(portal.Link.IsAccessPointEnabled);
            Assert.AreEqual(NetworkReason.Stored, new StoredNetworkMemory(_storage).Reason);
        }

        [TestMethod]
        public void Command_SizeAroundTheLimit_IsTakenAndRefused()
        {
            using RunningFirmware portal = OpenPortal();
            const string Ping = "{\"id\":1,\"cmd\":\"ping\"}";
            Assert.IsNull(portal.Command(Ping.PadRight(512)));
            Assert.AreEqual("a command is at most 512 bytes", portal.Command(Ping.PadRight(513)));
        }

        [TestMethod]
        public void Join_StorageFails_IsSaidAndThePortalStays()
        {
            using RunningFirmware portal = OpenPortal();
            Assert.IsNull(portal.Command("{\"cmd\":\"ping\"}"));
            _storage.IsOff = true;
            Assert.AreEqual("the network could not be stored; try again", portal.Command("{\"cmd\":\"join\",\"ssid\":\"Home\"}"));
            Assert.AreEqual(NetworkState.Portal, portal.Run.Network.State);
            _storage.IsOff = false;
            Assert.IsNull(portal.Command("{\"cmd\":\"join\",\"ssid\":\"Home\"}"));
            portal.AwaitRestart();
        }

        [TestMethod]
        public void Password_First_IsTakenAndASecondIsNot()
        {
            using RunningFirmware portal = OpenPortal();
            string key = System.Convert.ToBase64String(new byte[32]);
            string command = "{\"cmd\":\"password\",\"salt\":\"W22ZaJ0SNY7soEsUEjb6gQ==\",\"iterations\":4096,\"storedKey\":\"" + key
                + "\",\"serverKey\":\"" + key + "\"}";
            Assert.IsFalse(Get(portal, "api/portal").GetProperty("hasPassword").GetBoolean());
            Assert.IsNull(portal.Command(command));
            Assert.IsTrue(Get(portal, "api/portal").GetProperty("hasPassword").GetBoolean());
            Assert.AreEqual("an admin password is set; sign in on the dashboard to change it", portal.Command(command));
        }

        [TestMethod]
        public void HostOfAnyName_InThePortal_IsAnswered()
        {
            using RunningFirmware portal = OpenPortal();
            portal.AwaitListening();
            using HttpClient client = new HttpClient();
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:" + portal.Run.Server.Port + "/api/portal");
            request.Headers.Host = "connectivitycheck.example";
            using HttpResponseMessage response = client.Send(request);
            Assert.AreEqual(200, (int)response.StatusCode);
        }

        private RunningFirmware OpenPortal()
        {
            new SimulatedLink(_wifi, _storage, "localhost", true).EnableAccessPoint("n");
            return new RunningFirmware(_wifi, _storage);
        }

        private static JsonElement Get(RunningFirmware firmware, string path)
        {
            using HttpClient client = new HttpClient();
            firmware.AwaitListening();
            return JsonDocument.Parse(client.GetStringAsync("http://127.0.0.1:" + firmware.Run.Server.Port + "/" + path).Result).RootElement;
        }
    }
}
