using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>What the device tells about its settings and its health, and what it does not.</summary>
    [TestClass]
    public sealed class HealthContentTests
    {
        [TestMethod]
        public async Task Settings_Asked_HaveBoundsAndValues()
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
            using Running running = new Running(new SmallBoard(), new TestMachine(), settings);
            using JsonDocument document = JsonDocument.Parse(await Get(running, "/api/settings"));
            JsonElement root = document.RootElement;
            Assert.IsFalse(root.GetProperty("passwordSet").GetBoolean());
            Assert.IsFalse(root.GetProperty("setup").GetBoolean());
            Assert.AreEqual(0, root.GetProperty("presenceMs").GetInt32());
            Assert.AreEqual(settings.Count, root.GetProperty("settings").GetArrayLength());
            Assert.AreEqual(
                "{\"name\":\"name\",\"kind\":\"label\",\"min\":1,\"max\":32,\"needsRestart\":true,\"value\":\"kitchen\"}",
                root.GetProperty("settings")[DeviceSettings.NameIndex].GetRawText());
            Assert.AreEqual(
                "{\"name\":\"network\",\"kind\":\"choice\",\"choices\":[\"dhcp\",\"static\"],\"needsRestart\":true,\"value\":\"dhcp\"}",
                root.GetProperty("settings")[DeviceSettings.NetworkIndex].GetRawText());
            Assert.AreEqual(
                "{\"name\":\"intervalMs\",\"kind\":\"integer\",\"min\":100,\"max\":60000,\"needsRestart\":false,\"value\":1000}",
                root.GetProperty("settings")[DeviceSettings.IntervalMsIndex].GetRawText());
            Assert.AreEqual(
                "{\"name\":\"openControl\",\"kind\":\"flag\",\"needsRestart\":false,\"value\":true}",
                root.GetProperty("settings")[DeviceSettings.OpenControlIndex].GetRawText());
            Assert.AreEqual(
                "{\"name\":\"password\",\"kind\":\"secret\",\"isSet\":false}", root.GetProperty("settings")[DeviceSettings.PasswordIndex].GetRawText());
            running.Application.OpenPresenceWindow();
            using JsonDocument later = JsonDocument.Parse(await Get(running, "/api/settings"));
            Assert.IsTrue(later.RootElement.GetProperty("presenceMs").GetInt32() is > 0 and <= Authority.PresenceMs);
        }

        [TestMethod]
        public async Task Health_Asked_HasAllOfIt()
        {
            TestMachine machine = new TestMachine { Free = 50000 };
            using Running running = new Running(new SmallBoard(), machine, TestMachine.OpenSettings());
            running.Application.Health.Network = new WiredNetwork();
            using ClientWebSocket client = running.Connect();
            running.Receive(client);
            using JsonDocument document = JsonDocument.Parse(await Get(running, "/api/health"));
            JsonElement root = document.RootElement;
            Assert.AreEqual(50000, root.GetProperty("memory").GetProperty("free").GetInt32());
            Assert.AreEqual(MemoryGuard.LeastLowLimit, root.GetProperty("memory").GetProperty("low").GetInt32());
            Assert.AreEqual("pump sensors", string.Join(" ", root.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("name").GetString())));
            Assert.AreEqual("[{\"id\":\"temperature\",\"present\":true},{\"id\":\"missing\",\"present\":false}]", root.GetProperty("readings").GetRawText());
            JsonElement sensor = root.GetProperty("sensors")[0];
            Assert.AreEqual("temperature", sensor.GetProperty("id").GetString());
            Assert.AreEqual("Temperatur \"innen\"", sensor.GetProperty("name").GetString());
            Assert.IsTrue(sensor.GetProperty("present").GetBoolean());
            Assert.IsTrue(sensor.GetProperty("measured").GetInt32() > 0);
            Assert.AreEqual(0, sensor.GetProperty("failed").GetInt32());
            Assert.AreEqual("", sensor.GetProperty("error").GetString());
            Assert.AreEqual(2, root.GetProperty("sensors").GetArrayLength());
            Assert.AreEqual("first start", root.GetProperty("restarts")[0].GetProperty("reason").GetString());
            Assert.AreEqual("null", root.GetProperty("restarts")[0].GetProperty("uptimeSeconds").GetRawText());
            Assert.AreEqual("start: first start", root.GetProperty("log")[0].GetProperty("text").GetString());
            Assert.AreEqual(1, root.GetProperty("server").GetProperty("opened").GetInt32());
            Assert.AreEqual("{\"link\":\"up\"}", root.GetProperty("network").GetRawText());
            Assert.AreEqual(1, root.GetProperty("starts").GetInt32());

            string[] lines = (await Get(running, "/status")).Split('\n');
            Assert.AreEqual("nanowire-test, Nanowire " + DeviceDescription.FirmwareVersion, lines[0]);
            Assert.AreEqual("memory: 50000 bytes free, least 50000, load shed 0", lines[2]);
            Assert.AreEqual("readings absent: missing", lines[4]);
            Assert.AreEqual("network: the link is up", lines[5]);
            Assert.AreEqual("part pump: ok, stalls 0", lines[6]);
            CollectionAssert.Contains(lines, "restart: first start");
            Assert.AreEqual("", lines[^1], "it ends with a line's end");
        }

        [TestMethod]
        public void Health_InPiecesOfAnySize_IsTheSameDocument()
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            for (int i = 0; i < 20; i++)
            {
                settings.Log.Add("test", new string('"', 200));
                _ = new RestartLog(settings.Storage, new TestMachine(), settings.Log).Record(RestartReason.Failed, new string('"', 30), i);
            }

            using DeviceApplication application = new DeviceApplication(new SmallBoard("a reading's name"), new TestMachine(), settings, IPAddress.Loopback, 0);
            SensorSet sensors = new SensorSet(new SmallBoard("m").Sensors);
            foreach (DynamicContent content in new DynamicContent[]
            {
                new HealthContent(application, sensors), new SettingsContent(settings, application.Authority), new StatusLines(application, sensors),
            })
            {
                string whole = Read(content, 65536);
                foreach (int size in new[] { DynamicContent.MinRoom, DynamicContent.MinRoom + 1, 500, 1000 })
                {
                    string parted = Read(content, size);
                    Assert.AreEqual(Normal(whole), Normal(parted));
                    if (content is JsonContent)
                    {
                        JsonDocument.Parse(parted).Dispose();
                    }
                }
            }
        }

        [TestMethod]
        public async Task Secrets_OfWhateverKind_AreInNoAnswer()
        {
            ScramClient owner = new ScramClient("correct horse", Encoding.ASCII.GetBytes("salt of the test"), 4096);
            MemoryStorage storage = new MemoryStorage();
            SilentLog log = new SilentLog();
            DeviceSettings settings = new DeviceSettings(storage, "nanowire-test", false, null, log);
            using Running running = new Running(new SmallBoard(), new TestMachine(), settings);
            running.Application.OpenPresenceWindow();
            using ClientWebSocket client = running.Connect();
            StringBuilder told = new StringBuilder();
            client.SendString(SettingsCommandTests.PasswordOf(owner).Replace('\'', '"').Replace("{", "{\"id\":1,", StringComparison.Ordinal));
            told.Append(Answer(running, client));
            Assert.IsTrue(settings.HasPassword);
            client.SendString("{\"cmd\":\"auth\",\"data\":\"" + owner.First + "\"}");
            string challenge = JsonDocument.Parse(Answer(running, client)).RootElement.GetProperty("data").GetString();
            client.SendString("{\"cmd\":\"auth\",\"data\":\"" + owner.Answer(challenge) + "\"}");
            string accepted = Answer(running, client);
            StringAssert.Contains(accepted, "\"ok\":true");
            told.Append(accepted);
            foreach (string command in new[]
            {
                "{\"cmd\":\"setting\",\"name\":\"password\",\"value\":\"x\"}", "{\"cmd\":\"setting\",\"name\":\"name\",\"value\":\"kitchen\"}",
                "{\"cmd\":\"auth\",\"data\":\"n,,n=nobody,r=12345678\"}", SettingsCommandTests.PasswordOf(owner).Replace('\'', '"').Replace("4096", "1", StringComparison.Ordinal),
            })
            {
                client.SendString(command);
                told.Append(Answer(running, client));
            }

            foreach (string path in new[] { "/api/settings", "/api/health", "/status", "/api/device" })
            {
                told.Append(await Get(running, path));
            }

            told.Append(log.Text);
            string all = told.ToString();
            StringAssert.Contains(all, "\"isSet\":true");
            string verifier = settings[DeviceSettings.PasswordIndex].Value;
            foreach (string secret in new[]
            {
                "correct horse", verifier, Convert.ToBase64String(owner.StoredKey), Convert.ToBase64String(owner.ServerKey), Convert.ToHexString(owner.StoredKey),
                owner.Verifier.Salt,
            })
            {
                Assert.IsFalse(all.Contains(secret, StringComparison.OrdinalIgnoreCase), secret);
            }
        }

        private static string Answer(Running running, ClientWebSocket client)
        {
            string text;
            do
            {
                text = running.Receive(client);
            }
            while (!text.Contains("\"result\"", StringComparison.Ordinal));
            return text;
        }

        private static string Read(DynamicContent content, int capacity)
        {
            byte[] buffer = new byte[capacity + 2];
            StringBuilder text = new StringBuilder();
            for (int position = 0; ;)
            {
                int count = content.Write(ref position, buffer, 1, capacity);
                Assert.IsTrue(count >= 0 && count <= capacity, "a part does not fit " + capacity);
                if (count == 0)
                {
                    return text.ToString();
                }

                text.Append(Encoding.UTF8.GetString(buffer, 1, count));
            }
        }

        /// <summary>Without what changes from one moment to the next.</summary>
        private static string Normal(string text)
        {
            return System.Text.RegularExpressions.Regex.Replace(text, "\"uptimeMs\":[0-9]+|uptime [0-9]+ s", "");
        }

        private static async Task<string> Get(Running running, string path)
        {
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            return await http.GetStringAsync("http://127.0.0.1:" + running.Application.Server.Port + path);
        }

        private sealed class WiredNetwork : HealthSection
        {
            public override string Name => "network";

            public override void Write(JsonWriter json)
            {
                json.BeginObject();
                json.Member("link", "up");
                json.EndObject();
            }

            public override string Describe()
            {
                return "the link is up";
            }
        }
    }
}
